/// The Encoder of one value; opens an object or array when the value asks for a container and closes it at the end.
final class JSONSinkEncoder: Encoder {
    enum Opened { case nothing, object, array }

    let sink: JSONSink
    var opened = Opened.nothing
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    init(sink: JSONSink) { self.sink = sink }

    func close() {
        switch opened {
        case .nothing: break
        case .object: sink.text.append(UInt8(ascii: "}"))
        case .array: sink.text.append(UInt8(ascii: "]"))
        }
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        // A second request of the same value (a class and its parent, say) goes on in the same object.
        let isFirst = opened == .nothing
        if isFirst { sink.text.append(UInt8(ascii: "{")) }
        opened = .object
        return KeyedEncodingContainer(JSONKeyedContainer<Key>(encoder: self, isFirst: isFirst))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        sink.text.append(UInt8(ascii: "["))
        opened = .array
        return JSONUnkeyedContainer(encoder: self)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { JSONSingleContainer(sink: sink) }
}

private struct JSONKeyedContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let encoder: JSONSinkEncoder
    var isFirst: Bool
    var codingPath: [any CodingKey] { [] }

    private mutating func key(_ key: Key) {
        if !isFirst { encoder.sink.text.append(UInt8(ascii: ",")) }
        isFirst = false
        encoder.sink.text.append(quotedKey(key.stringValue))
    }

    mutating func encodeNil(forKey key: Key) throws {
        self.key(key)
        encoder.sink.append("null")
    }

    mutating func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
        self.key(key)
        try encoder.sink.write(value)
    }

    private mutating func orNull<T: Encodable>(_ value: T?, _ key: Key) throws {
        if let value { try encode(value, forKey: key) } else { try encodeNil(forKey: key) }
    }

    mutating func encodeIfPresent(_ value: Bool?, forKey key: Key) throws { try orNull(value, key) }
    mutating func encodeIfPresent(_ value: String?, forKey key: Key) throws { try orNull(value, key) }
    mutating func encodeIfPresent(_ value: Double?, forKey key: Key) throws { try orNull(value, key) }
    mutating func encodeIfPresent(_ value: Int?, forKey key: Key) throws { try orNull(value, key) }
    mutating func encodeIfPresent(_ value: Int32?, forKey key: Key) throws { try orNull(value, key) }
    mutating func encodeIfPresent(_ value: Int64?, forKey key: Key) throws { try orNull(value, key) }
    mutating func encodeIfPresent<T: Encodable>(_ value: T?, forKey key: Key) throws { try orNull(value, key) }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy keyType: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        self.key(key)
        return encoder.container(keyedBy: keyType)
    }

    mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        self.key(key)
        return encoder.unkeyedContainer()
    }

    mutating func superEncoder() -> any Encoder { encoder }
    mutating func superEncoder(forKey key: Key) -> any Encoder { encoder }
}

private struct JSONUnkeyedContainer: UnkeyedEncodingContainer {
    let encoder: JSONSinkEncoder
    var count = 0
    var codingPath: [any CodingKey] { [] }

    init(encoder: JSONSinkEncoder) { self.encoder = encoder }

    private mutating func separate() {
        if count > 0 { encoder.sink.text.append(UInt8(ascii: ",")) }
        count += 1
    }

    mutating func encodeNil() throws {
        separate()
        encoder.sink.append("null")
    }

    mutating func encode<T: Encodable>(_ value: T) throws {
        separate()
        try encoder.sink.write(value)
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy keyType: Nested.Type
    ) -> KeyedEncodingContainer<Nested> {
        separate()
        return encoder.container(keyedBy: keyType)
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        separate()
        return encoder.unkeyedContainer()
    }

    mutating func superEncoder() -> any Encoder { encoder }
}

private struct JSONSingleContainer: SingleValueEncodingContainer {
    let sink: JSONSink
    var codingPath: [any CodingKey] { [] }

    mutating func encodeNil() throws { sink.append("null") }
    mutating func encode(_ value: Bool) throws { sink.append(value ? "true" : "false") }
    mutating func encode(_ value: String) throws { sink.text.write(string: value) }
    mutating func encode(_ value: Double) throws { try sink.text.write(double: value) }
    mutating func encode(_ value: Float) throws { try sink.text.write(double: Double(value)) }
    mutating func encode(_ value: Int) throws { sink.text.write(number: value) }
    mutating func encode(_ value: Int8) throws { sink.text.write(number: value) }
    mutating func encode(_ value: Int16) throws { sink.text.write(number: value) }
    mutating func encode(_ value: Int32) throws { sink.text.write(number: value) }
    mutating func encode(_ value: Int64) throws { sink.text.write(number: value) }
    mutating func encode(_ value: UInt) throws { sink.text.write(number: value) }
    mutating func encode(_ value: UInt8) throws { sink.text.write(number: value) }
    mutating func encode(_ value: UInt16) throws { sink.text.write(number: value) }
    mutating func encode(_ value: UInt32) throws { sink.text.write(number: value) }
    mutating func encode(_ value: UInt64) throws { sink.text.write(number: value) }
    mutating func encode<T: Encodable>(_ value: T) throws { try sink.write(value) }
}
