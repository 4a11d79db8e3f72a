/// A span of days, both ends included, within which something should be done.
package struct DayWindow: Hashable, Sendable {
    package let opens: CivilDate
    package let by: CivilDate

    package init(opens: CivilDate, by: CivilDate) {
        self.opens = opens
        self.by = by
    }

    package func contains(_ day: CivilDate) -> Bool {
        opens <= day && day <= by
    }
}

/// Where a chase stands on a day (T9).
package enum ChaseState: String, CaseIterable, Codable, Sendable {
    case waiting, open, late, stopped
}

/// Where the one courtesy call stands on a day (T5).
package enum CourtesyState: String, CaseIterable, Codable, Sendable {
    case waiting, open
    /// Not to be made: there is a promise, somebody spoke to the client, it is over, or its days have passed.
    case `none`
}

/// Outstanding feedback on a day (T3), all zero while it is not overdue.
package struct Overdue: Hashable, Sendable {
    package let days: Int
    package let businessDays: Int

    package var isOverdue: Bool { days > 0 }

    package static let none = Overdue(days: 0, businessDays: 0)
}

/// Why a chase may not be logged for a day (T5, T9).
package enum ChaseRefusal: Error, Hashable, Sendable {
    /// `invalid-date`: in the future or before the interview.
    case invalidDate
    /// `chase-too-early`, with the first day on which it may be made.
    case tooEarly(opensOn: CivilDate)
    /// `not-a-business-day` on the client's calendar.
    case notABusinessDay
    /// Feedback has been logged or the submission closed.
    case stopped
    /// The courtesy call is not due any more: a promise, an earlier contact, or its days have passed.
    case noCourtesy(chaseOpensOn: CivilDate)
}
