import AgencyService
import ArgumentParser

/// A verb that performs one operation of the catalogue and prints one record.
protocol OperationCommand: VerbCommand {
    /// The operation's name, `feedback.log`.
    static var operation: String { get }
    var members: Members { get }
    var record: RecordOptions { get }
}

/// The options of every verb that answers with one record.
struct RecordOptions: ParsableArguments {
    @Flag(help: "Print what the API returns.") var json = false
    @Flag(help: "Say more when something is refused.") var debug = false
    @Option(help: ArgumentHelp("Repeat a doubtful request without doing it twice.", visibility: .hidden))
    var idempotencyKey: String?
}

extension OperationCommand {
    static var verb: String { String(operation.drop { $0 != "." }.dropFirst()) }
    static var audience: Audience.Requirement { .operation(operation) }
    var wantsDetails: Bool { record.debug }

    func run(in context: CommandContext) async throws {
        let body = try await context.call(Self.operation, try members.object, key: record.idempotencyKey)
        try context.print(record: body, json: record.json)
    }
}

extension CommandContext {
    /// Prints one record: JSON as it came, or key and value.
    func print(record body: [UInt8], json: Bool) throws {
        if json { return try print(json: body) }
        let lines = RecordLines(try OrderedJSON(parsing: body))
        try terminal.write(
            terminal.outputIsTerminal ? lines.aligned(colour: terminal.outputColour) : lines.tabSeparated)
    }

    /// Prints JSON as it came; indented for a reader at a terminal.
    func print(json body: [UInt8]) throws {
        if terminal.outputIsTerminal {
            try terminal.write(try OrderedJSON(parsing: body).indented() + "\n")
        } else {
            try terminal.output.write(body + [0x0A])
        }
    }
}
