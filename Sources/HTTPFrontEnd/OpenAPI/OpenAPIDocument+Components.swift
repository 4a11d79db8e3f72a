import AgencyService

extension OpenAPIDocument {
    static let problem: JSONValue = [
        "type": "object", "description": "A refusal or failure (RFC 9457), with facts as further members.",
        "required": ["type", "title", "status", "detail"],
        "properties": [
            "type": ["type": "string", "format": "uri-reference"], "title": ["type": "string"],
            "status": ["type": "integer"], "detail": ["type": "string"],
            "rule": ["type": "string", "description": "The id of the rule that refuses."],
            "fields": [
                "type": "object", "description": "Why each field is refused.",
                "additionalProperties": ["type": "string"],
            ],
            "reference": ["type": "string", "description": "What to tell the person who runs the service."],
            "retry_after": ["type": "integer", "description": "Seconds to wait."],
        ],
    ]

    static let parameters: JSONObject = [
        "IdempotencyKey": header(
            "Idempotency-Key", "Makes repeating the request safe: the same key and body gives the first answer again."),
        "IfMatch": header(
            "If-Match", "The entity tag that was read; refused with changed-meanwhile if it is another now."),
        "IfNoneMatch": header(
            "If-None-Match", "The entity tag that is known; answered with 304 if it is still the same."),
    ]

    private static func header(_ name: String, _ says: String) -> JSONValue {
        [
            "name": .string(name), "in": "header", "required": false, "description": .string(says),
            "schema": ["type": "string"],
        ]
    }
}

/// The refusals of operations as responses.
enum OpenAPIProblems {
    /// One response for each status that the operation can refuse with.
    static func responses(_ operation: OperationDescription) -> JSONObject {
        var byStatus: [Int: [Problem.Name]] = [:]
        for name in names(operation) { byStatus[name.status, default: []].append(name) }
        var responses: JSONObject = [:]
        for (status, names) in byStatus {
            let sole = names.count == 1 ? names.first : nil
            responses[String(status)] =
                sole.map { ["$ref": .string("#/components/responses/\($0.rawValue)")] } ?? response(to: names)
        }
        return responses
    }

    static func response(to names: [Problem.Name]) -> JSONValue {
        let schema: JSONValue = ["$ref": "#/components/schemas/Problem"]
        let types = names.map { JSONValue.string("/problems/\($0.rawValue)") }
        return [
            "description": .string(names.map(\.title).joined(separator: "; ") + "."),
            "content": [
                "application/problem+json": [
                    "schema": ["allOf": [schema, ["properties": ["type": ["enum": .array(types)]]]]]
                ]
            ],
        ]
    }

    /// Every refusal that the operation can give, its own and those of its kind, in the order of the closed set.
    static func names(_ operation: OperationDescription) -> [Problem.Name] {
        var names = Set(operation.problems)
        names.formUnion([.invalid, .malformed, .busy, .internal])
        names.formUnion(operation.effect == .signIn ? [.tooManyAttempts] : [.notSignedIn, .notPermitted])
        if operation.route.method != .get { names.insert(.tooLarge) }
        if !operation.route.parameters.isEmpty { names.insert(.notFound) }
        if operation.effect == .write { names.insert(.inDoubt) }
        if operation.effect == .write, operation.route.method == .post { names.insert(.idempotencyKeyReused) }
        if operation.resource != nil { names.insert(.changedMeanwhile) }
        return Problem.Name.allCases.filter(names.contains)
    }
}
