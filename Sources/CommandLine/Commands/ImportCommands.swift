import AgencyService
import ArgumentParser

struct ImportCommands: NounCommand {
    static let noun = "import"
    static let about = "Take over what another system holds."
    static let verbs: [any VerbCommand.Type] = [OpenCATS.self, CSV.self]

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

    struct CSV: VerbCommand {
        static let operation = "import.csv"
        static let verb = "csv"
        static let about = "Take over a CSV file; safe to run again."
        static let examples = [
            "liaison import csv candidates people.csv --dry-run",
            "liaison import csv candidates people.csv --recruiter dana@agency.example",
        ]
        static let audience = Audience.Requirement.operation(operation)

        @Argument(help: "What the file holds: candidates, with the columns name,email,phone,recruiter.") var kind: CSVKind
        @Argument(help: "The file, FILE.csv, or - for standard input.", completion: .file(extensions: ["csv"]))
        var file: String
        @Option(help: "The e-mail address of the recruiter for rows that name none; yours unless given.")
        var recruiter: String?
        @Flag(help: "Say what would happen, and change nothing.") var dryRun = false
        @OptionGroup var record: RecordOptions

        var wantsDetails: Bool { record.debug }

        func run(in context: CommandContext) async throws {
            var input: JSONObject = ["kind": .string(kind.rawValue)]
            if dryRun { input["dry_run"] = true }
            if let recruiter { input["recruiter"] = .string(recruiter) }
            let label = "\(dryRun ? "Reading" : "Importing") \(file), KiB"
            let body = try await ProgressBar.during(label, on: context.terminal) { [input] bar in
                let sent = try InputFile(path: file).sent { done, total in bar.advance(to: done >> 10, of: total >> 10) }
                return try await context.call(Self.operation, input, key: record.idempotencyKey, file: sent)
            }
            let answer = try OrderedJSON(parsing: body)
            if record.json {
                try context.print(json: body)
            } else {
                try ImportReport(file: file, answer: answer).print(in: context)
            }
            guard let refused = answer["refused"].map(CellText.of), refused != "0" else { return }
            throw Failure.badData(
                "\(refused) of \(answer["rows"].map(CellText.of) ?? "") rows were refused; the others were \(dryRun ? "fine" : "kept").",
                next: "correct them and run the same command again")
        }
    }
}
