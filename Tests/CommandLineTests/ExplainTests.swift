import AgencyService
import Testing

@testable import CommandLine

struct ExplainTests {
    private static let answer = """
        {"submission_id":7,"interview_id":12,"candidate":"Ana","client":"Northwind","vacancy":"Engineer","as_of":"2026-03-04","items":[\
        {"rule":"T6","title":"every three to four days, never daily","says":"Northwind was last asked on 2026-03-02.","facts":[\
        {"name":"contacted_on","value":"2026-03-02","comes_from":null,"since":null},\
        {"name":"spacing_opens_days","value":"4","comes_from":"client","since":"2026-01-05"}],"would_change":["another contact"]}],"next":null}
        """

    @Test func pipedEachRuleIsALine() async throws {
        let (output, _) = try await run(["explain", "interview", "12"], ScriptedTransport(.answer(Self.answer)))
        let cells = output.split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
        #expect(cells.count == 1 && cells.first?.first == "T6")
        #expect(cells.first?.dropFirst(1).first == "Northwind was last asked on 2026-03-02.")
        #expect(cells.first?.dropFirst(2).first == "another contact")
        let (json, _) = try await run(["explain", "submission", "7", "--json"], ScriptedTransport(.answer(Self.answer)))
        #expect(json == Self.answer + "\n")
    }

    @Test func aReaderSeesFactsWithWhereTheyComeFromAndWhatWouldChangeThem() async throws {
        let (output, _) = try await run(["explain", "interview", "12"], ScriptedTransport(.answer(Self.answer)), isTerminal: true)
        #expect(output.contains("T6    Northwind was last asked on 2026-03-02.\n"))
        #expect(output.contains("      from: contacted on 2026-03-02, spacing opens days 4 (client since 2026-01-05)\n"))
        #expect(output.hasSuffix("      would change it: another contact\n"))
    }

    @Test func theDayIsPassedOn() async throws {
        let transport = ScriptedTransport(.answer(Self.answer))
        _ = try await run(["explain", "submission", "7", "--as-of", "2026-03-10"], transport)
        #expect(transport.requests.first?.operation == "explain.submission")
        #expect(transport.requests.first?.request.input == ["id": 7, "as_of": "2026-03-10"])
    }
}
