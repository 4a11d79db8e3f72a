import AgencyService
import Testing

@testable import CommandLine

struct ListTests {
    private static let first = #"{"items":[{"id":1,"name":"Ana"}],"next":"abc"}"#
    private static let second = #"{"items":[{"id":2,"name":"Bo"}],"next":null}"#

    @Test func pipeGetsOnePageAndAHintForTheNext() async throws {
        let (output, errors) = try await run(["client", "list"], ScriptedTransport(.answer(Self.first)))
        #expect(output == "1\tAna\t\t\t\n")
        #expect(errors == "There is more: --cursor abc, or --all.\n")
    }

    @Test func allFollowsThePages() async throws {
        let transport = ScriptedTransport(.answer(Self.first), .answer(Self.second))
        let (output, errors) = try await run(["client", "list", "--all"], transport)
        #expect(output == "1\tAna\t\t\t\n2\tBo\t\t\t\n")
        #expect(errors.isEmpty)
        #expect(transport.requests.map { $0.request.input["cursor"] } == [nil, "abc"])
    }

    @Test func jsonIsWhatTheServiceAnswered() async throws {
        let (output, _) = try await run(["client", "list", "--json"], ScriptedTransport(.answer(Self.first)))
        #expect(output == Self.first + "\n")
        let transport = ScriptedTransport(.answer(Self.first), .answer(Self.second))
        let (all, _) = try await run(["client", "list", "--format", "json", "--all"], transport)
        #expect(all == #"{"items":[{"id":1,"name":"Ana"},{"id":2,"name":"Bo"}],"next":null}"# + "\n")
    }

    @Test func csvHasAHeaderAlsoWithoutRows() async throws {
        let transport = ScriptedTransport(.answer(Self.first), .answer(Self.second))
        let (output, _) = try await run(["client", "list", "--format", "csv", "--all"], transport)
        #expect(output == "id,name,time_zone,calendar,recruiter_id\r\n1,Ana,,,\r\n2,Bo,,,\r\n")
        let empty = ScriptedTransport(.answer(#"{"items":[],"next":null}"#))
        let (header, _) = try await run(["client", "list", "--format", "csv"], empty)
        #expect(header == "id,name,time_zone,calendar,recruiter_id\r\n")
    }

    @Test func emptyListSaysSoOnATerminalOnly() async throws {
        let answer = #"{"items":[],"next":null}"#
        let piped = try await run(["client", "list"], ScriptedTransport(.answer(answer)))
        #expect(piped.output.isEmpty && piped.errors.isEmpty)
        let shown = try await run(["client", "list"], ScriptedTransport(.answer(answer)), isTerminal: true)
        #expect(shown.output.isEmpty && shown.errors == "Nothing here.\n")
    }

    @Test func whatAnAnswerSaysOfItsListIsForAReader() async throws {
        let empty = #"{"items":[],"next":null,"note":"Nothing is due."}"#
        let shown = try await run(["agenda"], ScriptedTransport(.answer(empty)), isTerminal: true)
        #expect(shown.output.isEmpty && shown.errors == "Nothing is due.\n")
        let lent = #"{"items":[{"due_on":"2026-03-04","what":"Debrief"}],"next":null,"note":"Your desk is lent."}"#
        let full = try await run(["agenda"], ScriptedTransport(.answer(lent)), isTerminal: true)
        #expect(full.output.contains("Debrief") && full.errors == "Your desk is lent.\n")
        let piped = try await run(["agenda"], ScriptedTransport(.answer(lent)))
        #expect(piped.errors.isEmpty)
    }

    @Test func importListsRefusedRowsLikeACompiler() throws {
        let answer = try OrderedJSON(
            parsing: Array(
                #"{"tables":[],"problems":[{"line":12,"table":"candidate","id":"7","reason":"no name"}],"dry_run":true}"#
                    .utf8))
        #expect(ImportReport(file: "a.sql", answer: answer).problems == ["a.sql:12: candidate 7: no name"])
    }
}
