import Agency

/// What a proposed setting would have made of past interviews, beside the policy as it was.
package struct PolicyEffect: Codable, Sendable {
    package var from: CivilDate
    package var to: CivilDate
    package var clientId: Int64?
    /// Interviews that were held in the period and not cancelled.
    package var interviews: Int
    /// Chases that agents made about them.
    package var chases: Int
    /// Chases that could have been made on an earlier day than as it was.
    package var chasesEarlier: Int
    package var chasesLater: Int
    /// Chases that the proposed setting would have refused on their day.
    package var chasesRefused: Int
    package var current: Outcome
    package var proposed: Outcome

    /// What one setting makes of the interviews, given the promises and answers that were recorded.
    package struct Outcome: Codable, Sendable {
        /// Interviews whose feedback was late, if only by a day.
        package var overdue: Int
        /// Days of lateness of all interviews, 0 for those in time; null without interviews.
        package var daysLateMedian: Int?
        /// Answers by how long after the due date they came.
        package var answers: [Answers]
        package var unanswered: Int
        /// Interviews whose first chase would have opened before they were over.
        package var chaseable: Int
        /// Interviews that were over before a chase would have opened.
        package var overBefore: Int
        /// Days from the interview to that opening; null where there is none.
        package var daysWaitedMedian: Int?
        /// How many first chases would have opened so many days after the interview.
        package var openings: [Opening]
    }

    /// How many answers came so many days after the due date at most, and later than those of the line before.
    package struct Answers: Codable, Sendable {
        /// 0 for those in time; null for all that came later still.
        package var withinDays: Int?
        package var count: Int
    }

    /// Some days after an interview, and how many first chases would have opened then.
    package struct Opening: Codable, Sendable {
        package var fromDay: Int
        /// Null for the last, which has no end.
        package var throughDay: Int?
        package var count: Int
    }
}

extension PolicyEffect.Outcome {
    /// First days of the groups in which openings are counted.
    private static let groups = [0, 3, 5, 7, 8, 9, 10, 12, 14, 17, 21, 28]

    init(_ side: PolicyComparison.Side, of interviews: Int) {
        let ends = Self.groups.dropFirst().map { $0 - 1 } + [nil]
        self.init(
            overdue: side.overdue, daysLateMedian: side.lateness.median,
            answers: zip(PolicyComparison.answerLimits + [nil], side.answered).map { .init(withinDays: $0, count: $1) },
            unanswered: side.unanswered, chaseable: side.waits.total, overBefore: interviews - side.waits.total,
            daysWaitedMedian: side.waits.median,
            openings: zip(Self.groups, ends).map { from, through in
                .init(fromDay: from, throughDay: through, count: side.waits.count(in: from...(through ?? .max)))
            })
    }
}
