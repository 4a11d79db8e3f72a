import AgencyService
import Testing

@testable import CommandLine

struct CourtesyTests {
    @Test func citingAnOfferIsLoggedAsAContact() async throws {
        let transport = ScriptedTransport(.answer("{}"))
        _ = try await run(
            ["offer", "cite", "3", "--interview", "12", "--on", "2026-03-04", "--contact", "9", "--method", "phone"], transport)
        let sent = try #require(transport.requests.first)
        #expect(sent.operation == "chase.log")
        #expect(
            sent.request.input == [
                "id": 12, "on": "2026-03-04", "contact_id": 9, "method": "phone", "kind": "offer_notice", "offer_id": 3,
            ])
    }

    @Test func retiringAPhraseIsAChange() async throws {
        let transport = ScriptedTransport(.answer("{}"))
        _ = try await run(["phrase", "retire", "2"], transport)
        let sent = try #require(transport.requests.first)
        #expect(sent.operation == "phrase.edit" && sent.request.input == ["id": 2, "active": false])
    }

    private static let answer = #"{"warnings":[{"phrase":"beg you","found":"begs you","kind":"pleading","why":"It begs.","better":null,"at":3}]}"#

    @Test func warningsAreLines() async throws {
        let (output, _) = try await run(["wording", "check", "He begs you."], ScriptedTransport(.answer(Self.answer)))
        #expect(output == "3\tbegs you\tpleading\tIt begs.\t\n")
        let (json, _) = try await run(["wording", "check", "He begs you.", "--json"], ScriptedTransport(.answer(Self.answer)))
        #expect(json == Self.answer + "\n")
    }

    @Test func nothingToWarnOfIsSaidOnATerminalOnly() async throws {
        let answer = #"{"warnings":[]}"#
        let piped = try await run(["wording", "check", "Hello."], ScriptedTransport(.answer(answer)))
        #expect(piped.output.isEmpty && piped.errors.isEmpty)
        let shown = try await run(["wording", "check", "Hello."], ScriptedTransport(.answer(answer)), isTerminal: true)
        #expect(shown.output.isEmpty && shown.errors == "Nothing to warn of.\n")
    }
}
