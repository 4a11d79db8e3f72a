import AgencyService
import Hummingbird

/// Turns an HTTP request into a request for an operation: path, query and body become one object.
struct RequestDecoder: Sendable {
    let operation: OperationDescription
    let configuration: WebConfiguration

    /// The token that the request is made with; nil for signing in, which has none yet.
    func token(of request: Request, _ context: WebContext) throws(Problem) -> String? {
        operation.effect == .signIn ? nil : try context.credential.token(for: request, configuration)
    }

    func decode(
        _ request: Request, _ context: WebContext, token: String?, body bytes: ByteBuffer
    ) throws -> OperationRequest {
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
        if operation.takesFile, MediaTypes.isCSV(request.headers[.contentType]) {
            file = try Self.file(bytes)
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

    /// The body as a file, without a copy of the whole.
    private static func file(_ bytes: ByteBuffer) throws -> SentFile {
        try SentFile {
            var rest = bytes
            return {
                let length = min(SentFile.pieceSize, rest.readableBytes)
                return length == 0 ? nil : rest.readBytes(length: length)
            }
        }
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
