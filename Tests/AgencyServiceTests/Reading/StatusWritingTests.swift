import Agency
import Testing

@testable import AgencyService

@Suite struct StatusWritingTests {
    /// Hides that the status writes its own text.
    private struct ByItsKeys: Encodable {
        let status: CandidateStatus

        func encode(to encoder: any Encoder) throws { try status.encode(to: encoder) }
    }

    @Test func `the status writes what its encoder would`() throws {
        let odd = "\"quoted\" back\\slash \u{1} \u{1f} line\nend\r\ttab é 😀 </script>"
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
        for list in [[], [submission], [submission, other]] {
            let status = CandidateStatus(submissions: list)
            let written = try JSONWriter.bytes(status)
            let encoded = try JSONWriter.bytes(ByItsKeys(status: status))
            #expect(String(decoding: written, as: UTF8.self) == String(decoding: encoded, as: UTF8.self))
        }
    }
}
