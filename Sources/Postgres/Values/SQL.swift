/// A statement and its binds; interpolated values become placeholders, never text.
package struct SQL: Sendable, ExpressibleByStringInterpolation, CustomStringConvertible {
    package private(set) var text: String
    package private(set) var binds: [PostgresBind]
    /// Where the placeholders stand, in UTF-8 offsets of `text`, so that a splice can renumber them.
    private var placeholders: [Placeholder]

    private struct Placeholder: Sendable {
        var start: Int
        var end: Int
        var number: Int
    }

    package init(stringLiteral value: String) {
        text = value
        binds = []
        placeholders = []
    }

    package init(stringInterpolation: Interpolation) { self = stringInterpolation.sql }

    /// Trusted text with placeholders `$1`… of its own.
    package init(text: String, binds: [PostgresBind] = []) {
        self.text = text
        self.binds = binds
        placeholders = binds.isEmpty ? [] : Self.scan(text)
    }

    /// The text only; binds are personal data.
    package var description: String { text }

    package static func + (left: SQL, right: SQL) -> SQL {
        var sum = left
        sum.append(right)
        return sum
    }

    /// Adds trusted text.
    package mutating func append(raw: String) { text += raw }

    /// Adds a placeholder and its value.
    package mutating func append(bind: PostgresBind) {
        binds.append(bind)
        let start = text.utf8.count
        text += "$"
        text += String(binds.count)
        placeholders.append(Placeholder(start: start, end: text.utf8.count, number: binds.count))
    }

    /// Adds another statement's text, with its placeholders renumbered, and its binds.
    package mutating func append(_ other: SQL) {
        if other.placeholders.isEmpty {
            text += other.text
            binds += other.binds
            return
        }
        let base = binds.count
        let bytes = other.text.utf8
        var copied = bytes.startIndex
        for placeholder in other.placeholders {
            let start = bytes.index(bytes.startIndex, offsetBy: placeholder.start)
            text += other.text[copied..<start]
            let position = text.utf8.count
            text += "$"
            text += String(base + placeholder.number)
            placeholders.append(
                Placeholder(start: position, end: text.utf8.count, number: base + placeholder.number))
            copied = bytes.index(bytes.startIndex, offsetBy: placeholder.end)
        }
        text += other.text[copied...]
        binds += other.binds
    }

    fileprivate static func join(_ parts: some Sequence<SQL>, by separator: StaticString) -> SQL {
        var whole: SQL = ""
        for (index, part) in parts.enumerated() {
            if index > 0 { whole.append(raw: "\(separator)") }
            whole.append(part)
        }
        return whole
    }

    private static func scan(_ text: String) -> [Placeholder] {
        var found: [Placeholder] = []
        let bytes = Array(text.utf8)
        var index = 0
        while index < bytes.count {
            let start = index
            index += 1
            guard bytes[start] == UInt8(ascii: "$") else { continue }
            var number = 0
            while index < bytes.count, case let digit = bytes[index] &- UInt8(ascii: "0"), digit <= 9, number < 65_536 {
                number = number * 10 + Int(digit)
                index += 1
            }
            if number > 0 { found.append(Placeholder(start: start, end: index, number: number)) }
        }
        return found
    }
}

extension Sequence<SQL> {
    /// The statements one after the other, with trusted text between them.
    package func joined(by separator: StaticString) -> SQL { SQL.join(self, by: separator) }
}

extension SQL {
    /// Builds a statement from a string literal with interpolations.
    package struct Interpolation: StringInterpolationProtocol {
        fileprivate var sql: SQL

        package init(literalCapacity: Int, interpolationCount: Int) {
            sql = SQL(stringLiteral: "")
            sql.text.reserveCapacity(literalCapacity + 3 * interpolationCount)
            sql.binds.reserveCapacity(interpolationCount)
            sql.placeholders.reserveCapacity(interpolationCount)
        }

        package mutating func appendLiteral(_ literal: String) { sql.text += literal }

        /// Binds a value.
        package mutating func appendInterpolation(_ value: some PostgresBindable) {
            sql.append(bind: value.postgresBind)
        }

        /// Binds a value or NULL.
        package mutating func appendInterpolation<Value: PostgresBindable>(_ value: Value?) {
            sql.append(bind: value.postgresBind)
        }

        /// Binds a value that is ready for the wire.
        package mutating func appendInterpolation(_ bind: PostgresBind) { sql.append(bind: bind) }

        /// Inserts trusted text as it is: names and keywords from the program, never from users.
        package mutating func appendInterpolation(raw text: String) { sql.append(raw: text) }

        /// Inserts another statement with its binds.
        package mutating func appendInterpolation(_ other: SQL) { sql.append(other) }
    }
}
