/// A point in time in microseconds since 1970-01-01T00:00:00Z, within the years 1 to 9999.
package struct Instant: Hashable, Comparable, Sendable {
    package let microseconds: Int64

    package static let earliest = Instant(unchecked: -62_135_596_800_000_000)
    package static let latest = Instant(unchecked: 253_402_300_799_999_999)

    static let microsecondsPerDay: Int64 = 86_400_000_000

    private init(unchecked microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// Nil outside of the years 1 to 9999.
    package init?(microseconds: Int64) {
        guard microseconds >= Self.earliest.microseconds, microseconds <= Self.latest.microseconds else { return nil }
        self.microseconds = microseconds
    }

    /// Midnight UTC at the beginning of a date.
    package init(startOf date: CivilDate) {
        microseconds = Int64(date.dayNumber) * Self.microsecondsPerDay
    }

    package static func < (left: Instant, right: Instant) -> Bool {
        left.microseconds < right.microseconds
    }

    /// The instant so many seconds later; stops at the earliest or latest instant instead of leaving the range.
    package func adding(seconds: Int64) -> Instant {
        adding(microseconds: seconds.multipliedReportingOverflow(by: 1_000_000), sign: seconds)
    }

    /// The instant after a duration; stops at the earliest or latest instant instead of leaving the range.
    package func adding(_ duration: Duration) -> Instant {
        let parts = duration.components
        let whole = adding(seconds: parts.seconds)
        return whole.adding(
            microseconds: (parts.attoseconds / 1_000_000_000_000, false), sign: parts.attoseconds)
    }

    /// The time from another instant to this one; negative if that one is later.
    package func duration(since other: Instant) -> Duration {
        .microseconds(microseconds - other.microseconds)
    }

    /// The date in UTC; local dates come from the database, which knows the time zones.
    package var utcDate: CivilDate {
        let day = (microseconds - timeOfDay) / Self.microsecondsPerDay
        return CivilDate(dayNumber: Int(day)) ?? .earliest
    }

    /// Microseconds since midnight UTC.
    package var timeOfDay: Int64 {
        let remainder = microseconds % Self.microsecondsPerDay
        return remainder < 0 ? remainder + Self.microsecondsPerDay : remainder
    }

    private func adding(microseconds step: (partialValue: Int64, overflow: Bool), sign: Int64) -> Instant {
        let bound = sign < 0 ? Self.earliest : Self.latest
        let (sum, overflow) = microseconds.addingReportingOverflow(step.partialValue)
        guard !step.overflow, !overflow else { return bound }
        return Instant(microseconds: sum) ?? bound
    }
}
