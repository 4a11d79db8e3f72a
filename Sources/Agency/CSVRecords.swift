/// What is wrong with one line of an input file; lines count from 1.
package struct RowProblem: Error, Hashable, Codable, Sendable, CustomStringConvertible {
    package let line: Int
    package let reason: String

    package init(line: Int, reason: String) {
        self.line = line
        self.reason = reason
    }

    package var description: String { "line \(line): \(reason)" }
}

/// One record of a CSV file with the line on which it begins.
package struct CSVRecord: Hashable, Sendable {
    package let line: Int
    package let fields: [String]
}

/// The records of a CSV text, each read by itself so that a bad one costs only its own row.
package struct CSVRecords: Sequence, IteratorProtocol {
    private var scanner = CSVScanner()

    package init(_ text: String) {
        scanner.append(Array(text.utf8))
        scanner.finish()
    }

    /// The next record that is not an empty line, or what is wrong with it; nil at the end.
    package mutating func next() -> Result<CSVRecord, RowProblem>? {
        switch scanner.next() {
        case .record:
            .success(CSVRecord(line: scanner.line, fields: (0..<scanner.count).map { scanner.text($0) ?? "" }))
        case .failure(let problem): .failure(problem)
        case .needsMore, .end: nil
        }
    }
}
