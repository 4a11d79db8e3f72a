import AgencyService

/// Collects the named schemas of the document while operations refer to them.
struct SchemaComponents {
    /// What comes in may leave out what is not required and has no member without a name here; what goes out has all.
    enum Side { case input, output }

    private(set) var schemas: JSONObject = [:]

    /// The schema in OpenAPI's words; objects become references to components.
    ///
    /// - Parameter owner: the operation's name, for objects that have none of their own.
    mutating func value(_ schema: JSONSchema, _ side: Side, owner: String) -> JSONValue {
        switch schema {
        case .string(let rule): return .object(Self.text(rule, side))
        case .integer: return ["type": "integer", "format": "int64"]
        case .number: return ["type": "number", "format": "double"]
        case .boolean: return ["type": "boolean"]
        case .array(let element): return ["type": "array", "items": value(element, side, owner: owner)]
        case .object(let object): return reference(object, side, owner: owner)
        case .any: return [:]
        }
    }

    /// Adds the object to the components, if nothing equal is there under its name, and refers to it.
    mutating func reference(_ object: ObjectSchema, _ side: Side, owner: String) -> JSONValue {
        let properties = object.properties.map { property in
            let plain = value(property.schema, side, owner: owner)
            return (property.name, property.isRequired ? plain : Self.orNull(plain))
        }
        let required = object.properties.filter { side == .output || $0.isRequired }.map { JSONValue.string($0.name) }
        var members: JSONObject = [
            "type": "object", "properties": .object(Dictionary(properties, uniquingKeysWith: { $1 })),
        ]
        if !required.isEmpty { members["required"] = .array(required) }
        if side == .input { members["additionalProperties"] = false }
        let name = freeName(for: .object(members), Self.names(object.name, side, owner: owner))
        schemas[name] = .object(members)
        return ["$ref": .string("#/components/schemas/\(name)")]
    }

    mutating func add(_ name: String, _ schema: JSONValue) { schemas[name] = schema }

    private func freeName(for schema: JSONValue, _ candidates: [String]) -> String {
        for name in candidates where schemas[name] == nil || schemas[name] == schema { return name }
        let base = candidates.last ?? "Schema"
        var number = 2
        while let taken = schemas["\(base)\(number)"], taken != schema { number += 1 }
        return "\(base)\(number)"
    }

    /// The names to try in turn: the type's own, unless many types are called so, then the operation's and the type's.
    private static func names(_ type: String, _ side: Side, owner: String) -> [String] {
        // "Page<CandidateRow>" is a page of rows: CandidateRowPage.
        let parts = type.split(whereSeparator: { !$0.isLetter && !$0.isNumber }).map(String.init)
        var name = parts.reversed().joined()
        if side == .input, !name.hasSuffix("Input") { name += "Input" }
        let operation = owner.split(whereSeparator: { !$0.isLetter && !$0.isNumber })
            .map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
        let common: Set<String> = ["", "Input", "Output", "Item", "Row", "Answer", "Record", "ItemPage", "RowPage"]
        return common.contains(name) || name == operation ? [operation + name] : [name, operation + name]
    }

    private static func text(_ rule: StringRule, _ side: Side) -> JSONObject {
        var members: JSONObject = ["type": "string"]
        if let format = rule.format { members["format"] = .string(format) }
        if let values = rule.values { members["enum"] = .array(values.map(JSONValue.string)) }
        if side == .input, rule.values == nil, let maximum = rule.maximumLength {
            members["maxLength"] = .integer(Int64(maximum))
        }
        return members
    }

    private static func orNull(_ schema: JSONValue) -> JSONValue {
        guard var members = schema.object, !members.isEmpty else { return schema }
        guard let type = members["type"] else { return ["anyOf": [schema, ["type": "null"]]] }
        members["type"] = [type, "null"]
        if let values = members["enum"]?.array { members["enum"] = .array(values + [.null]) }
        return .object(members)
    }
}
