import LibPQ

/// Reads a row's cells one after the other, in the order in which the query names them.
///
/// For hot paths: no look-up by name, and nested lists without a tree.
package struct RowReader {
    private let row: Row
    private var column = 0

    package init(_ row: Row) { self.row = row }

    /// The value of the next column.
    package mutating func next<T: PostgresDecodable>(_ type: T.Type = T.self) throws(PostgresError) -> T {
        defer { column += 1 }
        return try row.get(column)
    }

    /// The elements of the next column, which holds a JSON array; empty for NULL.
    package mutating func list<T>(_ element: (inout JSONCellReader) throws(PostgresError) -> T) throws(PostgresError) -> [T] {
        defer { column += 1 }
        return try withExtendedLifetime(row.handle) { () throws(PostgresError) -> [T] in
            guard let cell = row.handle.cell(row: row.index, column: column) else { return [] }
            var reader = JSONCellReader(cell)
            return try reader.list(element)
        }
    }
}

/// Reads nested JSON arrays value by value, in the order in which a query built them.
package struct JSONCellReader {
    private let text: UnsafeBufferPointer<UInt8>
    private var position = 0

    init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

    /// An array of any number of elements.
    package mutating func list<T>(_ element: (inout JSONCellReader) throws(PostgresError) -> T) throws(PostgresError) -> [T] {
        try take(UInt8(ascii: "["))
        var elements: [T] = []
        while peek() != UInt8(ascii: "]") { elements.append(try element(&self)) }
        position += 1
        return elements
    }

    /// An array of a known number of values, each of its own kind.
    package mutating func record<T>(_ body: (inout JSONCellReader) throws(PostgresError) -> T) throws(PostgresError) -> T {
        try take(UInt8(ascii: "["))
        let value = try body(&self)
        try take(UInt8(ascii: "]"))
        return value
    }

    /// The next value, which is no array.
    package mutating func value<T: PostgresDecodable>(_ type: T.Type = T.self) throws(PostgresError) -> T {
        guard let first = peek() else { throw unreadable }
        if first == UInt8(ascii: "\"") { return try string() }
        let start = position
        while position < text.count, !Self.endsLiteral(text[position]) { position += 1 }
        guard position > start else { throw unreadable }
        if first == UInt8(ascii: "n") {
            guard let null = T.postgresNull else { throw unreadable }
            return null
        }
        // PostgreSQL's own text of a truth value is one letter.
        let isTruth = first == UInt8(ascii: "t") || first == UInt8(ascii: "f")
        return try decode(start..<(isTruth ? start + 1 : position))
    }

    private mutating func string<T: PostgresDecodable>() throws(PostgresError) -> T {
        position += 1
        let start = position
        while position < text.count, text[position] != UInt8(ascii: "\"") {
            if text[position] == UInt8(ascii: "\\") { return try escapedString(from: start) }
            position += 1
        }
        defer { position += 1 }
        return try decode(start..<position)
    }

    private mutating func escapedString<T: PostgresDecodable>(from start: Int) throws(PostgresError) -> T {
        var bytes = Array(text[start..<position])
        while position < text.count, text[position] != UInt8(ascii: "\"") {
            guard text[position] == UInt8(ascii: "\\") else {
                bytes.append(text[position])
                position += 1
                continue
            }
            guard position + 1 < text.count else { throw unreadable }
            let escape = text[position + 1]
            position += 2
            switch escape {
            case UInt8(ascii: "n"): bytes.append(10)
            case UInt8(ascii: "t"): bytes.append(9)
            case UInt8(ascii: "r"): bytes.append(13)
            case UInt8(ascii: "b"): bytes.append(8)
            case UInt8(ascii: "f"): bytes.append(12)
            case UInt8(ascii: "u"): bytes.append(contentsOf: try unicode())
            default: bytes.append(escape)
            }
        }
        position += 1
        guard let value = bytes.withUnsafeBufferPointer({ T(postgresText: $0) }) else { throw unreadable }
        return value
    }

    /// PostgreSQL escapes control characters alone this way, so there are no surrogates.
    private mutating func unicode() throws(PostgresError) -> [UInt8] {
        guard position + 4 <= text.count,
            let code = UInt32(String(decoding: text[position..<position + 4], as: UTF8.self), radix: 16),
            let scalar = Unicode.Scalar(code)
        else { throw unreadable }
        position += 4
        return Array(String(Character(scalar)).utf8)
    }

    private func decode<T: PostgresDecodable>(_ range: Range<Int>) throws(PostgresError) -> T {
        guard let value = T(postgresText: UnsafeBufferPointer(rebasing: text[range])) else { throw unreadable }
        return value
    }

    /// The next byte that means something.
    private mutating func peek() -> UInt8? {
        while position < text.count {
            switch text[position] {
            case UInt8(ascii: " "), UInt8(ascii: ","), UInt8(ascii: "\n"): position += 1
            default: return text[position]
            }
        }
        return nil
    }

    private mutating func take(_ byte: UInt8) throws(PostgresError) {
        guard peek() == byte else { throw unreadable }
        position += 1
    }

    private static func endsLiteral(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n")
    }

    private var unreadable: PostgresError { PostgresError(.decoding, message: "not the JSON that was asked for, at \(position)") }
}
