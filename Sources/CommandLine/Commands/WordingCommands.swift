import ArgumentParser

struct WordingCommands: NounCommand {
    static let noun = "wording"
    static let about = "Looking through drafts before they go to a client (T14)."
    static let verbs: [any VerbCommand.Type] = [Check.self]

    struct Check: OperationCommand {
        static let operation = "wording.check"
        static let about = "Warn of pleading, pressure, insults, ultimatums and grand claims in a draft."
        static let examples = ["liaison wording check @draft.txt", "liaison wording check --language de < entwurf.txt"]

        @Argument(help: "The draft; @FILE for a file.") var text: TextArgument = .standardInput
        @Option(help: "Only phrases of this language, like en.") var language: String?
        @OptionGroup var record: RecordOptions
        var members: Members { ["text": text, "language": language] }

        func run(in context: CommandContext) async throws {
            let body = try await context.call(Self.operation, try members.object, key: record.idempotencyKey)
            if record.json { return try context.print(json: body) }
            let table = Table(
                columns: ["at", "found", "kind", "why", "better"],
                items: try OrderedJSON(parsing: body)["warnings"]?.elements ?? [])
            let terminal = context.terminal
            if terminal.outputIsTerminal, table.rows.isEmpty { return terminal.tell("Nothing to warn of.") }
            try terminal.write(
                terminal.outputIsTerminal
                    ? table.aligned(width: terminal.width, colour: terminal.outputColour) : table.tabSeparated)
        }
    }
}
