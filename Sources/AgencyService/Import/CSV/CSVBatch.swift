import Agency

/// Rows of one kind on their way into the database, checked by the rules of the operation that adds a single one.
protocol CSVBatch: Sendable {
    /// What the rows refer to, read once for the whole import.
    associatedtype Surroundings: Sendable

    static var columns: [CSVColumn] { get }

    init(_ surroundings: Surroundings)

    var count: Int { get }

    /// Takes a row, its values in the order of `columns`, empty where the file has none.
    ///
    /// - Returns: what is wrong with it; then it is not taken.
    mutating func add(_ values: [String], at place: CSVPlace) -> [CSVFault]

    /// Stores the rows.
    ///
    /// - Returns: how many were added, and those that are refused for what the agency holds already.
    func store(in call: Call) async throws -> CSVOutcome
}

/// Where a row stands in its file.
struct CSVPlace: Sendable, Hashable {
    var line: Int
    var row: Int
}

/// What is wrong with a value of a row.
struct CSVFault: Sendable, Hashable {
    var column: String?
    var reason: String
    var remedy: String?

    func problem(at place: CSVPlace) -> CSVImportReport.Problem {
        CSVImportReport.Problem(
            line: Int64(place.line), row: Int64(place.row), column: column, reason: reason, remedy: remedy)
    }
}

struct CSVOutcome: Sendable {
    var added: Int
    var refused: [CSVImportReport.Problem]
}

extension ConstrainedText {
    /// A value of a row, or what is wrong with it.
    static func read(_ text: String, column: String, into faults: inout [CSVFault]) -> Self? {
        if let value = Self(text) { return value }
        let hasControls = text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
        let isEmpty = text.allSatisfy(\.isWhitespace)
        faults.append(
            CSVFault(
                column: column, reason: isEmpty ? "is empty" : hasControls ? "holds a control character or line break" : requirement,
                remedy: isEmpty ? "fill it in, or leave the row out" : "correct it in the file"))
        return nil
    }
}
