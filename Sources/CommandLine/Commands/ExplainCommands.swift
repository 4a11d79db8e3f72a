import Agency
import ArgumentParser

struct ExplainCommands: NounCommand {
    static let noun = "explain"
    static let about = "Which rules bear on something now, from which facts, and what would change them."
    static let verbs: [any VerbCommand.Type] = [Interview.self, Submission.self]

    static let columns: [Column] = [
        "rule", "says", .detail("would_change"), .detail("facts"), .detail("title"),
    ]

    struct Interview: ListCommand {
        static let operation = "explain.interview"
        static let about = "Explain every rule that bears on an interview."
        static let examples = ["liaison explain interview 12", "liaison explain interview 12 --as-of 2026-03-10 --json"]

        @Argument(help: "The interview.") var interview: Int64
        @Option(help: "The day to look at; today if not given.") var asOf: CivilDate?
        @OptionGroup var list: ListOptions
        var members: Members { ["id": interview, "as_of": asOf] }
        var columns: [Column] { ExplainCommands.columns }

        func run(in context: CommandContext) async throws { try await ExplainCommands.show(self, in: context) }
    }

    struct Submission: ListCommand {
        static let operation = "explain.submission"
        static let about = "Explain every rule that bears on a submission and its latest interview."
        static let examples = ["liaison explain submission 7"]

        @Argument(help: "The submission.") var submission: Int64
        @Option(help: "The day to look at; today if not given.") var asOf: CivilDate?
        @OptionGroup var list: ListOptions
        var members: Members { ["id": submission, "as_of": asOf] }
        var columns: [Column] { ExplainCommands.columns }

        func run(in context: CommandContext) async throws { try await ExplainCommands.show(self, in: context) }
    }

    /// A paragraph for each rule on a terminal; lines, CSV or JSON otherwise.
    private static func show(_ command: some ListCommand, in context: CommandContext) async throws {
        let operation = type(of: command).operation
        let body = try await context.call(operation, try command.members.object)
        let terminal = context.terminal
        guard terminal.outputIsTerminal, command.list.wanted == .table else {
            var printer = ListPrinter(context: context, format: command.list.wanted, columns: command.columns, operation: operation)
            _ = try printer.add(page: body, isWhole: true)
            return try printer.finish()
        }
        let explanation = try OrderedJSON(parsing: body)
        try terminal.write(
            (explanation["items"]?.elements ?? []).map { paragraph($0, colour: terminal.outputColour) }.joined(separator: "\n"))
    }

    /// One rule for a reader: what it says, the facts it went by, and what would change it.
    static func paragraph(_ rule: OrderedJSON, colour: Bool) -> String {
        func text(_ value: OrderedJSON?) -> String { CellText.of(value ?? .null).singleLine }
        let name = DisplayWidth.padded(text(rule["rule"]), to: 4)
        var lines = ["\(colour ? Colour.bold.paint(name) : name)  \(text(rule["says"]))"]
        let facts = (rule["facts"]?.elements ?? []).map { fact in
            var line = "\(text(fact["name"]).replacing("_", with: " ")) \(text(fact["value"]))"
            let (layer, since) = (text(fact["comes_from"]), text(fact["since"]))
            if !layer.isEmpty { line += " (\(layer)\(since.isEmpty ? "" : " since \(since)"))" }
            return line
        }
        if !facts.isEmpty {
            let line = "      from: \(facts.joined(separator: ", "))"
            lines.append(colour ? Colour.dim.paint(line) : line)
        }
        lines += (rule["would_change"]?.elements ?? []).map { "      would change it: \(text($0))" }
        return lines.joined(separator: "\n") + "\n"
    }
}
