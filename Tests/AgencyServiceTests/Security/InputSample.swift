import AgencyService

/// Valid inputs, made from nothing but the schema of an operation.
enum InputSample {
    private static let texts = [
        "Somebody", "2026-03-03", "2026-03-10T09:00:00Z", "somebody@sample.test", "+44 20 7946 0999", "GB-ENG",
        "Europe/London",
        "GBP", "a long enough secret",
    ]

    /// The required members, and `id`.
    static func input(of operation: OperationDescription, id: Int64) -> JSONObject {
        guard case .object(let schema) = operation.input else { return [:] }
        var input: JSONObject = [:]
        for property in schema.properties where property.isRequired || property.name == "id" {
            input[property.name] = property.name == "id" ? .integer(id) : value(property.schema, named: property.name)
        }
        return input
    }

    private static func value(_ schema: JSONSchema, named name: String) -> JSONValue {
        switch schema {
        case .string(let rule):
            // A candidate reports one kind of incident only, the last.
            if let values = rule.values, let value = name == "kind" ? values.last : values.first {
                return .string(value)
            }
            // An interview that ends after it begins.
            let texts = name == "ends_at" ? ["2026-03-10T10:00:00Z"] : texts
            return .string(texts.first { rule.refusal?($0) == nil } ?? "Somebody")
        case .integer, .number: return 1
        case .boolean: return true
        case .array(let element): return [value(element, named: name)]
        case .object(let schema):
            return .object(
                Dictionary(
                    uniqueKeysWithValues: schema.properties.filter(\.isRequired).map {
                        ($0.name, value($0.schema, named: $0.name))
                    }))
        case .any: return [:]
        }
    }
}

extension JSONSchema {
    /// The members of an object.
    var names: [String] {
        guard case .object(let schema) = self else { return [] }
        return schema.properties.map(\.name)
    }

    /// The members that must be there.
    var requiredNames: [String] {
        guard case .object(let schema) = self else { return [] }
        return schema.properties.filter(\.isRequired).map(\.name)
    }
}
