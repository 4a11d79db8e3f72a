import Foundation

/// Reads JSON text into values and values into types, refusing what JSON text of this service never is.
package enum JSONReader {
    /// Parses one JSON document.
    ///
    /// - Throws: `Problem` `malformed` for text that is not UTF-8 or not JSON.
    package static func value(_ bytes: some Sequence<UInt8>) throws -> JSONValue {
        let data = Data(bytes)
        guard String(validating: data, as: UTF8.self) != nil else {
            throw Problem(.malformed, "The body is not UTF-8 text.")
        }
        do {
            return try JSONDecoder().decode(JSONValue.self, from: data)
        } catch {
            throw Problem(.malformed, "The body is not JSON.")
        }
    }

    /// Decodes a type from an object whose keys are in snake_case.
    package static func decode<T: Decodable>(_ type: T.Type, from value: JSONValue) throws -> T {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(type, from: Data(JSONWriter.bytes(value)))
    }

    /// Decodes a type from JSON text whose keys are in snake_case.
    package static func decode<T: Decodable>(_ type: T.Type, from bytes: [UInt8]) throws -> T {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(type, from: Data(bytes))
    }
}
