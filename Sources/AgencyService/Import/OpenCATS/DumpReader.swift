/// One row of a dump: the columns that were asked for, without those that are NULL.
struct DumpRow: Hashable, Sendable {
    var table: String
    /// The line on which it begins.
    var line: Int
    var values: [String: String]
}

/// A row that could not be read.
struct DumpProblem: Error, Hashable, Sendable {
    var table: String
    var line: Int
    /// The value of its first column, if it got so far.
    var id: String?
    var reason: String
}

/// The rows of chosen tables of a MySQL dump, one after the other; damage costs the rows that it hits and no others.
struct DumpReader: Sequence, IteratorProtocol {
    /// Rows of more columns are no rows.
    private static let mostColumns = 500

    private var scanner: DumpScanner
    private let wanted: [String: Set<String>]
    private var columns: [String: [String]] = [:]
    private var insert: Insert?
    private var pending: DumpProblem?
    /// Between statements, where one was not understood: told once, until one is.
    private var isLost = false
    private var gaveUp = false

    private struct Insert {
        var table: String
        var columns: [String]?
    }

    /// - Parameter wanted: the columns of interest by table.
    init(_ text: String, wanted: [String: Set<String>]) {
        scanner = DumpScanner(text)
        self.wanted = wanted
    }

    mutating func next() -> Result<DumpRow, DumpProblem>? {
        while !gaveUp {
            if let problem = pending {
                pending = nil
                return .failure(problem)
            }
            if let insert {
                if let result = row(of: insert) { return result }
            } else {
                scanner.skipBlanks()
                if scanner.isAtEnd { return nil }
                statement()
            }
            // What cannot be read in so many steps was made to exhaust the reader.
            if scanner.work > 40 * scanner.bytes.count + 65_536 {
                gaveUp = true
                return .failure(
                    DumpProblem(
                        table: insert?.table ?? "", line: scanner.place.line,
                        reason: "the file is damaged beyond reading from here on"))
            }
        }
        return nil
    }

    private mutating func statement() {
        if scanner.takeTerminator() { return }
        let line = scanner.place.line
        let word = scanner.text(scanner.word()).uppercased()
        let isKnown = Self.words.contains(word)
        if !isKnown, !isLost {
            pending = DumpProblem(
                table: "", line: line, reason: "this is no statement of a dump; skipped to the next one")
        }
        isLost = !isKnown
        switch word {
        case "CREATE": create()
        case "INSERT", "REPLACE": beginInsert()
        default: scanner.skipStatement()
        }
    }

    private static let words: Set<String> = [
        "CREATE", "INSERT", "REPLACE", "DROP", "ALTER", "LOCK", "UNLOCK", "SET", "USE", "START", "BEGIN", "COMMIT",
        "DELETE", "UPDATE", "TRUNCATE", "DELIMITER", "ANALYZE", "FLUSH",
    ]

    private mutating func create() {
        scanner.skipBlanks()
        guard scanner.text(scanner.word()).uppercased() == "TABLE" else { return scanner.skipStatement() }
        scanner.skipBlanks()
        if scanner.stands("IF NOT EXISTS ") { scanner.step(14) }
        guard let table = scanner.name()?.lowercased(), wanted[table] != nil else { return scanner.skipStatement() }
        scanner.skipBlanks()
        if scanner.take(UInt8(ascii: "(")) { columns[table] = scanner.definitions(limit: Self.mostColumns) }
        scanner.skipStatement()
    }

    private mutating func beginInsert() {
        var table: String?
        for _ in 0..<4 {
            guard let name = scanner.name() else { break }
            table = name.lowercased()
            if !["into", "ignore", "delayed", "low_priority", "high_priority"].contains(name.lowercased()) { break }
        }
        guard let table, wanted[table] != nil else { return scanner.skipStatement() }
        scanner.skipBlanks()
        var listed = columns[table]
        if scanner.byte() == UInt8(ascii: "("), !scanner.looksLikeRow() {
            scanner.step()
            listed = scanner.names(limit: Self.mostColumns)
            scanner.skipBlanks()
        }
        let start = scanner.place
        if !["VALUES", "VALUE"].contains(scanner.text(scanner.word()).uppercased()) {
            scanner.place = start
            pending = DumpProblem(
                table: "", line: start.line, reason: "the rows of \(table) begin with something else")
            if !scanner.resynchronise(after: start) { return }
        }
        insert = Insert(table: table, columns: listed)
    }

    private mutating func row(of current: Insert) -> Result<DumpRow, DumpProblem>? {
        scanner.skipBlanks()
        if scanner.isAtEnd || scanner.takeTerminator() {
            insert = nil
            return nil
        }
        let start = scanner.place
        var outcome = scanner.row(strictly: true, limit: Self.mostColumns)
        if case .failure(let damage) = outcome.values, damage.mayBeText, let expected = current.columns?.count {
            outcome = secondReading(outcome, from: start, columns: expected)
        }
        switch outcome.values {
        case .success(let literals):
            afterRow()
            return row(literals, of: current, line: start.line)
        case .failure(let damage):
            if !scanner.resynchronise(after: start) { insert = nil }
            let id = outcome.first.flatMap { scanner.value($0) }
            return .failure(DumpProblem(table: current.table, line: start.line, id: id, reason: damage.reason))
        }
    }

    /// A note may hold a line that looks like a row; the row then reads whole, with the right number of values.
    private mutating func secondReading(
        _ first: DumpScanner.RowReading, from start: DumpPlace, columns: Int
    ) -> DumpScanner.RowReading {
        guard scanner.work < 20 * scanner.bytes.count else { return first }
        scanner.place = start
        let second = scanner.row(strictly: false, limit: Self.mostColumns)
        guard case .success(let literals) = second.values, literals.count == columns else { return first }
        let end = scanner.place
        scanner.skipBlanks()
        let isFollowed =
            scanner.isAtEnd || scanner.byte() == UInt8(ascii: ",") || scanner.byte() == UInt8(ascii: ";")
            || scanner.stands(DumpScanner.endOfQuery)
        scanner.place = end
        return isFollowed ? second : first
    }

    private mutating func afterRow() {
        scanner.skipBlanks()
        if scanner.take(UInt8(ascii: ",")) || scanner.isAtEnd { return }
        if scanner.takeTerminator() {
            insert = nil
        } else if scanner.stands("ON ") || scanner.stands("AS ") {
            scanner.skipStatement()
            insert = nil
        } else if !scanner.looksLikeRow() {
            pending = DumpProblem(
                table: "", line: scanner.place.line,
                reason: "what follows a row of \(insert?.table ?? "a table") is none")
            if !scanner.resynchronise(after: scanner.place) { insert = nil }
        }
    }

    private func row(
        _ literals: [DumpLiteral], of insert: Insert, line: Int
    ) -> Result<DumpRow, DumpProblem> {
        func refuse(_ reason: String) -> Result<DumpRow, DumpProblem> {
            let id = literals.first.flatMap { scanner.value($0) }
            return .failure(DumpProblem(table: insert.table, line: line, id: id, reason: reason))
        }
        guard let columns = insert.columns, !columns.isEmpty else {
            return refuse("the columns are not known: the table's definition is missing or damaged")
        }
        guard columns.count == literals.count else {
            return refuse("has \(literals.count) values for \(columns.count) columns")
        }
        var values: [String: String] = [:]
        for (column, literal) in zip(columns, literals) where wanted[insert.table]?.contains(column) == true {
            values[column] = scanner.value(literal)
        }
        return .success(DumpRow(table: insert.table, line: line, values: values))
    }
}
