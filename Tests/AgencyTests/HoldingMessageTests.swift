import Testing

@testable import Agency

@Suite struct HoldingMessageTests {
    private let today = CivilDate(iso: "2026-03-04") ?? .latest

    private func day(_ text: String) throws -> CivilDate { try #require(CivilDate(iso: text)) }

    private func message(_ awaited: HoldingMessage.Awaited?, meetingOn: CivilDate? = nil, callBy: CivilDate? = nil) throws -> String {
        HoldingMessage(
            vacancy: "Engineer", client: "Albion Engines", awaited: awaited, meetingOn: meetingOn, callBy: callBy,
            hearsBy: try day("2026-03-11")
        ).text(on: today)
    }

    @Test func `it says what is known, when they were asked and when next`() throws {
        let awaited = HoldingMessage.Awaited(
            heldOn: try day("2026-02-16"), promised: try day("2026-03-02"), askedOn: try day("2026-03-03"), asksOn: try day("2026-03-06"))
        #expect(
            try message(awaited) == """
                I have no news for you yet about Engineer at Albion Engines after your interview of 2026-02-16. \
                They had said they would answer by 2026-03-02. I asked them on 2026-03-03. \
                Unless they answer first, I ask them again on 2026-03-06. You hear from me again by 2026-03-11 at the latest.
                """)
    }

    @Test func `a date ahead is still what they said, and a first question is none again`() throws {
        let awaited = HoldingMessage.Awaited(
            heldOn: try day("2026-03-02"), promised: try day("2026-03-04"), askedOn: nil, asksOn: try day("2026-03-05"))
        let text = try message(awaited)
        #expect(text.contains("They said they would answer by 2026-03-04."))
        #expect(text.contains("Unless they answer first, I ask them on 2026-03-05."))
        #expect(!text.contains("again on"))
    }

    @Test func `without an interview it says when they hear again`() throws {
        #expect(
            try message(nil) == "I have no news for you yet about Engineer at Albion Engines. You hear from me again by 2026-03-11 at the latest.")
        let ahead = try message(nil, meetingOn: day("2026-03-09"), callBy: day("2026-03-05"))
        #expect(ahead.contains("Your next interview is on 2026-03-09. As I said, I call you by 2026-03-05."))
        #expect(!(try message(nil, callBy: day("2026-03-03")).contains("call")))
    }

    @Test func `who asks themselves is not told that the agent does`() throws {
        let awaited = HoldingMessage.Awaited(heldOn: try day("2026-02-16"), promised: nil, askedOn: nil, asksOn: nil)
        #expect(!(try message(awaited).contains("ask")))
    }

    /// R2: no date in it looks like a number to call, whatever the days are.
    @Test func `it carries no way to reach anybody`() throws {
        for number in 0..<2000 {
            let start = try day("2025-01-01").adding(days: number)
            let awaited = HoldingMessage.Awaited(
                heldOn: start, promised: try start.adding(days: number % 40), askedOn: try start.adding(days: number % 13),
                asksOn: try start.adding(days: number % 7))
            let text = HoldingMessage(
                vacancy: "Engineer", client: "Albion Engines", awaited: awaited, meetingOn: try start.adding(days: 3),
                callBy: try start.adding(days: 1), hearsBy: try start.adding(days: 7)
            ).text(on: start)
            #expect(ContactDetailScan.find(in: text).isEmpty, "\(text)")
        }
    }

    @Test func `the next question comes when the window opens, on a business day, and not in the past`() throws {
        let etiquette = Etiquette(calendar: HolidayCalendar(name: "", holidays: [try day("2026-03-06")]))
        func next(promise: String?, contact: String?, on today: String) throws -> String {
            try etiquette.nextChase(
                held: day("2026-02-16"), promise: promise.map { try day($0) }, latestContact: contact.map { try day($0) }, on: day(today)
            ).description
        }
        #expect(try next(promise: nil, contact: nil, on: "2026-02-17") == "2026-02-23")
        #expect(try next(promise: "2026-02-27", contact: nil, on: "2026-02-17") == "2026-03-02")
        #expect(try next(promise: nil, contact: "2026-03-03", on: "2026-03-04") == "2026-03-09")
        #expect(try next(promise: nil, contact: nil, on: "2026-03-07") == "2026-03-09")
    }
}
