import LibPQ

/// One row; cells are decoded when asked for.
package struct Row: Sendable {
    let handle: ResultHandle
    let index: Int

    /// The value of the column of that name.
    package func get<T: PostgresDecodable>(_ name: String, as type: T.Type = T.self) throws(PostgresError) -> T {
        guard let column = handle.column(named: name) else {
            throw PostgresError(.decoding, message: "no column \(name)")
        }
        return try get(column)
    }

    /// The value of a column by position.
    package func get<T: PostgresDecodable>(_ column: Int, as type: T.Type = T.self) throws(PostgresError) -> T {
        guard column >= 0, column < handle.columnCount else {
            throw PostgresError(.decoding, message: "no column \(column)")
        }
        guard let cell = handle.cell(row: index, column: column) else {
            if let null = T.postgresNull { return null }
            throw PostgresError(.decoding, message: "column \(handle.columnName(column)) is null")
        }
        return try withExtendedLifetime(handle) { () throws(PostgresError) -> T in
            guard let value = T(postgresText: cell) else {
                throw PostgresError(.decoding, message: "column \(handle.columnName(column)) is no \(T.self)")
            }
            return value
        }
    }

    package func isNull(_ column: Int) -> Bool { handle.isNull(row: index, column: column) }

    /// The cell's bytes as the server wrote them, nil for NULL; for passing JSON through undecoded.
    package func bytes(_ column: Int) -> [UInt8]? {
        guard column >= 0, column < handle.columnCount else { return nil }
        return withExtendedLifetime(handle) { handle.cell(row: index, column: column).map { Array($0) } }
    }

    /// The cell's text as it lies in the result, nil for NULL; only for as long as the row is kept.
    package func cell(_ column: Int) -> UnsafeBufferPointer<UInt8>? {
        precondition(column >= 0 && column < handle.columnCount)
        return handle.cell(row: index, column: column)
    }

    /// Decodes the row by column names; see `QueryResult.decode`.
    package func decode<T: Decodable>(_ type: T.Type = T.self) throws(PostgresError) -> T {
        try RowDecoder(handle: handle).decode(type, row: index)
    }
}
