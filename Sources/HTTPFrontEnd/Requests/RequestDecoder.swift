import AgencyService
import Hummingbird

/// Turns an HTTP request into a request for an operation: path, query and body become one object.
struct RequestDecoder: Sendable {
    let operation: OperationDescription
    let configuration: WebConfiguration

    func decode(_ request: Request, _ context: WebContext) async throws -> OperationRequest {
        let token = operation.effect == .signIn ? nil : try context.credential.token(for: request, configuration)
        var input: JSONObject = [:]
        var doubled: Set<String> = []
        func add(_ name: String, _ value: JSONValue) {
            if input.updateValue(value, forKey: name) != nil { doubled.insert(name) }
        }
        for (name, value) in context.parameters {
            add(String(name), .string(try QueryString.decode(value, spaces: false)))
        }
        for (name, value) in try QueryString.members(request.uri.query) { add(name, .string(value)) }
        let textual = Set(input.keys)
        var file: SentFile?
        let bytes = try await bodyBytes(of: request)
        if operation.takesFile, MediaTypes.isCSV(request.headers[.contentType]) {
            file = SentFile(bytes: Array(bytes.readableBytesView))
        } else {
            for (name, value) in try members(of: bytes, request) { add(name, value) }
        }
        guard doubled.isEmpty else {
            throw Problem.invalid(Dictionary(uniqueKeysWithValues: doubled.map { ($0, "is given twice") }))
        }
        let method = operation.route.method
        return OperationRequest(
            token: token, input: input, textual: textual,
            idempotencyKey: method == .post ? request.headers[.idempotencyKey] : nil,
            ifMatch: method == .get ? nil : request.headers[.ifMatch],
            source: context.source(of: request, configuration), file: file)
    }

    private func bodyBytes(of request: Request) async throws -> ByteBuffer {
        let isImport = operation.route.path.hasPrefix("/imports/")
        let reader = BodyReader(
            limit: isImport ? configuration.importBodyLimit : configuration.bodyLimit,
            deadline: configuration.readDeadline)
        return try await reader.body(of: request)
    }

    private func members(of bytes: ByteBuffer, _ request: Request) throws -> JSONObject {
        guard bytes.readableBytes > 0 else { return [:] }
        guard operation.route.method != .get else {
            throw Problem(.malformed, "A GET request has no body; put its members into the query.")
        }
        guard MediaTypes.isJSON(request.headers[.contentType]) else {
            throw Problem(.malformed, "The body must be JSON, with the header Content-Type: application/json.")
        }
        guard let members = try JSONReader.value(bytes.readableBytesView).object else {
            throw Problem(.malformed, "The body is JSON, but no object.")
        }
        return members
    }
}
