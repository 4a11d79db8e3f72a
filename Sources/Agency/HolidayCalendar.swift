/// Which days are business days: not a Saturday, not a Sunday and not a holiday.
///
/// All answers take a few binary searches, whatever the span.
package struct HolidayCalendar: Hashable, Sendable {
    package let name: String

    /// Sorted day numbers of the holidays that fall on Monday to Friday; the others change nothing.
    private let weekdayHolidays: [Int32]

    package init(name: String, holidays: some Sequence<CivilDate>) {
        self.name = name
        let days = Set(holidays.lazy.filter { !$0.weekday.isWeekend }.map(\.dayNumber))
        weekdayHolidays = days.sorted()
    }

    package func isBusinessDay(_ date: CivilDate) -> Bool {
        guard !date.weekday.isWeekend else { return false }
        let index = holidays(through: date.dayNumber)
        return index == 0 || weekdayHolidays[index - 1] != date.dayNumber
    }

    /// The n-th business day after a date, `bd` in the rules; the date itself for n below 1.
    package func businessDay(_ n: Int, after date: CivilDate) throws(DateOutOfRange) -> CivilDate {
        guard n > 0 else { return date }
        let limit = CivilDate.latest.dayNumber
        let (wanted, overflow) = ordinal(date.dayNumber).addingReportingOverflow(n)
        guard !overflow, ordinal(limit) >= wanted else { throw DateOutOfRange() }
        // The ordinal never falls, so the first day that reaches it is the day looked for; it lies a few weeks on at the most,
        // unless there are many holidays or days asked for.
        var low = date.dayNumber + 1
        var high = low
        var reach: Int32 = 8
        while high < limit, ordinal(high) < wanted {
            low = high + 1
            high = limit - high > reach ? high + reach : limit
            reach = reach < limit / 2 ? reach * 2 : limit
        }
        while low < high {
            let middle = low + (high - low) / 2
            if ordinal(middle) >= wanted { high = middle } else { low = middle + 1 }
        }
        guard let result = CivilDate(dayNumber: Int(low)) else { throw DateOutOfRange() }
        return result
    }

    /// The date itself if it is a business day, else the next one.
    package func roll(_ date: CivilDate) throws(DateOutOfRange) -> CivilDate {
        isBusinessDay(date) ? date : try businessDay(1, after: date)
    }

    /// `roll(date + days)`.
    package func roll(_ date: CivilDate, plus days: Int) throws(DateOutOfRange) -> CivilDate {
        try roll(try date.adding(days: days))
    }

    /// How many business days lie in (after, through]; 0 if the second is not later.
    package func businessDays(after: CivilDate, through: CivilDate) -> Int {
        guard after < through else { return 0 }
        return ordinal(through.dayNumber) - ordinal(after.dayNumber)
    }

    /// Business days from the beginning of the calendar through a day.
    private func ordinal(_ day: Int32) -> Int {
        // Day -719,162 (0001-01-01) is a Monday, so whole weeks count from there.
        let elapsed = Int(day) + 719_163
        let (weeks, rest) = elapsed.quotientAndRemainder(dividingBy: 7)
        return weeks * 5 + min(rest, 5) - holidays(through: day)
    }

    /// How many weekday holidays lie on or before a day.
    private func holidays(through day: Int32) -> Int {
        var low = 0
        var high = weekdayHolidays.count
        while low < high {
            let middle = (low + high) / 2
            if weekdayHolidays[middle] <= day { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
