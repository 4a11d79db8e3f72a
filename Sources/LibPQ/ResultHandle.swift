import CLibPQ

/// One `PGresult`, freed with the last reference.
///
/// Unchecked because the manual (34.20) says: "PGresult objects are normally read-only after creation, and so can
/// be passed around freely between threads."
package final class ResultHandle: @unchecked Sendable {
    private let result: OpaquePointer
    package let status: ResultStatus
    package let rowCount: Int
    package let columnCount: Int

    init(taking result: OpaquePointer) {
        self.result = result
        status = ResultStatus(PQresultStatus(result))
        rowCount = Int(PQntuples(result))
        columnCount = Int(PQnfields(result))
    }

    deinit { PQclear(result) }

    /// "INSERT 0 5", "COMMIT" and the like.
    package var commandTag: String { String(cString: PQcmdStatus(result)) }

    /// Rows affected, nil for commands that count none.
    package var affectedRows: Int? { Int(String(cString: PQcmdTuples(result))) }

    package var diagnostics: Diagnostics { Diagnostics(result: result) }

    package func columnName(_ column: Int) -> String {
        PQfname(result, Int32(column)).map { String(cString: $0) } ?? ""
    }

    package func columnType(_ column: Int) -> UInt32 { PQftype(result, Int32(column)) }

    /// Position of the first column of exactly that name.
    package func column(named name: String) -> Int? {
        for column in 0..<columnCount {
            guard let candidate = PQfname(result, Int32(column)) else { continue }
            if matches(candidate, name) { return column }
        }
        return nil
    }

    package func isNull(row: Int, column: Int) -> Bool { PQgetisnull(result, Int32(row), Int32(column)) != 0 }

    /// The text of a cell, nil for NULL; the memory lives only as long as this handle.
    package func cell(row: Int, column: Int) -> UnsafeBufferPointer<UInt8>? {
        let row = Int32(row)
        let column = Int32(column)
        guard PQgetisnull(result, row, column) == 0, let value = PQgetvalue(result, row, column) else { return nil }
        let length = Int(PQgetlength(result, row, column))
        return UnsafeRawBufferPointer(start: value, count: length).assumingMemoryBound(to: UInt8.self)
    }

    private func matches(_ candidate: UnsafePointer<CChar>, _ name: String) -> Bool {
        var cursor = candidate
        for byte in name.utf8 {
            if UInt8(bitPattern: cursor.pointee) != byte || byte == 0 { return false }
            cursor += 1
        }
        return cursor.pointee == 0
    }
}
