import LibPQ

/// What one statement gave.
package struct QueryResult: Sendable {
    let handle: ResultHandle

    package var rows: RowSequence { RowSequence(handle: handle) }

    /// The column names, in order.
    package var columns: [String] { (0..<handle.columnCount).map(handle.columnName) }

    /// Rows inserted, updated, deleted or selected.
    package var affected: Int { handle.affectedRows ?? 0 }

    /// "INSERT 0 5" and the like.
    package var commandTag: String { handle.commandTag }

    package var count: Int { handle.rowCount }

    package var first: Row? { handle.rowCount > 0 ? Row(handle: handle, index: 0) : nil }

    /// The only cell that matters: first row, first column.
    package func scalar<T: PostgresDecodable>(as type: T.Type = T.self) throws(PostgresError) -> T {
        guard let first else { throw PostgresError(.decoding, message: "no row") }
        return try first.get(0)
    }
}

/// The rows of one result; each stays valid as long as it is kept.
package struct RowSequence: RandomAccessCollection, Sendable {
    let handle: ResultHandle

    package var startIndex: Int { 0 }
    package var endIndex: Int { handle.rowCount }

    package subscript(position: Int) -> Row { Row(handle: handle, index: position) }
}
