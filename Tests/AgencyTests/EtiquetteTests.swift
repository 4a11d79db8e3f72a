import Foundation
import Testing

@testable import Agency

@Suite struct EtiquetteTests {
    private let etiquette = Etiquette(calendar: HolidayCalendar(name: "none", holidays: []))

    @Test func refusalsFollowT9() throws {
        // Wednesday; the chase opens on Wednesday a week later.
        let held = try date("2026-03-04")
        let window = try etiquette.chaseWindow(held: held, promises: [], contacts: [], grace: 0, asOf: held)
        #expect(window == DayWindow(opens: try date("2026-03-11"), by: try date("2026-03-16")))
        func refusal(_ kind: ChaseKind, _ day: String, courtesy: CourtesyState = .open, stopped: Bool = false) throws
            -> ChaseRefusal?
        {
            try etiquette.refusal(
                of: kind, on: date(day), today: date("2026-03-20"), held: held, window: window, courtesy: courtesy,
                isStopped: stopped)
        }
        #expect(try refusal(.chase, "2026-03-11") == nil)
        #expect(try refusal(.chase, "2026-03-20") == nil)
        #expect(try refusal(.chase, "2026-03-10") == .tooEarly(opensOn: date("2026-03-11")))
        #expect(try refusal(.chase, "2026-03-14") == .notABusinessDay)
        #expect(try refusal(.chase, "2026-03-21") == .invalidDate)
        #expect(try refusal(.chase, "2026-03-03") == .invalidDate)
        #expect(try refusal(.chase, "2026-03-11", stopped: true) == .stopped)
        #expect(try refusal(.courtesy, "2026-03-06") == nil)
        #expect(try refusal(.courtesy, "2026-03-05", courtesy: .waiting) == .tooEarly(opensOn: date("2026-03-06")))
        #expect(try refusal(.courtesy, "2026-03-11", courtesy: .none) == .noCourtesy(chaseOpensOn: date("2026-03-11")))
        #expect(try refusal(.offerNotice, "2026-03-04") == .tooEarly(opensOn: date("2026-03-05")))
        #expect(try refusal(.offerNotice, "2026-03-05") == nil)
        #expect(try refusal(.offerNotice, "2026-03-07") == .notABusinessDay)
    }

    @Test func onePersonIsLeftAloneForThreeDays() throws {
        let latest = try date("2026-03-04")
        #expect(
            try etiquette.personRefusal(of: .chase, on: date("2026-03-06"), latestContact: latest)
                == .tooEarly(opensOn: date("2026-03-07")))
        #expect(try etiquette.personRefusal(of: .courtesy, on: latest, latestContact: latest) != nil)
        #expect(try etiquette.personRefusal(of: .chase, on: date("2026-03-07"), latestContact: latest) == nil)
        #expect(try etiquette.personRefusal(of: .offerNotice, on: latest, latestContact: latest) == nil)
        #expect(try etiquette.personRefusal(of: .chase, on: latest, latestContact: nil) == nil)
    }

    @Test func theOfferCanBeCitedThroughItsReplyByDate() throws {
        let held = try date("2026-03-06")
        #expect(try etiquette.citableDays(held: held, replyBy: date("2026-03-09"))?.opens == date("2026-03-09"))
        #expect(try etiquette.citableDays(held: held, replyBy: date("2026-03-08")) == nil)
    }

    @Test func dutiesAreDueOnBusinessDays() throws {
        let friday = try date("2026-03-06")
        #expect(try etiquette.enquiryDue(asked: friday) == date("2026-03-09"))
        #expect(try etiquette.releaseDue(logged: friday) == date("2026-03-09"))
        #expect(try etiquette.wordDue(lastHeard: friday) == date("2026-03-13"))
        #expect(try etiquette.debriefDue(held: friday) == date("2026-03-09"))
        #expect(try etiquette.thankYouDeadline(held: friday) == date("2026-03-10"))
    }

    @Test func anInterviewThatIsStillToComeIsNeverLate() throws {
        // A promise older than the interview itself.
        let scenario = EtiquetteScenario(
            interview: try date("2026-03-20"),
            promises: [PromiseGiven(givenOn: try date("2026-03-01"), date: try date("2026-03-03"))],
            asOf: try date("2026-03-19"), calendar: try #require(CalendarName("x")))
        let plan = try EtiquettePlan.make(for: scenario, calendar: etiquette.calendar)
        #expect(plan.chaseState == .waiting && !plan.overdue && plan.courtesy == .none)
    }

    @Test func policiesAreReplacedByName() throws {
        let policy = try EtiquettePolicy.standard.applying(["answer_days": 10, "agent_grace_business_days": 1])
        #expect(policy.answerDays == 10 && policy.graceBusinessDays(candidateChases: false) == 1)
        #expect(try EtiquettePolicy.standard.applying(policy.values) == policy)
        #expect(Set(EtiquettePolicy.settings.map(\.path)).count == EtiquettePolicy.settings.count)
        #expect(Mirror(reflecting: policy).children.count == EtiquettePolicy.settings.count)
        for changes in [["nonsense": 1], ["answer_days": -1], ["answer_days": 91], ["spacing_opens_days": 9]] {
            #expect(throws: PolicyProblem.self) { try EtiquettePolicy.standard.applying(changes) }
        }
        let data = try JSONEncoder().encode(policy)
        #expect(try JSONDecoder().decode(EtiquettePolicy.self, from: data) == policy)
        #expect(try JSONDecoder().decode(EtiquettePolicy.self, from: Data("{}".utf8)) == .standard)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(EtiquettePolicy.self, from: Data(#"{"silence_days": 0}"#.utf8))
        }
    }

    @Test func aPolicyMovesThePlan() throws {
        let held = try date("2026-03-04")
        let policy = try EtiquettePolicy.standard.applying([
            "answer_days": 14, "chase_opens_days": 12, "chase_closes_days": 12,
        ])
        let slow = Etiquette(calendar: etiquette.calendar, policy: policy)
        #expect(try slow.dueDate(held: held, promises: [], asOf: held) == date("2026-03-18"))
        #expect(try slow.baseWindow(held: held, promise: nil, grace: 0).by == date("2026-03-16"))
    }

    @Test func stagesKnowWhenTheyAreClosed() {
        #expect(Stage.allCases.filter(\.isClosed) == [.placed, .rejected, .withdrawn, .closed])
        #expect(ContactFunction.allCases.map(\.rawValue) == ["decision_maker", "hr", "interviewer", "other"])
    }
}
