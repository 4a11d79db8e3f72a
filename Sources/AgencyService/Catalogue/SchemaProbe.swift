/// Finds the schema of a type by letting its synthesised `init(from:)` read from a decoder that notes what is asked for.
///
/// Swift has no reflection over types without values; the Codable conformance is the one description of a type that the compiler keeps right.
package enum SchemaProbe {
    /// The schema of a type, with keys in snake_case.
    package static func schema<T: Decodable>(of type: T.Type) -> JSONSchema {
        let decoder = ProbeDecoder()
        _ = decoder.value(of: type)
        return decoder.schema
    }
}

private struct ProbeFailure: Error {}

private final class ProbeDecoder: Decoder {
    var schema = JSONSchema.any
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    /// Decodes a sample and leaves the schema behind; nil where no sample could be made, the schema stands all the same.
    func value<T: Decodable>(of type: T.Type) -> T? {
        if let described = type as? any SchemaDescribing.Type {
            schema = described.jsonSchema
            return described.schemaSample as? T
        }
        if type == JSONValue.self { return JSONValue.null as? T }
        let value = try? T(from: self)
        if case .object(var object) = schema, object.name.isEmpty {
            object.name = String(describing: type)
            schema = .object(object)
        }
        return value
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        if case .object = schema {} else { schema = .object(ObjectSchema(name: "", properties: [])) }
        return KeyedDecodingContainer(ProbeKeyed<Key>(decoder: self))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        schema = .array(.any)
        return ProbeUnkeyed(decoder: self)
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer { ProbeSingle(decoder: self) }

    func note(_ property: ObjectSchema.Property) {
        guard case .object(var object) = schema, object.property(property.name) == nil else { return }
        object.properties.append(property)
        schema = .object(object)
    }
}

private struct ProbeKeyed<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let decoder: ProbeDecoder
    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { [] }

    func contains(_ key: Key) -> Bool { true }
    func decodeNil(forKey key: Key) throws -> Bool { false }

    private func probe<T: Decodable>(_ type: T.Type, _ key: Key, required: Bool) -> T? {
        let inner = ProbeDecoder()
        let value = inner.value(of: type)
        decoder.note(.init(name: snakeCase(key.stringValue), schema: inner.schema, isRequired: required))
        return value
    }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
        guard let value = probe(type, key, required: true) else { throw ProbeFailure() }
        return value
    }

    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? { probe(type, key, required: false) }
    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? { probe(type, key, required: false) }
    func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? { probe(type, key, required: false) }
    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? { probe(type, key, required: false) }
    func decodeIfPresent(_ type: Int32.Type, forKey key: Key) throws -> Int32? { probe(type, key, required: false) }
    func decodeIfPresent(_ type: Int64.Type, forKey key: Key) throws -> Int64? { probe(type, key, required: false) }
    func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
        probe(type, key, required: false)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> { throw ProbeFailure() }
    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer { throw ProbeFailure() }
    func superDecoder() throws -> any Decoder { throw ProbeFailure() }
    func superDecoder(forKey key: Key) throws -> any Decoder { throw ProbeFailure() }
}

private struct ProbeUnkeyed: UnkeyedDecodingContainer {
    let decoder: ProbeDecoder
    var codingPath: [any CodingKey] { [] }
    var count: Int? { 1 }
    var isAtEnd: Bool { currentIndex > 0 }
    var currentIndex = 0

    init(decoder: ProbeDecoder) { self.decoder = decoder }

    mutating func decodeNil() throws -> Bool { false }

    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
        currentIndex += 1
        let inner = ProbeDecoder()
        let value = inner.value(of: type)
        decoder.schema = .array(inner.schema)
        guard let value else { throw ProbeFailure() }
        return value
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> { throw ProbeFailure() }
    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { throw ProbeFailure() }
    mutating func superDecoder() throws -> any Decoder { throw ProbeFailure() }
}

private struct ProbeSingle: SingleValueDecodingContainer {
    let decoder: ProbeDecoder
    var codingPath: [any CodingKey] { [] }

    func decodeNil() -> Bool { false }

    func decode(_ type: Bool.Type) throws -> Bool {
        decoder.schema = .boolean
        return false
    }

    func decode(_ type: String.Type) throws -> String {
        decoder.schema = .text
        return "text"
    }

    func decode(_ type: Double.Type) throws -> Double {
        decoder.schema = .number
        return 0
    }

    func decode(_ type: Int.Type) throws -> Int { Int(whole()) }
    func decode(_ type: Int32.Type) throws -> Int32 { Int32(whole()) }
    func decode(_ type: Int64.Type) throws -> Int64 { Int64(whole()) }

    private func whole() -> Int8 {
        decoder.schema = .integer
        return 1
    }

    func decode<T: Decodable>(_ type: T.Type) throws -> T {
        guard let value = decoder.value(of: type) else { throw ProbeFailure() }
        return value
    }
}
