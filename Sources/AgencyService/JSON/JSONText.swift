import Agency

/// JSON text that grows at its end.
struct JSONText {
    private(set) var bytes: [UInt8] = []

    init() { bytes.reserveCapacity(4096) }

    mutating func append(_ literal: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
    }

    mutating func append(_ byte: UInt8) { bytes.append(byte) }

    mutating func append(_ text: [UInt8]) { bytes.append(contentsOf: text) }

    mutating func write(number: some BinaryInteger) { bytes.append(contentsOf: String(number).utf8) }

    mutating func write(number: (some BinaryInteger)?) {
        guard let number else { return append("null") }
        write(number: number)
    }

    mutating func write(double: Double) throws {
        guard double.isFinite else {
            throw EncodingError.invalidValue(double, .init(codingPath: [], debugDescription: "not a JSON number"))
        }
        bytes.append(contentsOf: double.description.utf8)
    }

    mutating func write(bool: Bool) { append(bool ? "true" : "false") }

    mutating func write(date: CivilDate?) {
        guard let date else { return append("null") }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: date.description.utf8)
        bytes.append(UInt8(ascii: "\""))
    }

    mutating func write(string: String?) {
        guard var string else { return append("null") }
        bytes.append(UInt8(ascii: "\""))
        string.withUTF8 { utf8 in
            var clean = 0
            for index in utf8.indices where utf8[index] < 0x20 || utf8[index] == UInt8(ascii: "\"") || utf8[index] == UInt8(ascii: "\\") {
                bytes.append(contentsOf: utf8[clean..<index])
                escape(utf8[index])
                clean = index + 1
            }
            bytes.append(contentsOf: utf8[clean...])
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): append("\\\"")
        case UInt8(ascii: "\\"): append("\\\\")
        case UInt8(ascii: "\n"): append("\\n")
        case UInt8(ascii: "\r"): append("\\r")
        case UInt8(ascii: "\t"): append("\\t")
        default:
            append("\\u00")
            for digit in [byte >> 4, byte & 15] {
                bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
            }
        }
    }

    /// A list, its elements written one after the other.
    mutating func write<Element>(_ elements: [Element], _ element: (inout JSONText, Element) throws -> Void) rethrows {
        bytes.append(UInt8(ascii: "["))
        for (position, value) in elements.enumerated() {
            if position > 0 { bytes.append(UInt8(ascii: ",")) }
            try element(&self, value)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    mutating func write(json: JSONValue) throws {
        switch json {
        case .null: append("null")
        case .bool(let value): write(bool: value)
        case .integer(let value): write(number: value)
        case .number(let value): try write(double: value)
        case .string(let value): write(string: value)
        case .array(let elements): try write(elements) { try $0.write(json: $1) }
        case .object(let members):
            bytes.append(UInt8(ascii: "{"))
            for (position, key) in members.keys.sorted().enumerated() {
                if position > 0 { bytes.append(UInt8(ascii: ",")) }
                write(string: key)
                bytes.append(UInt8(ascii: ":"))
                try write(json: members[key] ?? .null)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }
}
