import Agency
import Postgres

/// Reads the cells of a row one after the other, as `RowReader` does, for rows by the million: only what costs next to nothing.
struct CellReader {
    private let row: Row
    private var column = 0

    init(_ row: Row) { self.row = row }

    mutating func skip(_ count: Int) { column += count }

    mutating func integer() throws(PostgresError) -> Int64 { try present(try integerOrNull()) }
    mutating func text() throws(PostgresError) -> String { try present(textOrNull()) }
    mutating func day() throws(PostgresError) -> CivilDate { try present(try dayOrNull()) }

    mutating func integerOrNull() throws(PostgresError) -> Int64? {
        guard let cell = next() else { return nil }
        guard let number = Self.integer(cell) else { throw unreadable }
        return number
    }

    mutating func textOrNull() -> String? { next().map { String(decoding: $0, as: UTF8.self) } }

    mutating func dayOrNull() throws(PostgresError) -> CivilDate? {
        guard let cell = next() else { return nil }
        guard let day = CivilDate(isoBytes: cell) else { throw unreadable }
        return day
    }

    /// The elements of an array of integers; none for NULL.
    mutating func integers() throws(PostgresError) -> [Int64] { try elements(Self.integer) }

    /// The elements of an array of dates; none for NULL.
    mutating func days() throws(PostgresError) -> [CivilDate] { try elements { CivilDate(isoBytes: $0) } }

    /// The elements of an array of texts; none for NULL.
    mutating func texts() throws(PostgresError) -> [String] {
        guard let cell = next() else { return [] }
        guard let texts = [String](postgresText: cell) else { throw unreadable }
        return texts
    }

    private mutating func next() -> UnsafeBufferPointer<UInt8>? {
        defer { column += 1 }
        return row.cell(column)
    }

    private func present<Value>(_ value: Value?) throws(PostgresError) -> Value {
        guard let value else { throw unreadable }
        return value
    }

    private var unreadable: PostgresError { PostgresError(.decoding, message: "column \(column) is not what it should be") }

    /// Elements that need no quotes: `{1,2}`.
    private mutating func elements<Element>(
        _ read: (UnsafeBufferPointer<UInt8>) -> Element?
    ) throws(PostgresError) -> [Element] {
        guard let cell = next(), cell.count > 2 else { return [] }
        var elements: [Element] = []
        var start = 1
        for end in 1..<cell.count where end == cell.count - 1 || cell[end] == UInt8(ascii: ",") {
            guard let element = read(UnsafeBufferPointer(rebasing: cell[start..<end])) else { throw unreadable }
            elements.append(element)
            start = end + 1
        }
        return elements
    }

    private static func integer(_ cell: UnsafeBufferPointer<UInt8>) -> Int64? {
        let isNegative = cell.first == UInt8(ascii: "-")
        var value: Int64 = 0
        for byte in cell.dropFirst(isNegative ? 1 : 0) {
            let digit = byte &- UInt8(ascii: "0")
            let (product, isTooLarge) = value.multipliedReportingOverflow(by: 10)
            let (sum, isTooFar) = product.subtractingReportingOverflow(Int64(digit))
            guard digit <= 9, !isTooLarge, !isTooFar else { return nil }
            value = sum
        }
        guard cell.count > (isNegative ? 1 : 0), isNegative || value > .min else { return nil }
        return isNegative ? value : -value
    }
}
