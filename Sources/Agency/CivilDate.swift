/// A date of the proleptic Gregorian calendar without time or zone, from 0001-01-01 through 9999-12-31.
package struct CivilDate: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01.
    package let dayNumber: Int32

    package static let earliest = CivilDate(unchecked: -719_162)
    package static let latest = CivilDate(unchecked: 2_932_896)

    private init(unchecked dayNumber: Int32) {
        self.dayNumber = dayNumber
    }

    /// Days since 1970-01-01; nil outside of the years 1 to 9999.
    package init?(dayNumber: Int) {
        guard dayNumber >= Self.earliest.dayNumber, dayNumber <= Self.latest.dayNumber else { return nil }
        self.dayNumber = Int32(dayNumber)
    }

    /// Nil for a day that the calendar does not have.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Self.length(ofMonth: month, year: year)
        else { return nil }
        // Days are counted in years that begin on 1 March, so that the leap day is the last one.
        let shiftedYear = month > 2 ? year : year - 1
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        dayNumber = Int32(era * 146_097 + dayOfEra - 719_468)
    }

    package static func < (left: CivilDate, right: CivilDate) -> Bool {
        left.dayNumber < right.dayNumber
    }

    package static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    package static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    /// Year, month 1 to 12 and day of the month.
    package var components: (year: Int, month: Int, day: Int) {
        let shifted = Int(dayNumber) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    package var year: Int { components.year }
    package var month: Int { components.month }
    package var day: Int { components.day }

    package var weekday: Weekday {
        Weekday(dayNumber: dayNumber)
    }

    /// The date so many days later, or earlier when negative.
    package func adding(days: Int) throws(DateOutOfRange) -> CivilDate {
        let (sum, overflow) = Int(dayNumber).addingReportingOverflow(days)
        guard !overflow, let date = CivilDate(dayNumber: sum) else { throw DateOutOfRange() }
        return date
    }

    /// Calendar days from another date to this one; negative if that one is later.
    package func days(since other: CivilDate) -> Int {
        Int(dayNumber) - Int(other.dayNumber)
    }
}

/// A date would fall outside of the years 1 to 9999.
package struct DateOutOfRange: Error, Hashable, CustomStringConvertible {
    package init() {}

    package var description: String { "the date lies outside of the years 1 to 9999" }
}

/// A day of the week, numbered as in ISO 8601: Monday is 1.
package enum Weekday: Int, CaseIterable, Sendable {
    case monday = 1
    case tuesday, wednesday, thursday, friday, saturday, sunday

    init(dayNumber: Int32) {
        // Day 0 was a Thursday; the two-step remainder keeps dates before 1970 positive.
        let index = ((Int(dayNumber) + 3) % 7 + 7) % 7
        self = Self.allCases[index]
    }

    package var isWeekend: Bool { self == .saturday || self == .sunday }
}
