import Agency
import Testing

@testable import AgencyService

@Suite struct AnswerWritingTests {
    /// Hides that an answer writes its own text.
    private struct ByItsKeys<Answer: Encodable>: Encodable {
        let answer: Answer

        func encode(to encoder: any Encoder) throws { try answer.encode(to: encoder) }
    }

    private let odd = "\"quoted\" back\\slash \u{1} \u{1f} line\nend\r\ttab é 😀 </script>"

    private func expectSameText(_ answer: some Encodable) throws {
        let written = try JSONWriter.bytes(answer)
        let encoded = try JSONWriter.bytes(ByItsKeys(answer: answer))
        #expect(String(decoding: written, as: UTF8.self) == String(decoding: encoded, as: UTF8.self))
    }

    @Test func `the status writes what its encoder would`() throws {
        let day = CivilDate(year: 2026, month: 3, day: 2)
        let permission = { (day: CivilDate?, through: String?) in
            Permission(action: .thankYouNote, allowed: day == nil, opensOn: day, through: through, reason: odd)
        }
        let submission = SubmissionStatus(
            id: .max, vacancy: odd, client: "", channel: .referral, stage: .onHold,
            known: [KnownFact(what: odd, on: day), KnownFact(what: "", on: nil)], next: NextStep(what: odd, by: nil),
            mayNow: [permission(day, odd), permission(nil, nil)], agent: AgentReach(name: odd, email: "a@b.example", phone: nil))
        var other = submission
        (other.known, other.mayNow, other.next.by, other.agent.phone) = ([], [], day, odd)
        for list in [[], [submission], [submission, other]] { try expectSameText(CandidateStatus(submissions: list)) }
    }

    @Test func `the overdue report writes what its encoder would`() throws {
        let day = try #require(CivilDate(year: 2026, month: 3, day: 2))
        let chased = OverdueFeedback(
            interviewId: .max, candidate: odd, client: odd, vacancy: odd, recruiter: odd, heldOn: day, dueOn: day, firstPromisedOn: day,
            slips: 3, daysOverdue: 40, businessDaysOverdue: -1, chases: 2, lastChasedOn: day, chaseState: .late, chaseOpens: day, chaseBy: day,
            recommendedContact: odd)
        let forClient = OverdueFeedback(
            interviewId: 1, candidate: "", client: "", vacancy: "", recruiter: nil, heldOn: day, dueOn: day, firstPromisedOn: nil, slips: 0,
            daysOverdue: 0, businessDaysOverdue: 0, chases: nil, lastChasedOn: nil, chaseState: nil, chaseOpens: nil, chaseBy: nil,
            recommendedContact: nil)
        try expectSameText(OverdueReport(items: [], next: nil))
        try expectSameText(OverdueReport(items: [.interview(chased), .interview(forClient)], next: odd))
        let groups = [Int64?.none, .max].map { OverdueGroup(key: $0, name: odd, overdue: 5, daysOverdueMax: 9, oldestDueOn: day) }
        try expectSameText(OverdueReport(items: groups.map(OverdueItem.group), next: nil))
    }
}
