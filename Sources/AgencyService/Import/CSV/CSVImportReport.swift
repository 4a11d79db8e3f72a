/// What the import of a CSV file did, or would do.
package struct CSVImportReport: Codable, Sendable, Hashable {
    /// Why a row was refused.
    package struct Problem: Codable, Sendable, Hashable {
        /// The line of the file on which the row begins, counted from 1 with the header.
        package var line: Int64
        /// The row, counted from 1 after the header; nil for what could not be read as one.
        package var row: Int64?
        package var column: String?
        package var reason: String
        /// What to do.
        package var remedy: String?
    }

    package var kind: CSVKind
    /// The sum of `added`, `unchanged` and `refused`.
    package var rows: Int64 = 0
    package var added: Int64 = 0
    /// There already with the same data, or twice in the file.
    package var unchanged: Int64 = 0
    package var refused: Int64 = 0
    package var problems: [Problem] = []
    /// How many problems are not told, because there are too many.
    package var untold: Int64 = 0
    package var dryRun: Bool

    /// So many problems are told, all are counted.
    static let mostProblems = 2_000

    init(kind: CSVKind, dryRun: Bool) {
        self.kind = kind
        self.dryRun = dryRun
    }

    /// Counts a refused row and tells what is wrong with it.
    mutating func refuse(_ found: [Problem]) {
        rows += 1
        refused += 1
        let room = max(0, Self.mostProblems - problems.count)
        problems += found.prefix(room)
        untold += Int64(max(0, found.count - room))
    }
}
