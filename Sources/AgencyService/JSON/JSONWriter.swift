import Synchronization

/// Writes an Encodable as JSON bytes: keys in snake_case and in the order of declaration, absent values as null.
///
/// Foundation's encoder drops nil members and, unless asked to sort, orders keys differently in each process; answers must be byte for byte repeatable (R9).
package struct JSONWriter {
    /// The JSON text of a value.
    ///
    /// - Returns: UTF-8 without a trailing newline.
    /// - Throws: what the value's own `encode(to:)` throws, and `EncodingError` for a number that JSON has no form for.
    package static func bytes(_ value: some Encodable) throws -> [UInt8] {
        let sink = JSONSink()
        try sink.write(value)
        return sink.bytes
    }
}

/// The output buffer of one writing, shared by the containers that fill it.
final class JSONSink {
    var bytes: [UInt8] = []

    init() { bytes.reserveCapacity(512) }

    func append(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    func write(_ value: some Encodable) throws {
        switch value {
        case let value as JSONValue: try write(json: value)
        case let value as String: write(string: value)
        case let value as Int64: write(number: value)
        case let value as Bool: append(value ? "true" : "false")
        default:
            let encoder = JSONSinkEncoder(sink: self)
            try value.encode(to: encoder)
            encoder.close()
        }
    }

    func write(json: JSONValue) throws {
        switch json {
        case .null: append("null")
        case .bool(let value): append(value ? "true" : "false")
        case .integer(let value): write(number: value)
        case .number(let value): try write(double: value)
        case .string(let value): write(string: value)
        case .array(let elements):
            bytes.append(UInt8(ascii: "["))
            for (position, element) in elements.enumerated() {
                if position > 0 { bytes.append(UInt8(ascii: ",")) }
                try write(json: element)
            }
            bytes.append(UInt8(ascii: "]"))
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

    func write(number: some BinaryInteger) { bytes.append(contentsOf: String(number).utf8) }

    func write(double: Double) throws {
        guard double.isFinite else {
            throw EncodingError.invalidValue(double, .init(codingPath: [], debugDescription: "not a JSON number"))
        }
        bytes.append(contentsOf: double.description.utf8)
    }

    func write(string: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in string.utf8 {
            switch byte {
            case UInt8(ascii: "\""): append("\\\"")
            case UInt8(ascii: "\\"): append("\\\\")
            case UInt8(ascii: "\n"): append("\\n")
            case UInt8(ascii: "\r"): append("\\r")
            case UInt8(ascii: "\t"): append("\\t")
            case 0..<0x20:
                append("\\u00")
                let digits = Array("0123456789abcdef".utf8)
                bytes.append(digits[Int(byte >> 4)])
                bytes.append(digits[Int(byte & 15)])
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}

/// Property names seldom change: their quoted keys are made once.
private let quotedKeys = Mutex<[String: [UInt8]]>([:])

/// The JSON key with quotes and colon.
func quotedKey(_ name: String) -> [UInt8] {
    quotedKeys.withLock { known in
        if let key = known[name] { return key }
        let key = Array("\"\(snakeCase(name))\":".utf8)
        known[name] = key
        return key
    }
}
