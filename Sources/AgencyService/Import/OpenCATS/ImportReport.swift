/// What an import did, or would do.
package struct ImportReport: Codable, Sendable, Hashable {
    /// One table of the other system: `rows` is the sum of `added`, `unchanged` and `refused`.
    package struct Table: Codable, Sendable, Hashable {
        package var table: String
        package var rows: Int64 = 0
        package var added: Int64 = 0
        /// Brought by an earlier run.
        package var unchanged: Int64 = 0
        /// Added, as the second record of a person who was there already.
        package var duplicates: Int64 = 0
        package var refused: Int64 = 0
    }

    /// What is worth a look: why a row was refused, or what of it could not be kept.
    package struct Problem: Codable, Sendable, Hashable {
        package var line: Int64
        package var table: String
        package var id: String?
        package var reason: String
    }

    package var tables: [Table]
    package var problems: [Problem]
    package var dryRun: Bool
}

/// Counts what becomes of each row of an import.
struct ImportTally: Sendable {
    /// So many problems are told, all are counted.
    static let mostProblems = 2_000

    private var tables: [OpenCATSTable: ImportReport.Table] = [:]
    private var problems: [ImportReport.Problem] = []
    private var untold = 0

    /// - Parameter clientTable: what the dump calls its table of clients.
    init(clientTable: String) {
        for table in OpenCATSTable.allCases {
            tables[table] = ImportReport.Table(table: table == .client ? clientTable : table.rawValue)
        }
    }

    mutating func refuse(_ table: OpenCATSTable, line: Int, id: String?, _ reason: String) {
        tables[table]?.rows += 1
        tables[table]?.refused += 1
        note(table, line: line, id: id, reason)
    }

    mutating func unchanged(_ table: OpenCATSTable) {
        tables[table]?.rows += 1
        tables[table]?.unchanged += 1
    }

    mutating func added(_ table: OpenCATSTable, isDuplicate: Bool = false) {
        tables[table]?.rows += 1
        tables[table]?.added += 1
        if isDuplicate { tables[table]?.duplicates += 1 }
    }

    /// Tells something about a row without refusing it.
    mutating func note(_ table: OpenCATSTable?, line: Int, id: String?, _ reason: String) {
        guard problems.count < Self.mostProblems else {
            untold += 1
            return
        }
        let name = table.flatMap { tables[$0]?.table } ?? ""
        problems.append(ImportReport.Problem(line: Int64(line), table: name, id: id, reason: reason))
    }

    func report(dryRun: Bool) -> ImportReport {
        var told = problems.sorted { ($0.line, $0.table, $0.reason) < ($1.line, $1.table, $1.reason) }
        if untold > 0 {
            told.append(ImportReport.Problem(line: 0, table: "", id: nil, reason: "and \(untold) more"))
        }
        return ImportReport(
            tables: OpenCATSTable.allCases.compactMap { tables[$0] }, problems: told, dryRun: dryRun)
    }
}
