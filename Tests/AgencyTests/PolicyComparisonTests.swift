import Testing

@testable import Agency

@Suite struct PolicyComparisonTests {
    private let current = DatedEtiquette(calendar: HolidayCalendar(name: "none", holidays: []))

    private func proposing(_ changes: [String: Int]) throws -> DatedEtiquette {
        DatedEtiquette(calendar: current.calendar, policies: try current.policies.proposing(changes))
    }

    private func interview(
        held: String, promises: [(String, String)] = [], chases: [String] = [], answered: String? = nil, ended: String? = nil
    ) throws -> PastInterview {
        PastInterview(
            held: try date(held), promises: try promises.map { PromiseGiven(givenOn: try date($0), date: try date($1)) },
            contacts: try chases.map { .init(on: try date($0), isChase: true) }, answered: try answered.map(date),
            ended: try (ended ?? answered).map(date))
    }

    @Test func theMedianIsTheLowerOne() {
        var tally = DayTally()
        #expect(tally.median == nil)
        for days in [5, 1, 9, 1] { tally.add(days) }
        #expect(tally.median == 1 && tally.total == 4)
        tally.add(7)
        #expect(tally.median == 5)
        #expect(tally.count(in: 1...5) == 3 && tally.count(in: 9...Int.max) == 1)
    }

    @Test func aShorterTimeToAnswerMakesMoreLateAndOpensEarlier() throws {
        let proposed = try proposing(["answer_days": 2, "chase_opens_days": 2, "chase_closes_days": 4])
        var comparison = PolicyComparison(through: try date("2026-04-01"))
        // Wednesday 4 March: due on the 11th, or on the 6th.
        try comparison.add(interview(held: "2026-03-04", answered: "2026-03-10"), current: current, proposed: proposed)
        try comparison.add(interview(held: "2026-03-04", chases: ["2026-03-11"], answered: "2026-03-20"), current: current, proposed: proposed)
        try comparison.add(interview(held: "2026-03-04", ended: "2026-03-05"), current: current, proposed: proposed)
        try comparison.add(interview(held: "2026-03-30"), current: current, proposed: proposed)
        #expect(comparison.interviews == 4 && comparison.chases == 1)
        #expect(comparison.earlierChases == 1 && comparison.laterChases == 0 && comparison.refusedChases == 0)
        #expect(comparison.current.overdue == 1 && comparison.proposed.overdue == 2)
        #expect(comparison.current.answered == [1, 0, 0, 1, 0] && comparison.current.unanswered == 2)
        #expect(comparison.proposed.answered == [0, 0, 1, 1, 0])
        #expect(comparison.current.waits.total == 1 && comparison.current.waits.median == 7)
        // The one of 30 March opens on 1 April.
        #expect(comparison.proposed.waits.total == 3 && comparison.proposed.waits.median == 2)
        #expect(comparison.current.lateness.median == 0)
    }

    @Test func openingsGoByThePromisesAsTheyWereKnown() throws {
        let last = try date("2026-05-01")
        // Promised for Friday the 13th, on the 12th moved to the 20th: the chase opens on the 23rd, not on the 16th.
        let moved = try interview(
            held: "2026-03-04", promises: [("2026-03-04", "2026-03-13"), ("2026-03-12", "2026-03-20")], answered: "2026-04-01")
        #expect(try moved.firstOpening(current, through: last) == date("2026-03-23"))
        #expect(try moved.firstOpening(proposing(["agent_grace_business_days": 2]), through: last) == date("2026-03-25"))
        // Moved only after the chase had opened: it was open from the 16th on.
        let late = try interview(
            held: "2026-03-04", promises: [("2026-03-04", "2026-03-13"), ("2026-03-17", "2026-03-20")], answered: "2026-04-01")
        #expect(try late.firstOpening(current, through: last) == date("2026-03-16"))
        #expect(try late.firstOpening(proposing(["agent_grace_business_days": 1]), through: last) == date("2026-03-24"))
        #expect(try late.due(current) == date("2026-03-20"))
        // Not opened yet on the last day that is looked at.
        #expect(try moved.firstOpening(current, through: date("2026-03-22")) == nil)
    }

    @Test func aChaseIsHeldAgainstTheDayFromWhichItWasAllowed() throws {
        let slow = try proposing(["spacing_opens_days": 7, "spacing_closes_days": 9])
        var comparison = PolicyComparison(through: try date("2026-05-01"))
        let chased = try interview(held: "2026-03-04", chases: ["2026-03-11", "2026-03-16"], answered: "2026-04-01")
        try comparison.add(chased, current: current, proposed: slow)
        #expect(comparison.chases == 2 && comparison.laterChases == 1 && comparison.refusedChases == 1)
        #expect(try chased.opening(ofChase: 1, current) == date("2026-03-16"))
        #expect(try chased.opening(ofChase: 1, slow) == date("2026-03-18"))
    }

    /// Day by day, as the rule says it, on interviews by chance.
    @Test func theFirstOpeningIsTheFirstDayOnWhichAChaseIsOpen() throws {
        var source = try ScenarioSource(seed: 12)
        for _ in 0..<1500 {
            let scenario = try source.scenario()
            let holidays = try source.holidays()
            let calendar = HolidayCalendar(name: "random", holidays: holidays.compactMap { CivilDate(dayNumber: $0) })
            let change = try scenario.interview.adding(days: Int.random(in: -3...20, using: &source.random))
            let dated = DatedEtiquette(
                calendar: calendar,
                policies: PolicyHistory(
                    agency: [PolicyVersion(effectiveFrom: change, changes: try source.policy().values)]))
            let past = PastInterview(
                held: scenario.interview, promises: scenario.promises, contacts: [], answered: scenario.feedbackOn,
                ended: scenario.feedbackOn)
            let last = try scenario.interview.adding(days: 60)
            var expected: CivilDate?
            for offset in 0...60 where expected == nil {
                let day = try scenario.interview.adding(days: offset)
                if let end = scenario.feedbackOn, day >= end { break }
                let etiquette = dated.on(day)
                let window = try etiquette.chaseWindow(
                    held: scenario.interview, promises: scenario.promises, contacts: [],
                    grace: etiquette.policy.agentGraceBusinessDays, asOf: day)
                if day >= window.opens, calendar.isBusinessDay(day) { expected = day }
            }
            #expect(try past.firstOpening(dated, through: last) == expected, "\(scenario) \(change)")
        }
    }
}
