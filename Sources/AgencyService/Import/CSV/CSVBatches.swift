import Agency

/// Reads a file in batches of rows, while the database works on the batch before.
actor CSVBatches<Batch: CSVBatch> {
    /// Rows that go to the database at once: many, because they are stored in the order of a large index.
    private let size: Int
    private let surroundings: Batch.Surroundings
    private let pieces: SentFile.Pieces
    private var scanner = CSVScanner()
    private var isRead = false
    /// For each of the kind's columns its place in the file.
    private var places: [Int?] = []
    private var width = 0
    private var row = 0
    private var values: [String]

    /// What one step came to: rows to store, and those that are refused.
    struct Portion: Sendable {
        var batch: Batch
        var refused: [[CSVImportReport.Problem]] = []
    }

    init(_ file: SentFile, _ surroundings: Batch.Surroundings, size: Int) throws {
        self.size = size
        self.surroundings = surroundings
        pieces = try file.open()
        values = Array(repeating: "", count: Batch.columns.count)
    }

    /// The next rows; nil at the end.
    ///
    /// - Throws: `Problem` for a file that cannot be one of this kind.
    func next() throws -> Portion? {
        if places.isEmpty { try readHeader() }
        var portion = Portion(batch: Batch(surroundings))
        while portion.batch.count < size, portion.refused.count < size, let step = try step() {
            row += 1
            switch step {
            case .failure(let problem):
                portion.refused.append([
                    CSVImportReport.Problem(
                        line: Int64(problem.line), row: Int64(row), reason: problem.reason,
                        remedy: "correct the quotes of this row")
                ])
            default:
                let place = CSVPlace(line: scanner.line, row: row)
                let faults = takeRow(into: &portion.batch, at: place)
                if !faults.isEmpty { portion.refused.append(faults.map { $0.problem(at: place) }) }
            }
        }
        return portion.batch.count == 0 && portion.refused.isEmpty ? nil : portion
    }

    /// The next record or broken one; nil at the end.
    private func step() throws -> CSVScanner.Step? {
        while true {
            let step = scanner.next()
            switch step {
            case .needsMore:
                if let piece = try pieces() { scanner.append(piece) } else { scanner.finish() }
            case .end: return nil
            default: return step
            }
        }
    }

    private func takeRow(into batch: inout Batch, at place: CSVPlace) -> [CSVFault] {
        guard scanner.count == width else {
            return [
                CSVFault(
                    reason: "has \(scanner.count) \(scanner.count == 1 ? "value" : "values") for \(width) columns",
                    remedy: "quote a value that holds a comma, and give every column its value, if only an empty one")
            ]
        }
        for (index, place) in places.enumerated() {
            guard let place else { continue }
            guard let text = scanner.text(place) else {
                return [
                    CSVFault(column: Batch.columns[index].name, reason: "is not UTF-8", remedy: "save the file as UTF-8")
                ]
            }
            values[index] = text
        }
        return batch.add(values, at: place)
    }

    private func readHeader() throws {
        let names: [String]
        switch try step() {
        case .record: names = try header()
        case .failure(let problem): throw Self.unfit("its first line cannot be read: \(problem.reason)")
        default: throw Self.unfit("it is empty")
        }
        let known = Batch.columns.map(\.name)
        let unknown = names.filter { !known.contains($0) }
        let missing = Batch.columns.filter { $0.isRequired && !names.contains($0.name) }.map(\.name)
        guard missing.isEmpty else {
            throw Self.unfit("its first line names no column \(missing.joined(separator: ", "))")
        }
        guard unknown.isEmpty else {
            throw Self.unfit("its first line names columns that are not known: \(unknown.joined(separator: ", "))")
        }
        guard Set(names).count == names.count else { throw Self.unfit("its first line names a column twice") }
        places = known.map { names.firstIndex(of: $0) }
        width = names.count
    }

    private func header() throws -> [String] {
        try (0..<scanner.count).map { index in
            guard let text = scanner.text(index) else { throw Self.unfit("its first line is not UTF-8; save it as UTF-8") }
            guard !text.contains("\u{0}") else { throw Self.unfit("it is no text, or UTF-16; save it as UTF-8") }
            return text.filter { !$0.isWhitespace }.lowercased()
        }
    }

    private static func unfit(_ reason: String) -> Problem {
        let columns = Batch.columns.map { $0.isRequired ? $0.name : "[\($0.name)]" }.joined(separator: ",")
        return Problem.invalid(
            ["file": reason], detail: "The file cannot be imported: \(reason). The first line must be \(columns).")
    }
}
