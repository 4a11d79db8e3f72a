import Agency
import Postgres

/// What a whole list is made of: lines that are known at once, or a statement and how its rows become lines.
struct Export: Sendable {
    let columns: [String]
    let statement: SQL?
    /// Adds the lines of some rows; called once, without rows, where there is no statement.
    let write: @Sendable (RowSequence?, inout CSVLines) throws -> Void

    /// The lines of a statement's rows.
    init<Line: TableRow>(_ statement: SQL, _ line: @escaping @Sendable (Row) throws -> Line) {
        columns = Line.columns
        self.statement = statement
        write = { rows, lines in
            guard let rows else { return }
            for row in rows {
                try line(row).write(to: &lines)
                lines.endLine()
            }
        }
    }

    /// Lines that are there already.
    init<Line: TableRow>(_ all: [Line]) {
        columns = Line.columns
        statement = nil
        write = { _, lines in
            for line in all {
                line.write(to: &lines)
                lines.endLine()
            }
        }
    }
}
