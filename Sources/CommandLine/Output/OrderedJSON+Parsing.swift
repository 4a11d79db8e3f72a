extension OrderedJSON {
    /// Parses one JSON document.
    ///
    /// - Throws: `Failure` for text that is no JSON, or nests deeper than an answer of the service ever does.
    init(parsing bytes: [UInt8]) throws {
        var parser = OrderedJSONParser(bytes: bytes)
        self = try parser.document()
    }
}

private struct OrderedJSONParser {
    let bytes: [UInt8]
    var position = 0
    var depth = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    private static let deepest = 64
    private static let notJSON = Failure.unavailable("The answer of the service is no JSON.")

    mutating func document() throws -> OrderedJSON {
        let value = try self.value()
        space()
        guard position == bytes.count else { throw Self.notJSON }
        return value
    }

    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func space() {
        while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private mutating func take(_ byte: Character) -> Bool {
        guard current == byte.asciiValue else { return false }
        position += 1
        return true
    }

    private mutating func word(_ word: StaticString, _ value: OrderedJSON) throws -> OrderedJSON {
        let end = position + word.utf8CodeUnitCount
        guard end <= bytes.count, word.withUTF8Buffer({ $0.elementsEqual(bytes[position..<end]) }) else {
            throw Self.notJSON
        }
        position = end
        return value
    }

    private mutating func value() throws -> OrderedJSON {
        space()
        guard let byte = current else { throw Self.notJSON }
        switch byte {
        case UInt8(ascii: "{"): return try nested { try $0.object() }
        case UInt8(ascii: "["): return try nested { try $0.array() }
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func nested(_ body: (inout Self) throws -> OrderedJSON) throws -> OrderedJSON {
        guard depth < Self.deepest else { throw Self.notJSON }
        depth += 1
        defer { depth -= 1 }
        position += 1
        return try body(&self)
    }

    private mutating func object() throws -> OrderedJSON {
        var members: [OrderedJSON.Member] = []
        space()
        if take("}") { return .object(members) }
        repeat {
            space()
            guard current == UInt8(ascii: "\"") else { throw Self.notJSON }
            let name = try string()
            space()
            guard take(":") else { throw Self.notJSON }
            members.append(.init(name: name, value: try value()))
            space()
        } while take(",")
        guard take("}") else { throw Self.notJSON }
        return .object(members)
    }

    private mutating func array() throws -> OrderedJSON {
        var elements: [OrderedJSON] = []
        space()
        if take("]") { return .array(elements) }
        repeat {
            elements.append(try value())
            space()
        } while take(",")
        guard take("]") else { throw Self.notJSON }
        return .array(elements)
    }

    private mutating func number() throws -> OrderedJSON {
        let start = position
        while let byte = current, "+-.eE0123456789".utf8.contains(byte) { position += 1 }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        guard Double(text) != nil else { throw Self.notJSON }
        return .number(text)
    }

    private mutating func string() throws -> String {
        position += 1
        var text: [UInt8] = []
        while let byte = current {
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): text.append(contentsOf: String(try escape()).utf8)
            default: text.append(byte)
            }
        }
        throw Self.notJSON
    }

    private mutating func escape() throws -> Unicode.Scalar {
        guard let byte = current else { throw Self.notJSON }
        position += 1
        switch byte {
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "u"): return try unicode()
        default: return Unicode.Scalar(byte)
        }
    }

    private mutating func unit() throws -> UInt32 {
        guard position + 4 <= bytes.count,
            let unit = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
        else { throw Self.notJSON }
        position += 4
        return unit
    }

    /// One scalar of `\uXXXX`, or of two of them where it lies outside the basic plane.
    private mutating func unicode() throws -> Unicode.Scalar {
        let first = try unit()
        guard (0xD800..<0xDC00).contains(first) else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
        guard take("\\"), take("u") else { return "\u{FFFD}" }
        let second = try unit()
        guard (0xDC00..<0xE000).contains(second) else { return "\u{FFFD}" }
        return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
    }
}
