import AgencyService
import Testing

@testable import CommandLine

struct RefusalTests {
    @Test(arguments: Problem.Name.allCases)
    func everyProblemHasItsExitCode(_ name: Problem.Name) {
        let failure = Failure(Problem(name, "No."), operation: "chase.log", input: ["id": 12])
        #expect(failure.status.rawValue == name.exitCode)
        #expect(failure.line.hasPrefix("liaison: No."))
        #expect(!failure.line.contains("\n"))
    }

    @Test func refusalNamesTheRuleAndTheNextCommand() {
        let problem = Problem(.chaseTooEarly, "The first chase opens on 2026-03-10.", rule: "T4")
        let failure = Failure(problem, operation: "chase.log", input: ["id": 12])
        #expect(failure.line == "liaison: The first chase opens on 2026-03-10. [T4] Try: liaison chase plan 12")
    }

    @Test func adviceIsNotGivenTwice() {
        let failure = Failure(
            Problem(.notSignedIn, "Sign in first: liaison login EMAIL."), operation: "agenda", input: [:])
        #expect(failure.line == "liaison: Sign in first: liaison login EMAIL.")
    }

    @Test func busyServiceIsAskedAgainWithTheSameKey() async throws {
        let transport = ScriptedTransport(
            .refuse(Problem(.busy, "Busy.")), .fail(.lost("It broke off.")), .answer("{}"))
        let caller = OperationCaller(transport: transport, token: "t", pause: .zero)
        _ = try await caller.call("feedback.log", ["id": 1])
        let keys = transport.requests.map(\.request.idempotencyKey)
        #expect(keys.count == 3 && Set(keys).count == 1 && keys[0] != nil)
    }

    @Test func patienceEndsAfterThreeTries() async throws {
        let busy = ScriptedTransport.Step.refuse(Problem(.busy, "Busy."))
        let transport = ScriptedTransport(busy, busy, busy, busy)
        let failure = await #expect(throws: Failure.self) {
            try await OperationCaller(transport: transport, token: "t", pause: .zero).call("feedback.log", ["id": 1])
        }
        #expect(failure?.status == .tryAgain)
        #expect(transport.requests.count == 3)
    }

    @Test func changeWithoutAKeyIsNotSentAgainAfterTheConnectionBroke() async throws {
        let transport = ScriptedTransport(.fail(.lost("It broke off.")), .answer("{}"))
        let failure = await #expect(throws: Failure.self) {
            try await OperationCaller(transport: transport, token: "t", pause: .zero).call("candidate.edit", ["id": 1])
        }
        #expect(failure?.status == .unavailable)
        #expect(transport.requests.count == 1)
    }

    @Test func doubtfulWriteSaysHowToSettleIt() async throws {
        let doubt = ScriptedTransport.Step.refuse(Problem(.inDoubt, "Not known yet."))
        let transport = ScriptedTransport(doubt, doubt, doubt)
        let failure = await #expect(throws: Failure.self) {
            try await OperationCaller(transport: transport, token: "t", pause: .zero)
                .call("feedback.log", ["id": 1], key: "k1")
        }
        #expect(failure?.line.contains("--idempotency-key k1") == true)
    }

    @Test func absentServiceEndsWith69() async throws {
        let transport = ScriptedTransport(.fail(.unreachable("Nobody there.")))
        let failure = await #expect(throws: Failure.self) { try await run(["whoami"], transport) }
        #expect(failure?.status == .unavailable)
    }
}
