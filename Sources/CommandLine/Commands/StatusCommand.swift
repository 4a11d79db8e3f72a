import AgencyService
import ArgumentParser

/// What a candidate may know of their submissions (R11).
struct Status: VerbCommand {
    static let operation = "status"
    static let verb = "status"
    static let about = "Show your submissions: what is known, what comes next, and what you may do now."
    static let audience = Audience.Requirement.operation(operation)

    @OptionGroup var record: RecordOptions

    var wantsDetails: Bool { record.debug }

    func run(in context: CommandContext) async throws {
        let body = try await context.call(Self.operation, [:])
        if record.json { return try context.print(json: body) }
        let submissions = try OrderedJSON(parsing: body)["submissions"]?.elements ?? []
        guard context.terminal.outputIsTerminal else {
            var columns: [Column] {
                ["id", "vacancy", "client", "channel", "stage", "next.what", "next.by", "agent.name"]
            }
            return try context.terminal.write(Table(columns: columns, items: submissions).tabSeparated)
        }
        if submissions.isEmpty { context.terminal.tell("No submissions yet.") }
        for submission in submissions {
            try context.terminal.write(Self.paragraph(submission, colour: context.terminal.outputColour))
        }
    }

    /// One submission for a reader: known, next, and what may be done now or from when.
    static func paragraph(_ submission: OrderedJSON, colour: Bool) -> String {
        func text(_ path: String) -> String { submission.value(at: path).map(CellText.of)?.singleLine ?? "" }
        let title = "#\(text("id"))  \(text("vacancy")), \(text("client"))"
        var lines = [(colour ? Colour.bold.paint(title) : title) + "  (\(text("channel")), \(text("stage")))"]
        for known in submission["known"]?.elements ?? [] {
            let (day, what) = (CellText.of(known["on"] ?? .null), CellText.of(known["what"] ?? .null))
            lines.append("  \(DisplayWidth.padded(day.singleLine, to: 10))  \(what.singleLine)")
        }
        if !text("next.what").isEmpty {
            let day = DisplayWidth.padded(text("next.by"), to: 10)
            lines.append("  \(colour ? Colour.yellow.paint(day) : day)  Next: \(text("next.what"))")
        }
        for action in submission["may_now"]?.elements ?? [] { lines.append("  \(line(action, colour: colour))") }
        let agent = CellText.of(submission["agent"] ?? .null).singleLine
        if !agent.isEmpty { lines.append("  agent       \(agent)") }
        return lines.joined(separator: "\n") + "\n\n"
    }

    /// What may be done now, from which date, or not, and through whom.
    private static func line(_ action: OrderedJSON, colour: Bool) -> String {
        func text(_ name: String) -> String { action[name].map(CellText.of)?.singleLine ?? "" }
        let isAllowed = action["allowed"] == .bool(true)
        let opening = isAllowed ? "may now" : text("opens_on").isEmpty ? "not" : text("opens_on")
        let mark = DisplayWidth.padded(opening, to: 10)
        var line = (colour && isAllowed ? Colour.green.paint(mark) : mark) + "  "
        line += text("action").replacing("_", with: " ")
        if !text("through").isEmpty { line += " through \(text("through"))" }
        return text("reason").isEmpty ? line : line + ": \(text("reason"))"
    }
}
