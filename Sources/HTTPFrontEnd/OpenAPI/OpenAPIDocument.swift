import AgencyService

/// The OpenAPI 3.1 document of a catalogue.
package struct OpenAPIDocument {
    private let operations: [AnyOperation]
    private var components = SchemaComponents()

    /// Makes the document; the same catalogue gives the same text.
    package static func make(_ operations: [AnyOperation], url: String) -> JSONValue {
        var document = OpenAPIDocument(operations: operations)
        return document.value(url: url)
    }

    private init(operations: [AnyOperation]) { self.operations = operations }

    private mutating func value(url: String) -> JSONValue {
        components.add("Problem", Self.problem)
        var paths: JSONObject = [:]
        for operation in operations {
            let route = operation.description.route
            var item = paths[route.path]?.object ?? [:]
            item[route.method.rawValue.lowercased()] = self.operation(operation.description)
            paths[route.path] = .object(item)
        }
        let tags = Set(operations.map { Self.tag($0.name) }).sorted()
        return [
            "openapi": "3.1.0",
            "info": [
                "title": "Liaison", "version": "1",
                "description": """
                Interview feedback between candidates, agents and companies. Errors are problem details (RFC 9457); \
                lists are read page by page with `cursor`; a POST may be repeated safely with the same \
                `Idempotency-Key`.
                """,
            ],
            "servers": [["url": .string(url + "/api/v1")]],
            "tags": .array(tags.map { ["name": .string($0)] }),
            "paths": .object(paths),
            "components": [
                "schemas": .object(components.schemas), "parameters": .object(Self.parameters),
                "responses": .object(
                    Dictionary(
                        uniqueKeysWithValues: Problem.Name.allCases.map {
                            ($0.rawValue, OpenAPIProblems.response(to: [$0]))
                        })),
                "securitySchemes": [
                    "token": ["type": "http", "scheme": "bearer"],
                    "cookie": ["type": "apiKey", "in": "cookie", "name": "liaison_session"],
                ],
            ],
        ]
    }

    private mutating func operation(_ operation: OperationDescription) -> JSONValue {
        let plan = AnswerPlan(operation, in: operations)
        var parameters = self.parameters(operation)
        if operation.route.method == .post { parameters.append(Self.reference("IdempotencyKey")) }
        if operation.resource != nil { parameters.append(Self.reference("IfMatch")) }
        if plan.isSingle { parameters.append(Self.reference("IfNoneMatch")) }
        var responses = OpenAPIProblems.responses(operation)
        responses[String(plan.status)] = success(operation, plan)
        if plan.isSingle { responses["304"] = ["description": "Unchanged since the entity tag that was sent."] }
        var members: JSONObject = [
            "operationId": .string(operation.name), "summary": .string(operation.summary),
            "tags": [.string(Self.tag(operation.name))],
            "security": operation.effect == .signIn ? [] : [["token": []], ["cookie": []]],
            "responses": .object(responses),
            "x-roles": .array(operation.roles.map(\.rawValue).sorted().map(JSONValue.string)),
            "x-rules": .array(operation.rules.map(JSONValue.string)),
        ]
        if !parameters.isEmpty { members["parameters"] = .array(parameters) }
        if let body = requestBody(operation) { members["requestBody"] = body }
        return .object(members)
    }

    private mutating func parameters(_ operation: OperationDescription) -> [JSONValue] {
        guard case .object(let input) = operation.input else { return [] }
        let inPath = operation.route.parameters
        return input.properties.filter { operation.route.method == .get || inPath.contains($0.name) }.map { property in
            let isInPath = inPath.contains(property.name)
            var members: JSONObject = [
                "name": .string(property.name), "in": isInPath ? "path" : "query",
                "required": .bool(isInPath || property.isRequired),
                "schema": components.value(property.schema, .input, owner: operation.name),
            ]
            if case .array = property.schema { members["explode"] = false }
            return .object(members)
        }
    }

    private mutating func requestBody(_ operation: OperationDescription) -> JSONValue? {
        guard operation.route.method != .get, case .object(var input) = operation.input else { return nil }
        let inPath = operation.route.parameters
        input.properties.removeAll { inPath.contains($0.name) }
        guard !input.properties.isEmpty else { return nil }
        input.name = "Input"
        let schema = components.reference(input, .input, owner: operation.name)
        var content: JSONObject = ["application/json": ["schema": schema]]
        // The file itself; the other members are in the query then.
        if operation.takesFile { content[MediaTypes.csv] = ["schema": ["type": "string"]] }
        return [
            "required": .bool(input.properties.contains(where: \.isRequired)), "content": .object(content),
        ]
    }

    private mutating func success(_ operation: OperationDescription, _ plan: AnswerPlan) -> JSONValue {
        var members: JSONObject = ["description": plan.isEmpty ? "Done." : .string(operation.summary)]
        if !plan.isEmpty {
            let schema = components.value(operation.output, .output, owner: operation.name)
            var content: JSONObject = ["application/json": ["schema": schema]]
            if plan.table != nil { content["text/csv"] = ["schema": ["type": "string"]] }
            members["content"] = .object(content)
        }
        var headers: JSONObject = [:]
        func header(_ name: String, _ says: String) {
            headers[name] = ["description": .string(says), "schema": ["type": "string"]]
        }
        if plan.isSingle { header("ETag", "The entity tag of this answer.") }
        if plan.isList { header("Link", "Where the next page is, with rel=\"next\".") }
        if plan.location != nil { header("Location", "Where the new thing can be read.") }
        if !headers.isEmpty { members["headers"] = .object(headers) }
        return .object(members)
    }

    private static func tag(_ name: String) -> String { String(name.prefix { $0 != "." }) }

    private static func reference(_ parameter: String) -> JSONValue {
        ["$ref": .string("#/components/parameters/\(parameter)")]
    }
}
