import FoundationEssentials
import LibPQ

/// Decodes one value from one cell.
struct CellDecoding: Decoder, SingleValueDecodingContainer {
    let handle: ResultHandle
    let row: Int
    let column: Int
    let key: (any CodingKey)?

    var codingPath: [any CodingKey] { key.map { [$0] } ?? [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        throw mismatch(type)
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw mismatch([Never].self) }

    func singleValueContainer() -> any SingleValueDecodingContainer { self }

    func decodeNil() -> Bool { handle.isNull(row: row, column: column) }

    func decode(_ type: Bool.Type) throws -> Bool { try value() }
    func decode(_ type: String.Type) throws -> String { try value() }
    func decode(_ type: Double.Type) throws -> Double { try value() }
    func decode(_ type: Int.Type) throws -> Int { try value() }
    func decode(_ type: Int32.Type) throws -> Int32 { try value() }
    func decode(_ type: Int64.Type) throws -> Int64 { try value() }
    func decode(_ type: Float.Type) throws -> Float { Float(try value(Double.self)) }
    func decode(_ type: Int8.Type) throws -> Int8 { try integer() }
    func decode(_ type: Int16.Type) throws -> Int16 { try integer() }
    func decode(_ type: UInt.Type) throws -> UInt { try integer() }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try integer() }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try integer() }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try integer() }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try integer() }

    func decode<T: Decodable>(_ type: T.Type) throws -> T {
        if let array = try array(type) { return array }
        if isJSON, let bytes = handle.cell(row: row, column: column) {
            return try withExtendedLifetime(handle) {
                let decoder = JSONDecoder()
                decoder.keyDecodingStrategy = .convertFromSnakeCase
                do {
                    return try decoder.decode(type, from: Data(bytes))
                } catch DecodingError.typeMismatch(_, let context) where context.codingPath.isEmpty {
                    // A type that keeps the cell's text itself.
                    return try T(from: self)
                }
            }
        }
        return try T(from: self)
    }

    /// Array types of the server; comparing metatypes is far cheaper than a conditional cast.
    private func array<T>(_ type: T.Type) throws -> T? {
        if isJSON { return nil }
        if type == [Int64].self { return try value([Int64].self) as? T }
        if type == [String].self { return try value([String].self) as? T }
        if type == [UInt8].self { return try value([UInt8].self) as? T }
        return nil
    }

    private var isJSON: Bool {
        let type = handle.columnType(column)
        return type == PostgresType.jsonb || type == PostgresType.json
    }

    private func value<T: PostgresDecodable>(_ type: T.Type = T.self) throws -> T {
        guard let cell = handle.cell(row: row, column: column) else {
            throw DecodingError.valueNotFound(type, .init(codingPath: codingPath, debugDescription: "null"))
        }
        guard let value = withExtendedLifetime(handle, { T(postgresText: cell) }) else { throw mismatch(type) }
        return value
    }

    private func integer<T: FixedWidthInteger>() throws -> T {
        guard let exact = T(exactly: try value(Int64.self)) else { throw mismatch(T.self) }
        return exact
    }

    private func mismatch(_ type: Any.Type) -> DecodingError {
        .typeMismatch(type, .init(codingPath: codingPath, debugDescription: "not a \(type)"))
    }
}
