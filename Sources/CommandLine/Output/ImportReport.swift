/// What an import did: counts on standard output, and on standard error each row that was refused.
struct ImportReport {
    let file: String
    let answer: OrderedJSON

    func print(in context: CommandContext) throws {
        let terminal = context.terminal
        if let tables = answer["tables"]?.elements {
            let columns: [Column] = ["table", "rows", "added", "unchanged", "duplicates", "refused"]
            let table = Table(columns: columns, items: tables)
            try terminal.write(
                terminal.outputIsTerminal
                    ? table.aligned(width: terminal.width, colour: terminal.outputColour) : table.tabSeparated)
        } else {
            let counts = (answer.members ?? []).filter { $0.value.elements == nil }
            let lines = RecordLines(.object(counts))
            try terminal.write(
                terminal.outputIsTerminal ? lines.aligned(colour: terminal.outputColour) : lines.tabSeparated)
        }
        for problem in problems { terminal.tell(problem) }
        if answer["dry_run"] == .bool(true), terminal.errorIsTerminal {
            terminal.tell("A dry run: nothing was changed.")
        }
    }

    /// `FILE:LINE: TABLE ID: REASON` or `FILE:LINE: row ROW: COLUMN REASON; REMEDY`, as compilers write it.
    var problems: [String] {
        ((answer["problems"] ?? answer["errors"])?.elements ?? []).map { problem in
            let row = ["table", "id"].map { problem[$0].map(CellText.of) ?? "" }.filter { !$0.isEmpty }
            let place = "\(file):\(problem["line"].map(CellText.of) ?? "")"
            let number = problem["row"].map(CellText.of).map { $0.isEmpty ? [] : ["row \($0)"] } ?? []
            let reason = ["column", "reason"].map { problem[$0].map(CellText.of) ?? "" }.filter { !$0.isEmpty }
            let remedy = problem["remedy"].map(CellText.of).map { $0.isEmpty ? "" : "; \($0)" } ?? ""
            return ([place] + (row.isEmpty ? number : [row.joined(separator: " ")]) + [reason.joined(separator: " ") + remedy]).joined(
                separator: ": "
            )
            .singleLine
        }
    }
}
