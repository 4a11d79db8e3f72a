import LibPQ

/// Turns rows into Decodable values; the column plan is made once per result.
struct RowDecoder {
    private let plan: ColumnPlan

    init(handle: ResultHandle) { plan = ColumnPlan(handle: handle) }

    func decode<T: Decodable>(_ type: T.Type, row: Int) throws(PostgresError) -> T {
        do {
            return try T(from: RowDecoding(plan: plan, row: row))
        } catch let error as PostgresError {
            throw error
        } catch {
            throw PostgresError(.decoding, message: Self.explain(error, type))
        }
    }

    /// Names the place, never the value.
    private static func explain(_ error: any Error, _ type: Any.Type) -> String {
        func path(_ context: DecodingError.Context) -> String {
            context.codingPath.map(\.stringValue).joined(separator: ".")
        }
        return switch error {
        case DecodingError.keyNotFound(let key, let context): "\(type): no \(path(context)) \(key.stringValue)"
        case DecodingError.typeMismatch(_, let context): "\(type): wrong type at \(path(context))"
        case DecodingError.valueNotFound(_, let context): "\(type): null at \(path(context))"
        case DecodingError.dataCorrupted(let context): "\(type): bad value at \(path(context))"
        default: "\(type): \(error)"
        }
    }
}

extension QueryResult {
    /// Decodes every row by column name: column `starts_on` fills property `startsOn`.
    ///
    /// Cells of type json and jsonb decode nested values; any other value decodes itself from the cell's text.
    package func decode<T: Decodable>(_ type: T.Type = T.self) throws(PostgresError) -> [T] {
        let decoder = RowDecoder(handle: handle)
        var values: [T] = []
        values.reserveCapacity(handle.rowCount)
        for row in 0..<handle.rowCount { values.append(try decoder.decode(type, row: row)) }
        return values
    }
}

/// Which column fills which property.
final class ColumnPlan {
    let handle: ResultHandle
    private var indexes: [String: Int] = [:]
    /// Synthesized decoders ask for keys in one order for every row, so the previous row predicts the next key.
    private var asked: [(key: String, column: Int)] = []

    init(handle: ResultHandle) {
        self.handle = handle
        for column in (0..<handle.columnCount).reversed() {
            let name = handle.columnName(column)
            indexes[name] = column
            indexes[Self.camelCased(name)] = column
        }
    }

    func column(_ key: String, hint: Int) -> Int? {
        if hint < asked.count, asked[hint].key == key { return asked[hint].column }
        guard let column = indexes[key] else { return nil }
        if hint == asked.count { asked.append((key, column)) }
        return column
    }

    var allKeys: [String] { Array(indexes.keys) }

    static func camelCased(_ name: String) -> String {
        guard name.utf8.contains(UInt8(ascii: "_")) else { return name }
        var result = ""
        var raisesNext = false
        for character in name.unicodeScalars {
            if character == "_", !result.isEmpty {
                raisesNext = true
            } else if raisesNext {
                result += character.properties.uppercaseMapping
                raisesNext = false
            } else {
                result.unicodeScalars.append(character)
            }
        }
        return result
    }
}

private struct RowDecoding: Decoder {
    let plan: ColumnPlan
    let row: Int
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(RowContainer<Key>(plan: plan, row: row))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        throw PostgresError(.decoding, message: "a row is no list")
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer {
        guard plan.handle.columnCount == 1 else {
            throw PostgresError(.decoding, message: "a row of several columns is no single value")
        }
        return CellDecoding(handle: plan.handle, row: row, column: 0, key: nil)
    }
}
