import Testing

@testable import Agency

@Suite struct OfferStandingTests {
    /// Held on Thursday 2 April 2026, before Good Friday and Easter Monday in England.
    private let etiquette: Etiquette
    private let held: CivilDate

    init() throws {
        etiquette = Etiquette(calendar: try #require(Fixtures.calendars["GB-ENG"]))
        held = try date("2026-04-02")
    }

    private func refusal(
        _ on: String, replyBy: String = "2026-04-10", attested: Bool = true, untrue: Bool = false, before: Bool = false,
        cited: String? = nil
    ) throws -> CitationRefusal? {
        try etiquette.refusal(
            toCite: OfferStanding(
                replyBy: try date(replyBy), isAttested: attested, isUntrue: untrue, hasUntrueBefore: before, citedOn: try cited.map(date)),
            on: date(on), held: held)
    }

    @Test func `from the next business day through its reply-by date`() throws {
        #expect(try refusal("2026-04-02") == .tooEarly)
        #expect(try refusal("2026-04-06") == .tooEarly)
        #expect(try refusal("2026-04-07") == nil)
        #expect(try refusal("2026-04-10") == nil)
        #expect(try refusal("2026-04-11") == .replyByPassed)
        #expect(try refusal("2026-04-07", replyBy: "2026-04-06") == .replyByPassed)
    }

    @Test func `only an attested one, once, and none after a lie`() throws {
        #expect(try refusal("2026-04-07", attested: false) == .notAttested)
        #expect(try refusal("2026-04-07", untrue: true) == .untrue)
        #expect(try refusal("2026-04-07", before: true) == .earlierUntrue)
        #expect(try refusal("2026-04-08", cited: "2026-04-07") == .citedBefore)
    }

    @Test func `what can never be cited has no days`() throws {
        let none = try etiquette.citableDays(held: held, replyBy: date("2026-04-06"))
        #expect(none == nil)
        let one = try etiquette.citableDays(held: held, replyBy: date("2026-04-07"))
        #expect(one == DayWindow(opens: try date("2026-04-07"), by: try date("2026-04-07")))
    }

    /// The two ways in which the rules speak of an offer notice agree for every day of half a year.
    @Test func `days and refusals agree`() throws {
        for offset in 0..<180 {
            let replyBy = try held.adding(days: offset % 30)
            let on = try held.adding(days: offset % 37)
            let days = try etiquette.citableDays(held: held, replyBy: replyBy)
            let refused = try etiquette.refusal(toCite: OfferStanding(replyBy: replyBy, isAttested: true), on: on, held: held)
            #expect((refused == nil) == (days.map { $0.opens <= on && on <= $0.by } ?? false))
        }
    }
}
