import AgencyService
import Foundation
import Synchronization
import Testing

@testable import CommandLine

/// Output in memory, as a pipe or as a terminal of 80 columns.
func memoryTerminal(
    _ output: MemorySink, _ errors: MemorySink = MemorySink(), isTerminal: Bool = false, width: Int = 80
) -> Terminal {
    Terminal(
        output: output, errors: errors, outputIsTerminal: isTerminal, errorIsTerminal: false, width: width,
        outputColour: false, errorColour: false)
}

/// A folder that is removed when the work is done.
func withTemporaryFolder<Result>(_ work: (String) async throws -> Result) async throws -> Result {
    let path = NSTemporaryDirectory() + "liaison-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try await work(path)
}

/// Answers from a list, and keeps what it was asked.
final class ScriptedTransport: Transport {
    enum Step: Sendable {
        case answer(String)
        case refuse(Problem)
        case fail(TransportFailure)
    }

    private struct State {
        var steps: [Step]
        var requests: [(operation: String, request: OperationRequest)] = []
    }

    private let state: Mutex<State>

    init(_ steps: Step...) { state = Mutex(State(steps: steps)) }

    var requests: [(operation: String, request: OperationRequest)] { state.withLock { $0.requests } }

    func respond(to operation: AnyOperation, _ request: OperationRequest) async throws -> [UInt8] {
        let step = state.withLock { state in
            state.requests.append((operation.name, request))
            return state.steps.isEmpty ? Step.answer("{}") : state.steps.removeFirst()
        }
        switch step {
        case .answer(let text): return Array(text.utf8)
        case .refuse(let problem): throw problem
        case .fail(let failure): throw failure
        }
    }

    func export(
        _ operation: AnyOperation, _ request: OperationRequest, _ write: @Sendable ([UInt8]) throws -> Void
    ) async throws {
        try write(try await respond(to: operation, request))
    }

    func close() async {}
}

/// A context that talks to a script.
func scriptedContext(
    _ terminal: Terminal, _ transport: any Transport, environment: [String: String] = [:],
    credentials: String = "/nonexistent/credentials.json"
) -> CommandContext {
    CommandContext(
        terminal: terminal, environment: environment,
        installation: Installation(environment: ["LIAISON_HOME": "/nonexistent"].merging(environment) { $1 }),
        credentials: CredentialsFile(path: credentials)
    ) { transport }
}

/// Runs the command line in memory.
func run(
    _ arguments: [String], _ transport: any Transport, isTerminal: Bool = false
) async throws -> (output: String, errors: String) {
    let output = MemorySink()
    let errors = MemorySink()
    let command = try Liaison.parseAsRoot(arguments)
    let verb = try #require(command as? any VerbCommand)
    try await verb.run(
        in: scriptedContext(
            memoryTerminal(output, errors, isTerminal: isTerminal), transport,
            environment: ["LIAISON_TOKEN": "token"]))
    return (output.text, errors.text)
}

/// The help that arguments ask for, or nothing where they ask for none.
func helpText(_ arguments: [String]) -> String {
    do {
        var command = try Liaison.parseAsRoot(arguments)
        try command.run()
        return ""
    } catch {
        return Liaison.exitCode(for: error).rawValue == 0 ? Liaison.fullMessage(for: error) : ""
    }
}
