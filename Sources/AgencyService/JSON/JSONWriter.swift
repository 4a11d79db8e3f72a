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
        if let value = value as? any JSONWritable {
            var text = JSONText()
            value.write(to: &text)
            return text.bytes
        }
        let sink = JSONSink()
        try sink.write(value)
        return sink.text.bytes
    }
}

/// A value that writes its own JSON, for answers that are asked for all day; the same text as by its `encode(to:)`.
protocol JSONWritable {
    func write(to text: inout JSONText)
}

/// The output of one writing, shared by the containers that fill it.
final class JSONSink {
    var text = JSONText()

    func append(_ literal: StaticString) { text.append(literal) }

    func write(_ value: some Encodable) throws {
        switch value {
        case let value as JSONValue: try text.write(json: value)
        case let value as String: text.write(string: value)
        case let value as Int64: text.write(number: value)
        case let value as Bool: append(value ? "true" : "false")
        default:
            let encoder = JSONSinkEncoder(sink: self)
            try value.encode(to: encoder)
            encoder.close()
        }
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
