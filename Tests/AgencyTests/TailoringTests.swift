import Testing

@testable import Agency

@Suite struct TailoringTests {
    private func likeness(_ first: String, _ second: String) -> NoteLikeness {
        let names = ["Anna Müller", "Bob O'Brien", "Jane Doe"]
        return Tailoring(first, names: names).likeness(to: Tailoring(second, names: names))
    }

    @Test func onlyTheNameChangedIsIdentical() {
        #expect(
            likeness(
                "Dear Anna,\n\nthank you for the talk about Kafka.\nJane",
                "dear BOB - Thank-you for the  talk about kafka!  Jane Doe")
                == .identical)
        #expect(likeness("", "Anna") == .identical)
    }

    @Test func aFewWordsChangedIsSimilar() {
        let note =
            "thank you for the time on Tuesday; the talk about the new payment platform was the best I had this year"
        #expect(likeness(note, note + " indeed") == .similar(percent: 93))
        guard case .similar = likeness(note, note.replacing("Tuesday", with: "Monday")) else {
            Issue.record("not similar")
            return
        }
    }

    @Test func anotherNoteIsDifferent() {
        guard
            case .different(let percent) = likeness(
                "I enjoyed the whiteboard task.", "Your question on hiring made me think.")
        else {
            Issue.record("not different")
            return
        }
        #expect(percent < 30)
        #expect(likeness("hello", "") == .different(percent: 0))
    }
}
