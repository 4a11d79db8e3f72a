extension JSONSchema {
    /// Checks an object against the schema and names every field that is wrong, not just the first.
    ///
    /// - Parameter textual: the members that came as text (path and query of a URL) and may stand for numbers, truth values or lists.
    /// - Returns: the object with textual members turned into what they stand for, without members that are null.
    /// - Throws: `Problem` `invalid` with `fields`.
    package func checked(_ object: JSONObject, textual: Set<String> = []) throws -> JSONObject {
        guard case .object(let schema) = self else { return object }
        var result: JSONObject = [:]
        var refusals: [String: String] = [:]
        for (name, value) in object where schema.property(name) == nil {
            refusals[name] = "is not a field of this request"
            _ = value
        }
        for property in schema.properties {
            guard let given = object[property.name], given != .null else {
                if property.isRequired { refusals[property.name] = "is required" }
                continue
            }
            let value = textual.contains(property.name) ? property.schema.understood(given) : given
            switch property.schema.examined(value, at: property.name) {
            case .success(let fine): result[property.name] = fine
            case .failure(let refused): refusals.merge(refused.fields) { first, _ in first }
            }
        }
        guard refusals.isEmpty else { throw Problem.invalid(refusals) }
        return result
    }

    private struct Refused: Error { var fields: [String: String] }

    private func examined(_ value: JSONValue, at path: String) -> Result<JSONValue, Refused> {
        func refuse(_ reason: String) -> Result<JSONValue, Refused> { .failure(Refused(fields: [path: reason])) }
        switch (self, value) {
        case (.any, _), (.integer, .integer), (.boolean, .bool), (.number, .integer), (.number, .number):
            return .success(value)
        case (.string(let rule), .string(let text)):
            if let reason = rule.refuses(text) { return refuse(reason) }
            return .success(value)
        case (.array(let element), .array(let values)):
            guard values.count <= 1_000 else { return refuse("has more than 1000 entries") }
            var refusals: [String: String] = [:]
            for (position, value) in values.enumerated() {
                if case .failure(let refused) = element.examined(value, at: "\(path)[\(position)]") {
                    refusals.merge(refused.fields) { first, _ in first }
                }
            }
            return refusals.isEmpty ? .success(value) : .failure(Refused(fields: refusals))
        case (.object, .object(let members)):
            do {
                return .success(.object(try checked(members)))
            } catch let problem as Problem {
                let fields = problem.facts["fields"]?.object ?? [:]
                return .failure(
                    Refused(
                        fields: Dictionary(
                            uniqueKeysWithValues: fields.map { ("\(path).\($0.key)", $0.value.string ?? "is invalid") })))
            } catch {
                return refuse("is invalid")
            }
        default:
            return refuse("must be \(described)")
        }
    }

    /// A text from a URL as the value that it stands for, or unchanged where it stands for none.
    private func understood(_ value: JSONValue) -> JSONValue {
        guard let text = value.string else { return value }
        switch self {
        case .integer: return Int64(text).map { .integer($0) } ?? value
        case .boolean: return text == "true" ? true : text == "false" ? false : value
        case .array(let element):
            return .array(text.split(separator: ",").map { element.understood(.string(String($0))) })
        default: return value
        }
    }

    private var described: String {
        switch self {
        case .string: "text"
        case .integer: "a whole number"
        case .number: "a number"
        case .boolean: "true or false"
        case .array: "a list"
        case .object: "an object"
        case .any: "a value"
        }
    }
}

extension StringRule {
    /// Why a text is refused, or nil.
    func refuses(_ text: String) -> String? {
        if text.utf8.contains(0) { return "contains a NUL character" }
        if let values, !values.contains(text) { return "must be one of \(values.joined(separator: ", "))" }
        if let maximumLength, text.utf8.count > maximumLength * 4 || text.unicodeScalars.count > maximumLength {
            return "is longer than \(maximumLength) characters"
        }
        return refusal?(text)
    }
}
