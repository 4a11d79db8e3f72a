import Testing

@testable import Agency

/// What is explained is what is decided: the lines go by the same functions, and each reader gets no more than they may know.
@Suite struct ExplanationTests {
    private func line(_ rule: RuleName, _ explained: ExplainedCase) throws -> ExplainedRule {
        try #require(try explained.rules().first { $0.rule == rule.rawValue }, "\(rule)")
    }

    private func fact(_ name: String, _ rule: ExplainedRule) -> String? { rule.facts.first { $0.name == name }?.value }

    private func situation(
        for reader: ExplainedCase.Reader = .staff, on day: String, channel: Channel = .agency, calendar own: HolidayCalendar? = nil,
        agency: [PolicyVersion] = [], client: [PolicyVersion] = [], _ meeting: ExplainedMeeting? = nil
    ) throws -> ExplainedCase {
        let calendar = try #require(own ?? Fixtures.calendars["GB-ENG"])
        var explained = ExplainedCase(
            for: reader, on: try date(day), agencyDay: try date(day), submission: 1, channel: channel, candidate: "Anna Brook",
            client: "Albion", agent: "Ruth Amos",
            policy: ExplainedPolicy(calendar: calendar, agency: agency, client: client, isShown: reader == .staff),
            agency: ExplainedPolicy(calendar: calendar, agency: agency, isShown: reader == .staff))
        explained.meeting = meeting
        return explained
    }

    /// Held on a Wednesday.
    private func meeting(promises: [(given: String, date: String)] = [], contacts: [String] = [], stopped: String? = nil) throws
        -> ExplainedMeeting
    {
        var meeting = ExplainedMeeting(id: 12, held: try date("2026-02-18"))
        meeting.promises = try promises.map { PromiseGiven(givenOn: try date($0.given), date: try date($0.date)) }
        meeting.contacts = try contacts.map(date)
        meeting.stoppedOn = try stopped.map(date)
        return meeting
    }

    @Test func tenThousandExplanationsSayWhatThePlanSays() throws {
        var source = try ScenarioSource(seed: 23)
        for _ in 0..<10_000 {
            let holidays = try source.holidays()
            var scenario = try source.scenario()
            scenario.grace = nil
            scenario.closedOn = nil
            let calendar = HolidayCalendar(name: "random", holidays: holidays.compactMap { CivilDate(dayNumber: $0) })
            let policy = try source.policy()
            let plan = try EtiquettePlan.make(for: scenario, calendar: calendar, policy: policy)
            var meeting = ExplainedMeeting(id: 1, held: scenario.interview)
            meeting.promises = scenario.promises
            meeting.contacts = scenario.contacts.map(\.on)
            meeting.stoppedOn = scenario.feedbackOn
            meeting.thanks = []
            meeting.material = []
            let numbers = PolicyVersion(effectiveFrom: .earliest, changes: policy.values)
            let explained = try situation(on: scenario.asOf.description, calendar: calendar, agency: [numbers], meeting)
            let state = try line(.state, explained)
            #expect(fact("chase_state", state) == plan.chaseState.rawValue)
            if plan.chaseState != .stopped {
                #expect(fact("chase_opens", state) == plan.chaseOpens.description && fact("chase_by", state) == plan.chaseBy.description)
            }
            let overdue = try line(.overdue, explained)
            #expect(fact("days_overdue", overdue) == "\(plan.daysOverdue)")
            #expect(fact("business_days_overdue", overdue) == "\(plan.businessDaysOverdue)")
            #expect(try fact("feedback_due", line(.promise, explained)) == plan.feedbackDue.description)
            let thanks = try line(.thanks, explained)
            #expect(fact("recommended_by", thanks) == plan.thankYouRecommended.description)
            #expect(fact("deadline", thanks) == plan.thankYouDeadline.description)
            #expect(try fact("materials_due", line(.material, explained)) == plan.materialsDue.description)
            if let courtesy = try explained.rules().first(where: { $0.rule == "T5" }) {
                #expect(fact("courtesy", courtesy) == plan.courtesy.rawValue)
            }
            if let replaced = try explained.rules().first(where: { $0.rule == "T7" }) { #expect(fact("slips", replaced) == "\(plan.slips)") }
        }
    }

    @Test func aNumberComesWithTheLayerThatSaysIt() throws {
        let agency = PolicyVersion(effectiveFrom: try date("2026-01-05"), changes: ["chase_opens_days": 9, "spacing_opens_days": 4])
        let client = PolicyVersion(effectiveFrom: try date("2026-02-02"), changes: ["chase_opens_days": 12, "chase_closes_days": 14])
        let explained = try situation(
            on: "2026-02-20", agency: [agency], client: [client], try meeting(contacts: ["2026-02-19"]))
        let unpromised = try line(.unpromised, explained)
        let opens = try #require(unpromised.facts.first { $0.name == "chase_opens_days" })
        #expect(try opens == ExplainedFact("chase_opens_days", 12, comesFrom: .client, since: date("2026-02-02")))
        #expect(unpromised.facts.first { $0.name == "courtesy_opens_business_days" }?.comesFrom == .rulebook)
        #expect(unpromised.says.contains("opens on 2026-03-02 and should be made by 2026-03-04"))
        let spacing = try line(.spacing, explained)
        #expect(try spacing.facts.contains(ExplainedFact("spacing_opens_days", 4, comesFrom: .agency, since: date("2026-01-05"))))
        for reader in [ExplainedCase.Reader.candidate, .client] {
            let told = try situation(for: reader, on: "2026-02-20", channel: .direct, agency: [agency], client: [client], try meeting())
            #expect(try told.rules().allSatisfy { $0.facts.allSatisfy { $0.comesFrom == nil } })
        }
    }

    @Test func everyNumberOfThePolicyBelongsToARuleThatIsExplained() {
        let named = Set(RuleName.allCases.map(\.rawValue))
        #expect(EtiquettePolicy.settings.allSatisfy { named.contains($0.rule) })
        #expect(Set(RuleName.allCases.map(\.title)).count == RuleName.allCases.count)
    }

    @Test func theStateOfAChaseSaysWhatWouldChangeIt() throws {
        let promised = try meeting(promises: [("2026-02-18", "2026-02-27")])
        let waiting = try line(.state, try situation(on: "2026-02-25", promised))
        #expect(waiting.says == "The chase waits: none may be made before 2026-03-02.")
        #expect(waiting.wouldChange.first == "on 2026-03-02 it opens")
        let open = try line(.state, try situation(on: "2026-03-03", promised))
        #expect(open.wouldChange.first == "on 2026-03-04 it becomes late")
        #expect(try line(.state, try situation(on: "2026-03-04", promised)).says.contains("should have been made by 2026-03-03"))
        let saturday = try line(.state, try situation(on: "2026-03-07", promised))
        #expect(fact("next_business_day", saturday) == "2026-03-09")
        let stopped = try situation(on: "2026-03-04", try meeting(promises: [("2026-02-18", "2026-02-27")], stopped: "2026-03-02"))
        #expect(try line(.state, stopped).says == "The chase has stopped: feedback was logged or the submission closed on 2026-03-02.")
        #expect(try stopped.rules().allSatisfy { !["T4", "T5", "T6", "T8", "T18", "T19"].contains($0.rule) })
        // What stopped it later was not known yet.
        let before = try situation(on: "2026-02-27", try meeting(promises: [("2026-02-18", "2026-02-27")], stopped: "2026-03-02"))
        #expect(try fact("chase_state", line(.state, before)) == "waiting")
    }

    @Test func aCandidateOnTheAgencyChannelHearsOfTheFirstChaseAndOfNoContact() throws {
        let hidden = try meeting(contacts: ["2026-02-25", "2026-02-27"])
        let plain = try situation(for: .candidate, on: "2026-02-27", try meeting())
        let other = try situation(for: .candidate, on: "2026-02-27", hidden)
        #expect(try plain.rules() == other.rules())
        #expect(try line(.unpromised, plain).says.hasPrefix("Ruth Amos asks Albion from 2026-02-25 on"))
        #expect(try plain.rules().allSatisfy { !["T6", "T8", "T9", "T18", "T19", "R3"].contains($0.rule) })
        let own = try situation(for: .candidate, on: "2026-02-27", channel: .direct, try meeting(contacts: ["2026-02-25"]))
        #expect(try fact("contacted_on", line(.spacing, own)) == "2026-02-25")
    }

    @Test func aClientHearsOfItsOwnAnswersAlone() throws {
        let explained = try situation(for: .client, on: "2026-03-02", try meeting(promises: [("2026-02-18", "2026-02-27")]))
        #expect(try explained.rules().map(\.rule) == ["R1", "R2", "R10", "T2", "T3", "T7"])
        #expect(try line(.overdue, explained).says == "Feedback is overdue by 3 days, 1 of them business days.")
        #expect(try line(.overdue, explained).wouldChange == ["your feedback: liaison feedback log 12"])
    }

    @Test func whatIsOwedToTheCandidateGoesByTheAgencysCalendar() throws {
        var explained = try situation(on: "2026-03-04")
        explained.enquiries = [
            .init(askedOn: try date("2026-02-27"), answeredOn: nil),
            .init(askedOn: try date("2026-02-20"), answeredOn: try date("2026-02-23")),
        ]
        explained.lastHeardOn = try date("2026-02-20")
        let lines = try explained.rules().filter { $0.rule == "T17" }
        #expect(lines.map { fact("answer_due", $0) ?? fact("word_due", $0) } == ["2026-03-02", "2026-02-27"])
        #expect(lines.allSatisfy { $0.says.contains("was due") })
    }

    @Test func anOfferSaysWhyItMayNotBeCited() throws {
        var explained = try situation(on: "2026-02-20", try meeting())
        explained.offers = [
            .init(id: 3, company: "Vale", standing: OfferStanding(replyBy: try date("2026-02-24"), isAttested: true)),
            .init(id: 4, company: "Kern", standing: OfferStanding(replyBy: try date("2026-02-24"), isAttested: false)),
        ]
        let offers = try line(.offers, explained)
        #expect(offers.says.hasPrefix("1 of 2 offers may be cited"))
        #expect(fact("offer 4 of Kern", offers) == "not_attested")
        #expect(offers.wouldChange.contains { $0.contains("liaison offer attest 4") })
    }

    @Test func aCancelledInterviewLeavesNothingToWaitFor() throws {
        var cancelled = try meeting()
        cancelled.isCancelled = true
        let rules = try situation(on: "2026-02-20", cancelled).rules()
        #expect(rules.filter { $0.rule.hasPrefix("T") }.map(\.rule) == ["T9"])
    }
}
