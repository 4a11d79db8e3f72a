import Agency
import AgencyService
import Testing

@testable import CommandLine

struct PolicyTests {
    private static let effect = """
        {"from":"2026-01-01","to":"2026-01-31","client_id":null,"interviews":3,"chases":4,"chases_earlier":1,"chases_later":2,\
        "chases_refused":1,"current":{"overdue":2,"days_late_median":1,"answers":[{"within_days":0,"count":1},\
        {"within_days":null,"count":1}],"unanswered":1,"chaseable":2,"over_before":1,"days_waited_median":7,\
        "openings":[{"from_day":0,"through_day":2,"count":0},{"from_day":7,"through_day":7,"count":2},\
        {"from_day":28,"through_day":null,"count":0}]},"proposed":{"overdue":3,"days_late_median":null,\
        "answers":[{"within_days":0,"count":0},{"within_days":null,"count":2}],"unanswered":1,"chaseable":3,"over_before":0,\
        "days_waited_median":2,"openings":[{"from_day":0,"through_day":2,"count":1},{"from_day":7,"through_day":7,"count":0},\
        {"from_day":28,"through_day":null,"count":0}]}}
        """

    @Test func effectIsATableAndBarsOnATerminal() async throws {
        let transport = ScriptedTransport(.answer(Self.effect))
        let arguments = ["policy", "show", "--effect", "answer-days=2", "--effect", "chase_opens_days=2", "--client", "4", "--to", "2026-01-31"]
        let (output, errors) = try await run(arguments, transport, isTerminal: true)
        #expect(errors.isEmpty)
        #expect(output.hasPrefix("3 interviews from 2026-01-01 through 2026-01-31"))
        #expect(output.contains("answered in time"))
        #expect(output.contains("answered later"))
        let bars = output.split(separator: "\n").filter { $0.contains("as it was ") || $0.contains("proposed  ") }
        #expect(bars.count == 4)
        #expect(bars.first == "0–2  as it was 0" && bars.last == "     proposed  0")
        #expect(bars.contains { $0.hasPrefix("  7  as it was ") && $0.hasSuffix("█ 2") })
        #expect(output.split(separator: "\n").allSatisfy { $0.count <= 140 })
        let request = try #require(transport.requests.first)
        #expect(request.operation == "policy.effect")
        #expect(request.request.input == ["set": ["answer_days=2", "chase_opens_days=2"], "client_id": 4, "to": "2026-01-31"])
    }

    @Test func effectInAPipeIsLinesWithTabs() async throws {
        let (output, _) = try await run(["policy", "show", "--effect", "answer_days=2"], ScriptedTransport(.answer(Self.effect)))
        #expect(output.hasPrefix("feedback was late\t2\t3\nmedian days late\t1\t\nanswered in time\t1\t0\n"))
        #expect(output.hasSuffix("chases refused\t\t1\n"))
        let (csv, _) = try await run(
            ["policy", "show", "--effect", "answer_days=2", "--format", "csv"], ScriptedTransport(.answer(Self.effect)))
        #expect(csv.hasPrefix("measure,as_it_was,proposed\r\n") || csv.hasPrefix("measure,as_it_was,proposed\n"))
        let (json, _) = try await run(["policy", "show", "--effect", "answer_days=2", "--json"], ScriptedTransport(.answer(Self.effect)))
        #expect(json == Self.effect + "\n")
    }

    @Test func aBarIsSeenFromOneOnAndNeverTooLong() {
        #expect(EffectReport.bar(0, of: 10, room: 10).isEmpty)
        #expect(EffectReport.bar(1, of: 1000, room: 10) == "▏")
        #expect(EffectReport.bar(1000, of: 1000, room: 10) == String(repeating: "█", count: 10))
        #expect(EffectReport.bar(3, of: 4, room: 2) == "█▌")
    }

    @Test(arguments: [
        "policy set", "policy set answer_days", "policy set moon_phase=3", "policy set answer_days=ten", "policy show --effect answer_days",
        "policy show --from 2026-01-01", "policy show --effect answer_days=3 --as-of 2026-01-01", "policy set --clear moon_phase",
    ])
    func wrongUsageIsRefusedBeforeAnythingIsSent(_ line: String) async {
        let output = MemorySink()
        let program = Program(
            terminal: memoryTerminal(output), environment: ["HOME": "/nonexistent"], arguments: CommandLines.words(line))
        #expect(await program.run() == 64 && output.text.isEmpty)
    }

    @Test func aScenarioIsPlannedWithOtherNumbers() throws {
        let plan = try #require(
            try Liaison.parseAsRoot(["etiquette", "plan", "--policy", "answer-days=10", "--policy", "silence_days=3"])
                as? EtiquetteCommands.Plan)
        let policy = try plan.changed()
        #expect(try policy == EtiquettePolicy.standard.applying(["answer_days": 10, "silence_days": 3]))
        for wrong in [["answer_days=91"], ["spacing_opens_days=9"], ["answer_days=5", "answer_days=6"]] {
            let arguments = ["etiquette", "plan"] + wrong.flatMap { ["--policy", $0] }
            let bad = try #require(try Liaison.parseAsRoot(arguments) as? EtiquetteCommands.Plan)
            let failure = #expect(throws: Failure.self) { try bad.changed() }
            #expect(failure?.status == .usage)
        }
    }
}
