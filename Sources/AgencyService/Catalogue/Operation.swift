import Agency

/// One thing that the service can do: who may, what it takes and gives, where it stands in the API, and the verb itself.
///
/// Routes, the OpenAPI document, the permission matrix, the command line's transport, audit names and metrics labels are all read from here.
package struct Operation<Input: Codable & Sendable, Output: Codable & Sendable>: Sendable {
    package typealias Verb = @Sendable (Input, Call) async throws -> Output
    typealias ExportVerb = @Sendable (Input, Call) async throws -> Export

    private(set) var description: OperationDescription
    let verb: Verb
    /// How the whole list is had as a table; it runs in one snapshot, which its rows are then read from.
    private(set) var export: ExportVerb?

    /// - Parameters:
    ///   - name: noun and verb as on the command line, `feedback.log`; also the audit event's name.
    ///   - roles: who may call it; everybody else gets `not-permitted`.
    ///   - rules: the ids of RULES.md that it enforces.
    ///   - problems: the refusals beyond those that every operation of its kind can give.
    ///   - resource: the name of the operation that shows what this one changes; `If-Match` is held against its answer.
    ///   - deadline: how long it may take in all and in each statement, where the service's usual limit is too short.
    ///   - takesFile: whether a file may come with the request.
    package init(
        _ name: String, _ summary: String, route: Route, roles: Set<Role>, effect: OperationEffect? = nil,
        status: Int? = nil, rules: [String] = [], problems: [Problem.Name] = [], resource: String? = nil,
        deadline: Duration? = nil, takesFile: Bool = false, verb: @escaping Verb
    ) {
        description = OperationDescription(
            name: name, summary: summary, route: route, roles: roles,
            effect: effect ?? (route.method == .get ? .read : .write),
            status: status ?? (route.method == .post ? 201 : 200), rules: rules, problems: problems,
            resource: resource, deadline: deadline, takesFile: takesFile, lazyInput: LazySchema { SchemaProbe.schema(of: Input.self) },
            lazyOutput: LazySchema { SchemaProbe.schema(of: Output.self) })
        self.verb = verb
    }

    /// The same operation, whose whole list can also be had as a table.
    func exported(by export: @escaping ExportVerb) -> Operation {
        var operation = self
        operation.export = export
        operation.description.isExportable = true
        return operation
    }
}

/// Whether an operation reads, writes, or runs before anybody is signed in.
package enum OperationEffect: String, Sendable { case read, write, signIn }

/// What every front end needs to know of an operation.
package struct OperationDescription: Sendable {
    package var name: String
    package var summary: String
    package var route: Route
    package var roles: Set<Role>
    package var effect: OperationEffect
    package var status: Int
    package var rules: [String]
    package var problems: [Problem.Name]
    package var resource: String?
    /// Whether the whole list can be had as a table.
    package fileprivate(set) var isExportable = false
    package var deadline: Duration?
    package var takesFile: Bool
    let lazyInput: LazySchema
    let lazyOutput: LazySchema

    package var input: JSONSchema { lazyInput.schema }
    package var output: JSONSchema { lazyOutput.schema }
    /// Reports, imports and whatever has a deadline of its own may work for seconds: they take a connection alone, and no event loop
    /// waits for them.
    package var isLong: Bool { route.path.hasPrefix("/reports/") || route.path.hasPrefix("/imports/") || deadline != nil }
}

/// An operation without its types, as it stands in the catalogue.
package struct AnyOperation: Sendable {
    package let description: OperationDescription
    package var name: String { description.name }
    let perform: @Sendable (JSONObject, Call) async throws -> [UInt8]
    let export: (@Sendable (JSONObject, Call) async throws -> Export)?

    package init<Input, Output>(_ operation: Operation<Input, Output>) {
        description = operation.description
        perform = { object, call in
            try JSONWriter.bytes(try await operation.verb(try Self.input(object), call))
        }
        if let export = operation.export {
            self.export = { object, call in try await export(try Self.input(object), call) }
        } else {
            export = nil
        }
    }

    private static func input<Input: Decodable>(_ object: JSONObject) throws -> Input {
        do {
            return try JSONReader.decode(Input.self, from: .object(object))
        } catch let error as DecodingError {
            throw Problem.invalid([error.field: error.reason])
        }
    }
}

/// An operation that takes nothing.
package struct NoInput: Codable, Sendable, SchemaDescribing {
    package static let jsonSchema = JSONSchema.object(ObjectSchema(name: "NoInput", properties: []))
    package static let schemaSample: NoInput? = NoInput()

    package init() {}
}

/// A list answer: one page, and where the next begins.
package struct Page<Item: Codable & Sendable>: Codable, Sendable {
    package var items: [Item]
    package var next: String?

    package init(items: [Item], next: String? = nil) {
        self.items = items
        self.next = next
    }
}

extension DecodingError {
    private var context: Context? {
        switch self {
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
            .dataCorrupted(let context):
            context
        @unknown default: nil
        }
    }

    /// The field that could not be read, in snake_case.
    var field: String { context?.codingPath.last.map { snakeCase($0.stringValue) } ?? "body" }
    var reason: String { context?.debugDescription ?? "is invalid" }
}
