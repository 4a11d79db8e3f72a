import LibPQ

/// Reads a row's cells one after the other, in the order in which the query names them.
///
/// For hot paths: no look-up by name, and nested lists without a tree. Generic code is inlined into the caller's module, as it
/// would otherwise look up types at run time for every cell.
package struct RowReader {
    @usableFromInline let row: Row
    @usableFromInline var column = 0

    package init(_ row: Row) { self.row = row }

    /// The value of the next column.
    @inlinable package mutating func next<T: PostgresDecodable>(_ type: T.Type = T.self) throws(PostgresError) -> T {
        let text = nextText()
        guard let text else {
            guard let null = T.postgresNull else { throw unexpected("null") }
            return null
        }
        guard let value = withExtendedLifetime(row, { T(postgresText: text) }) else { throw unexpected("\(T.self)") }
        return value
    }

    /// The elements of the next column, which holds a JSON array; empty for NULL.
    @inlinable package mutating func list<T>(
        _ element: (inout JSONCellReader) throws(PostgresError) -> T
    ) throws(PostgresError) -> [T] {
        guard let text = nextText() else { return [] }
        return try withExtendedLifetime(row) { () throws(PostgresError) -> [T] in
            var reader = JSONCellReader(text)
            return try reader.list(element)
        }
    }

    /// The next column's text, which lives as long as the row; nil for NULL.
    @usableFromInline mutating func nextText() -> UnsafeBufferPointer<UInt8>? {
        defer { column += 1 }
        return column < row.handle.columnCount ? row.handle.cell(row: row.index, column: column) : nil
    }

    @usableFromInline func unexpected(_ what: String) -> PostgresError {
        let name = column <= row.handle.columnCount ? row.handle.columnName(column - 1) : "\(column)"
        return PostgresError(.decoding, message: "column \(name) is \(what == "null" ? "null" : "no \(what)")")
    }
}

/// Reads nested JSON arrays value by value, in the order in which a query built them.
package struct JSONCellReader {
    private let text: UnsafeBufferPointer<UInt8>
    private var position = 0

    /// A value as PostgreSQL writes it in a cell of its own; the text is that of the cell.
    @usableFromInline enum Token {
        case text(UnsafeBufferPointer<UInt8>)
        case unescaped([UInt8])
        case null
    }

    @usableFromInline init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

    /// An array of any number of elements.
    @inlinable package mutating func list<T>(
        _ element: (inout JSONCellReader) throws(PostgresError) -> T
    ) throws(PostgresError) -> [T] {
        try take(UInt8(ascii: "["))
        var elements: [T] = []
        while peek() != UInt8(ascii: "]") { elements.append(try element(&self)) }
        try take(UInt8(ascii: "]"))
        return elements
    }

    /// An array of a known number of values, each of its own kind.
    @inlinable package mutating func record<T>(
        _ body: (inout JSONCellReader) throws(PostgresError) -> T
    ) throws(PostgresError) -> T {
        try take(UInt8(ascii: "["))
        let value = try body(&self)
        try take(UInt8(ascii: "]"))
        return value
    }

    /// The next value, which is no array.
    @inlinable package mutating func value<T: PostgresDecodable>(_ type: T.Type = T.self) throws(PostgresError) -> T {
        let value: T?
        switch try token() {
        case .text(let text): value = T(postgresText: text)
        case .unescaped(let bytes): value = bytes.withUnsafeBufferPointer { T(postgresText: $0) }
        case .null: value = T.postgresNull
        }
        guard let value else { throw unreadable }
        return value
    }

    @usableFromInline mutating func token() throws(PostgresError) -> Token {
        guard let first = peek() else { throw unreadable }
        if first == UInt8(ascii: "\"") { return try string() }
        let start = position
        while position < text.count, !Self.endsLiteral(text[position]) { position += 1 }
        guard position > start else { throw unreadable }
        if first == UInt8(ascii: "n") { return .null }
        // PostgreSQL's own text of a truth value is one letter.
        let isTruth = first == UInt8(ascii: "t") || first == UInt8(ascii: "f")
        return .text(UnsafeBufferPointer(rebasing: text[start..<(isTruth ? start + 1 : position)]))
    }

    private mutating func string() throws(PostgresError) -> Token {
        position += 1
        let start = position
        while position < text.count, text[position] != UInt8(ascii: "\"") {
            if text[position] == UInt8(ascii: "\\") { return try escapedString(from: start) }
            position += 1
        }
        guard position < text.count else { throw unreadable }
        defer { position += 1 }
        return .text(UnsafeBufferPointer(rebasing: text[start..<position]))
    }

    private mutating func escapedString(from start: Int) throws(PostgresError) -> Token {
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
        return .unescaped(bytes)
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

    /// The next byte that means something.
    @usableFromInline mutating func peek() -> UInt8? {
        while position < text.count {
            switch text[position] {
            case UInt8(ascii: " "), UInt8(ascii: ","), UInt8(ascii: "\n"): position += 1
            default: return text[position]
            }
        }
        return nil
    }

    @usableFromInline mutating func take(_ byte: UInt8) throws(PostgresError) {
        guard peek() == byte else { throw unreadable }
        position += 1
    }

    private static func endsLiteral(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n")
    }

    @usableFromInline var unreadable: PostgresError { PostgresError(.decoding, message: "not the JSON that was asked for, at \(position)") }
}
