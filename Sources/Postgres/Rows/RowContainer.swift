import LibPQ

/// The cells of one row by property name.
final class RowContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    private let plan: ColumnPlan
    private let row: Int
    private var asked = 0

    init(plan: ColumnPlan, row: Int) {
        self.plan = plan
        self.row = row
    }

    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { plan.allKeys.compactMap { Key(stringValue: $0) } }

    func contains(_ key: Key) -> Bool { plan.column(key.stringValue, hint: asked) != nil }

    private func column(_ key: Key) -> Int? {
        defer { asked += 1 }
        return plan.column(key.stringValue, hint: asked)
    }

    private func cell(_ key: Key) throws -> CellDecoding {
        guard let column = column(key) else {
            throw DecodingError.keyNotFound(key, .init(codingPath: [], debugDescription: "no such column"))
        }
        return CellDecoding(handle: plan.handle, row: row, column: column, key: key)
    }

    private func presentCell(_ key: Key) -> CellDecoding? {
        guard let column = column(key), !plan.handle.isNull(row: row, column: column) else { return nil }
        return CellDecoding(handle: plan.handle, row: row, column: column, key: key)
    }

    func decodeNil(forKey key: Key) throws -> Bool {
        guard let column = plan.column(key.stringValue, hint: asked) else { return true }
        return plan.handle.isNull(row: row, column: column)
    }

    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try cell(key).decode(type) }
    func decode(_ type: String.Type, forKey key: Key) throws -> String { try cell(key).decode(type) }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try cell(key).decode(type) }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try cell(key).decode(type) }
    func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { try cell(key).decode(type) }
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try cell(key).decode(type) }
    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T { try cell(key).decode(type) }

    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? { try presentCell(key)?.decode(type) }
    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? { try presentCell(key)?.decode(type) }
    func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? { try presentCell(key)?.decode(type) }
    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? { try presentCell(key)?.decode(type) }
    func decodeIfPresent(_ type: Int32.Type, forKey key: Key) throws -> Int32? { try presentCell(key)?.decode(type) }
    func decodeIfPresent(_ type: Int64.Type, forKey key: Key) throws -> Int64? { try presentCell(key)?.decode(type) }
    func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
        try presentCell(key)?.decode(type)
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<NestedKey> {
        throw PostgresError(.decoding, message: "column \(key.stringValue): nested containers need a type of their own")
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        throw PostgresError(.decoding, message: "column \(key.stringValue): nested containers need a type of their own")
    }

    func superDecoder() throws -> any Decoder {
        throw PostgresError(.decoding, message: "rows have no super decoder")
    }

    func superDecoder(forKey key: Key) throws -> any Decoder { try cell(key) }
}
