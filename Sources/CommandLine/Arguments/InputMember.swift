import Agency
import AgencyService

/// An argument's value as a member of an operation's input.
package protocol InputMember {
    /// *Throws*: `Failure` for a file or standard input that cannot be read.
    var jsonValue: JSONValue { get throws }
}

/// What a command puts into the input, by the names of the API; what is nil was not given and is left out.
typealias Members = KeyValuePairs<String, (any InputMember)?>

extension KeyValuePairs where Key == String, Value == (any InputMember)? {
    /// The input of the operation.
    var object: JSONObject {
        get throws {
            var object: JSONObject = [:]
            for (name, member) in self {
                guard let value = try member?.jsonValue else { continue }
                if case .array(let elements) = value, elements.isEmpty { continue }
                object[name] = value
            }
            return object
        }
    }
}

extension JSONValue: InputMember { package var jsonValue: JSONValue { self } }
extension Int64: InputMember { package var jsonValue: JSONValue { .integer(self) } }
extension Int: InputMember { package var jsonValue: JSONValue { .integer(Int64(self)) } }
extension Bool: InputMember { package var jsonValue: JSONValue { .bool(self) } }
extension String: InputMember { package var jsonValue: JSONValue { .string(self) } }
extension CivilDate: InputMember { package var jsonValue: JSONValue { .string(description) } }
extension Instant: InputMember { package var jsonValue: JSONValue { .string(description) } }

extension InputMember where Self: RawRepresentable, RawValue == String {
    package var jsonValue: JSONValue { .string(rawValue) }
}

extension Array: InputMember where Element: InputMember {
    package var jsonValue: JSONValue { get throws { .array(try map { try $0.jsonValue }) } }
}
