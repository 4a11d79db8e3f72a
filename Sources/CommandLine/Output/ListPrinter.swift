import AgencyService

/// Prints the pages of one list: at once where the form allows it, at the end where columns must be aligned.
struct ListPrinter {
    let context: CommandContext
    let format: OutputFormat
    let columns: [Column]
    let operation: String
    private var kept: [OrderedJSON] = []
    private var count = 0
    private var header: [String]?

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
        return page["next"]?.string
    }

    private mutating func write(csv items: [OrderedJSON]) throws {
        var text = ""
        if header == nil {
            let names = ItemSchema.names(of: operation, items: items)
            header = names
            text = CSVText.record(names)
        }
        let names = header ?? []
        for item in items { text += CSVText.record(names.map { item[$0].map(CSVText.field) ?? "" }) }
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
        case .table where isAligned && count == 0: terminal.tell("Nothing here.")
        case .table where isAligned:
            let table = Table(columns: columns, items: kept)
            try terminal.write(table.aligned(width: terminal.width, colour: terminal.outputColour))
        default: break
        }
    }
}

/// The members of a list's items in the order in which the API gives them.
enum ItemSchema {
    /// From the items where there are some, else from the catalogue.
    static func names(of operation: String, items: [OrderedJSON]) -> [String] {
        if let members = items.first?.members { return members.map(\.name) }
        guard case .object(let page)? = Catalogue.operation(named: operation)?.description.output,
            case .array(.object(let item))? = page.property("items")?.schema
        else { return [] }
        return item.properties.map(\.name)
    }
}
