/// What two settings of the policy make of the same past interviews, added up interview by interview.
package struct PolicyComparison: Sendable {
    /// What one of them makes of the interviews.
    package struct Side: Sendable {
        /// Interviews whose feedback was ever late.
        package private(set) var overdue = 0
        /// By how many days answers were late, or what is outstanding still is; 0 for those in time.
        package private(set) var lateness = DayTally()
        /// Answers on or before the due date, by then plus 3, 7 and 14 days, and later: each in the first that fits.
        package private(set) var answered = [Int](repeating: 0, count: PolicyComparison.answerLimits.count + 1)
        package private(set) var unanswered = 0
        /// For each interview whose chase would have opened before it was over: days from the interview to the opening.
        package private(set) var waits = DayTally()

        fileprivate mutating func add(
            _ interview: PastInterview, _ etiquette: DatedEtiquette, through last: CivilDate
        ) throws(DateOutOfRange) {
            let due = try interview.due(etiquette)
            let late = max(0, (interview.ended ?? last).days(since: due))
            if late > 0 { overdue += 1 }
            lateness.add(late)
            if let day = interview.answered {
                let after = day.days(since: due)
                let place = PolicyComparison.answerLimits.firstIndex { after <= $0 } ?? PolicyComparison.answerLimits.count
                answered[place] += 1
            } else {
                unanswered += 1
            }
            if let opening = try interview.firstOpening(etiquette, through: last) { waits.add(opening.days(since: interview.held)) }
        }
    }

    /// Days after the due date by which answers are counted.
    package static let answerLimits = [0, 3, 7, 14]

    /// The last day that is looked at.
    package let last: CivilDate
    package private(set) var interviews = 0
    package private(set) var current = Side()
    package private(set) var proposed = Side()
    package private(set) var chases = 0
    /// Chases that could have been made earlier, or only later, than as it was.
    package private(set) var earlierChases = 0
    package private(set) var laterChases = 0
    /// Chases that were made on a day on which the proposed policy would have refused them.
    package private(set) var refusedChases = 0

    package init(through last: CivilDate) { self.last = last }

    /// Adds an interview under the policy as it was and under the proposed one.
    package mutating func add(
        _ interview: PastInterview, current: DatedEtiquette, proposed: DatedEtiquette
    ) throws(DateOutOfRange) {
        interviews += 1
        try self.current.add(interview, current, through: last)
        try self.proposed.add(interview, proposed, through: last)
        for (place, contact) in interview.contacts.enumerated() where contact.isChase {
            chases += 1
            let before = try interview.opening(ofChase: place, current)
            let after = try interview.opening(ofChase: place, proposed)
            if after < before { earlierChases += 1 }
            if after > before { laterChases += 1 }
            if contact.on < after { refusedChases += 1 }
        }
    }
}

/// How often each number of days came up: as good as the list of all, and small however long that is.
package struct DayTally: Hashable, Sendable {
    private var counts: [Int: Int] = [:]
    package private(set) var total = 0

    package init() {}

    package mutating func add(_ days: Int) {
        counts[days, default: 0] += 1
        total += 1
    }

    /// The lower median; nil without numbers.
    package var median: Int? {
        var left = (total + 1) / 2
        for (days, count) in counts.sorted(by: { $0.key < $1.key }) {
            left -= count
            if left <= 0 { return days }
        }
        return nil
    }

    /// How many numbers of days lie in a range.
    package func count(in range: ClosedRange<Int>) -> Int { counts.reduce(0) { range.contains($1.key) ? $0 + $1.value : $0 } }
}
