import AgencyService
import ArgumentParser

struct ImportCommands: NounCommand {
    static let noun = "import"
    static let about = "Take over what another system holds."
    static let verbs: [any VerbCommand.Type] = [OpenCATS.self]

    struct OpenCATS: VerbCommand {
        static let operation = "import.opencats"
        static let verb = "opencats"
        static let about = "Take over a backup of OpenCATS; safe to run again."
        static let examples = ["liaison import opencats backup.sql --dry-run"]
        static let audience = Audience.Requirement.operation(operation)

        @Argument(help: "The backup, FILE.sql.", completion: .file(extensions: ["sql", "bak"])) var file: String
        @Flag(help: "Say what would happen, and change nothing.") var dryRun = false
        @OptionGroup var record: RecordOptions

        var wantsDetails: Bool { record.debug }

        func run(in context: CommandContext) async throws {
            let text = try InputFile(path: file).text(limit: 60 << 20)
            let label = dryRun ? "Reading \(file)" : "Importing \(file)"
            let body = try await ProgressBar.during(label, on: context.terminal) { _ in
                try await context.call(
                    Self.operation, ["text": .string(text), "dry_run": .bool(dryRun)], key: record.idempotencyKey)
            }
            if record.json { return try context.print(json: body) }
            try ImportReport(file: file, answer: try OrderedJSON(parsing: body)).print(in: context)
        }
    }
}
