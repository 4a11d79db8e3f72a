import Testing

@testable import Agency

@Suite struct PolicyHistoryTests {
    private func version(_ day: String, _ changes: [String: Int]) throws -> PolicyVersion {
        PolicyVersion(effectiveFrom: try date(day), changes: changes)
    }

    @Test func theClientsLatestVersionLiesOverTheAgencys() throws {
        let history = PolicyHistory(
            agency: [try version("2026-03-01", ["answer_days": 10, "silence_days": 5]), try version("2026-04-01", ["silence_days": 6])],
            client: [try version("2026-03-15", ["answer_days": 4])])
        let cases = [
            ("2026-02-28", 7, 7), ("2026-03-01", 10, 5), ("2026-03-14", 10, 5), ("2026-03-15", 4, 5), ("2026-03-31", 4, 5),
            // A version is the whole of what differs: the agency's answer days went back to the rulebook's.
            ("2026-04-01", 4, 6), ("9999-12-31", 4, 6),
        ]
        for (day, answer, silence) in cases {
            let policy = history.policy(on: try date(day))
            #expect(policy.answerDays == answer && policy.silenceDays == silence, "\(day)")
        }
        #expect(PolicyHistory.standard.policy(on: .earliest) == .standard)
        #expect(history.changeDays == [try date("2026-03-01"), try date("2026-03-15"), try date("2026-04-01")])
    }

    @Test func ofTwoVersionsFromOneDayTheLaterOneCounts() throws {
        let versions = [
            try version("2026-03-02", ["answer_days": 9]), try version("2026-03-01", ["answer_days": 5]),
            try version("2026-03-01", ["answer_days": 6]),
        ]
        let history = PolicyHistory(agency: versions)
        #expect(history.policy(on: try date("2026-03-01")).answerDays == 6)
        #expect(history.policy(on: try date("2026-03-02")).answerDays == 9)
    }

    @Test func numbersThatThisVersionDoesNotKnowArePassedOver() throws {
        let history = PolicyHistory(agency: [try version("2026-03-01", ["answer_days": 9, "moon_phase": 3])])
        #expect(try history.policy(on: date("2026-03-01")) == EtiquettePolicy.standard.applying(["answer_days": 9]))
    }

    @Test func twoLayersThatFitEachByItselfMayNotFitTogether() throws {
        let history = PolicyHistory(
            agency: [try version("2026-05-01", ["spacing_opens_days": 1, "spacing_closes_days": 2])],
            client: [try version("2026-03-01", ["spacing_opens_days": 4])])
        let fault = try #require(history.fault(from: try date("2026-03-01")))
        #expect(fault.day.description == "2026-05-01" && fault.problem.setting == "spacing_closes_days")
        #expect(PolicyHistory.standard.fault(from: .earliest) == nil)
        #expect(throws: PolicyProblem.self) { try history.proposing(["answer_days": 91]) }
    }

    @Test func aProposalHoldsOnEveryDay() throws {
        let history = PolicyHistory(agency: [try version("2026-03-01", ["answer_days": 10, "silence_days": 5])])
        let proposed = try history.proposing(["answer_days": 3])
        #expect(proposed.policy(on: .earliest).answerDays == 3 && proposed.policy(on: .earliest).silenceDays == 7)
        #expect(proposed.policy(on: .latest).answerDays == 3 && proposed.policy(on: .latest).silenceDays == 5)
    }

    @Test func whereANumberComesFromAndSinceWhen() throws {
        let setting = try #require(EtiquettePolicy.settings.first { $0.name == "answer_days" })
        let agency = [
            try version("2026-01-01", ["answer_days": 10]), try version("2026-02-01", ["answer_days": 10, "silence_days": 5]),
            try version("2026-04-01", [:]),
        ]
        let client = [try version("2026-03-01", ["answer_days": 10])]
        func origin(_ day: String, _ client: [PolicyVersion] = []) throws -> PolicyOrigin {
            PolicyOrigin(of: setting, on: try date(day), agency: agency, client: client)
        }
        let before = try origin("2025-12-31")
        #expect(before.layer == .rulebook && before.value == 7 && before.since == nil)
        let inMarch = try origin("2026-03-05")
        #expect(inMarch.layer == .agency && inMarch.value == 10 && inMarch.since?.description == "2026-01-01")
        let ofClient = try origin("2026-03-05", client)
        #expect(ofClient.layer == .client && ofClient.since?.description == "2026-03-01")
        #expect(try origin("2026-04-01").layer == .rulebook)
        #expect(try origin("2026-04-01", client).since == date("2026-03-01"))
    }

    @Test func whatFallsDueGoesByTheDayOfTheInterviewAndWhatMayBeDoneByToday() throws {
        let dated = DatedEtiquette(
            calendar: HolidayCalendar(name: "none", holidays: []),
            policies: PolicyHistory(
                agency: [try version("2026-03-09", ["answer_days": 20, "debrief_business_days": 9, "chase_opens_days": 9])]))
        let scenario = EtiquetteScenario(
            interview: try date("2026-03-04"), asOf: try date("2026-03-11"), calendar: try #require(CalendarName("x")))
        let plan = try EtiquettePlan.make(for: scenario, etiquette: dated)
        #expect(plan.feedbackDue.description == "2026-03-11" && plan.debriefDue.description == "2026-03-05")
        #expect(plan.chaseOpens.description == "2026-03-13" && plan.chaseState == .waiting)
        var earlier = scenario
        earlier.asOf = try date("2026-03-06")
        #expect(try EtiquettePlan.make(for: earlier, etiquette: dated).chaseOpens == date("2026-03-11"))
        var later = scenario
        later.interview = try date("2026-03-09")
        #expect(try EtiquettePlan.make(for: later, etiquette: dated).feedbackDue == date("2026-03-30"))
    }

    @Test(
        arguments: [
            (4, 4, nil, nil), (5, 5, nil, "Ana keeps 5 of 5 dates"), (10, 4, 3, "Ana keeps 4 of 10 dates, typically 3 days late"),
            (6, 0, 1, "Ana keeps 0 of 6 dates, typically 1 day late"),
        ] as [(Int, Int, Int?, String?)])
    func aRecordOfPromisesSaysSomethingWithEnoughCases(_ promises: Int, _ kept: Int, _ late: Int?, _ hint: String?) {
        #expect(PromiseRecord(promises: promises, kept: kept, daysLateMedian: late).hint(of: "Ana") == hint)
    }
}
