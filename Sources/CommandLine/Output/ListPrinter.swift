import AgencyService

/// Prints the pages of one list: at once where the form allows it, at the end where columns must be aligned.
struct ListPrinter {
    let context: CommandContext
    let format: OutputFormat
    let columns: [Column]
    let operation: String
    private var kept: [OrderedJSON] = []
    private var count = 0
    private var csv: CSVColumns?
    /// What the answer says of the list, for a reader at a terminal.
    private var note: String?

    init(context: CommandContext, format: OutputFormat, columns: [Column], operation: String) {
        self.context = context
        self.format = format
        self.columns = columns
        self.operation = operation
    }

    private var terminal: Terminal { context.terminal }
    private var isAligned: Bool { format == .table && terminal.outputIsTerminal }

    /// Takes one page.
    ///
    /// - Parameter isWhole: whether the page is all that will be printed, so that JSON goes out as it came.
    /// - Returns: where the next page begins.
    mutating func add(page body: [UInt8], isWhole: Bool) throws -> String? {
        let page = try OrderedJSON(parsing: body)
        let items = page["items"]?.elements ?? []
        count += items.count
        switch format {
        case .json where isWhole: try context.print(json: body)
        case .json: kept += items
        case .csv: try write(csv: items)
        case .table where isAligned: kept += items
        case .table: try terminal.write(Table(columns: columns, items: items).tabSeparated)
        }
        if format == .json, isWhole { count = -1 }
        if isAligned { note = page["note"]?.string }
        return page["next"]?.string
    }

    private mutating func write(csv items: [OrderedJSON]) throws {
        var text = ""
        let columns = csv ?? CSVColumns(operation: operation, first: items.first)
        if csv == nil { text = columns.header }
        csv = columns
        for item in items { text += columns.record(item) }
        try terminal.write(text)
    }

    /// Prints what was kept back.
    func finish() throws {
        switch format {
        case .json where count >= 0:
            let whole = OrderedJSON.object([
                .init(name: "items", value: .array(kept)), .init(name: "next", value: .null),
            ])
            try context.print(json: Array(whole.compact.utf8))
        case .table where isAligned && count == 0: terminal.tell(note ?? "Nothing here.")
        case .table where isAligned:
            let table = Table(columns: columns, items: kept)
            try terminal.write(table.aligned(width: terminal.width, colour: terminal.outputColour))
            if let note { terminal.tell(note) }
        default: break
        }
    }
}
