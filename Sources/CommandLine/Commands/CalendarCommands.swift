import AgencyService
import ArgumentParser

struct CalendarCommands: NounCommand {
    static let noun = "calendar"
    static let about = "Public holidays."
    static let verbs: [any VerbCommand.Type] = [List.self, Import.self]

    struct List: ListCommand {
        static let operation = "calendar.list"
        static let about = "List holiday calendars."

        @OptionGroup var list: ListOptions
        var members: Members { [:] }
        var columns: [Column] { ["name", "holidays", "first_on", "last_on", "source"] }
    }

    /// Adds the holidays of a file; what is there already stays.
    struct Import: VerbCommand {
        static let operation = "calendar.import"
        static let verb = "import"
        static let about = "Add the holidays of an iCalendar or CSV file; safe to run again."
        static let examples = ["liaison calendar import GB-ENG bank-holidays.ics"]
        static let audience = Audience.Requirement.operation(operation)

        enum Format: String, CaseIterable, ExpressibleByArgument { case ics, csv }

        @Argument(help: "The calendar's name, like GB-ENG.") var name: String
        @Argument(help: "FILE.ics or FILE.csv.", completion: .file(extensions: ["ics", "csv"])) var file: String
        @Option(name: .customLong("as"), help: "ics or csv, where the file's name does not say it.")
        var format: Format?
        @OptionGroup var record: RecordOptions

        var wantsDetails: Bool { record.debug }

        func run(in context: CommandContext) async throws {
            let ending = file.split(separator: ".").last.map { $0.lowercased() } ?? ""
            guard let format = format ?? Format(rawValue: ending) else {
                throw Failure(
                    message: "\(file) ends neither in .ics nor in .csv.", status: .usage,
                    next: "liaison calendar import \(name) \(file) --as csv")
            }
            let text = try InputFile(path: file).text()
            let body = try await ProgressBar.during("Importing \(file)", on: context.terminal) { _ in
                try await context.call(
                    Self.operation,
                    ["name": .string(name), "format": .string(format.rawValue), "text": .string(text)],
                    key: record.idempotencyKey)
            }
            if record.json { return try context.print(json: body) }
            try ImportReport(file: file, answer: try OrderedJSON(parsing: body)).print(in: context)
        }
    }
}
