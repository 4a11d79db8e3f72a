import AgencyService
import HTTPTypes
import Hummingbird

/// Serves one operation of the catalogue over HTTP.
struct OperationEndpoint: HTTPResponder {
    let operation: AnyOperation
    let plan: AnswerPlan
    let decoder: RequestDecoder
    let bodies: BodyEntrance
    let service: any WebService
    private let limit: ConcurrencyLimit
    private let exportDeadline: Duration

    init(
        _ operation: AnyOperation, in catalogue: [AnyOperation], service: any WebService,
        configuration: WebConfiguration, limits: RequestLimits
    ) {
        self.operation = operation
        self.service = service
        limit = limits.requests
        exportDeadline = configuration.exportDeadline
        plan = AnswerPlan(operation.description, in: catalogue)
        decoder = RequestDecoder(operation: operation.description, configuration: configuration)
        bodies = BodyEntrance(operation: operation, service: service, configuration: configuration, limits: limits)
    }

    func respond(to request: Request, context: WebContext) async throws -> Response {
        guard operation.description.isLong else { return try await admit(request, context) }
        // Off the connection's event loop, which serves others, too.
        return try await withTaskExecutorPreference(globalConcurrentExecutor) { try await admit(request, context) }
    }

    private func admit(_ request: Request, _ context: WebContext) async throws -> Response {
        let token = try decoder.token(of: request, context)
        guard BodyReader.announcedLength(request) != nil else {
            return try await perform(request, context, token, ByteBuffer())
        }
        let place = try await bodies.admit(request, token: token)
        // A body that drips in takes no place among the requests in work.
        let body = try await bodies.read(request)
        let response = try await perform(request, context, token, body)
        withExtendedLifetime(place) {}
        return response
    }

    private func perform(
        _ request: Request, _ context: WebContext, _ token: String?, _ body: ByteBuffer
    ) async throws -> Response {
        let permit = try limit.admit()
        var response = try await answer(request, context, token, body)
        permit.keep(for: &response)
        return response
    }

    private func answer(
        _ request: Request, _ context: WebContext, _ token: String?, _ body: ByteBuffer
    ) async throws -> Response {
        let offers = plan.table == nil ? [MediaTypes.json] : [MediaTypes.json, MediaTypes.csv]
        guard let type = MediaTypes.preferred(offers, accept: request.headers[.accept]) else {
            throw StatusRefusal(.notAcceptable, "This answer is \(offers.joined(separator: " or ")).")
        }
        let decoded = try decoder.decode(request, context, token: token, body: body)
        if type == MediaTypes.csv, let name = plan.table {
            let report = CSVReport(operation: operation, name: name, service: service, deadline: exportDeadline)
            var response = try await report.response(to: decoded, context, isHead: request.method == .head)
            response.headers[.cacheControl] = "no-store"
            return response
        }
        return answer(try await service.respond(to: operation, decoded), to: request)
    }

    private func answer(_ answer: OperationResponse, to request: Request) -> Response {
        var headers: HTTPFields = [.cacheControl: "no-store"]
        if plan.isSingle {
            let tag = answer.entityTag
            headers[.eTag] = tag
            headers[.cacheControl] = "private, no-cache"
            headers[.vary] = "Authorization, Cookie"
            if let known = request.headers[.ifNoneMatch], Self.matches(known, tag) {
                return .withoutBody(.notModified, headers)
            }
        }
        if answer.isReplay { headers[.idempotencyReplayed] = "true" }
        if plan.isList, let next = AnswerText.next(in: answer.body) {
            headers[.link] = Self.link(to: next, from: request)
        }
        if let location = plan.location, let id = AnswerText.id(in: answer.body) {
            headers[.location] = location + id
        }
        if plan.isEmpty, answer.body.count <= 2 { return .withoutBody(.noContent, headers) }
        headers[.contentType] = MediaTypes.json
        return Response(
            status: HTTPResponse.Status(code: answer.status), headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
    }

    /// Weak comparison, as RFC 9110 section 13.1.2 asks for.
    static func matches(_ header: String, _ tag: String) -> Bool {
        header.split(separator: ",").contains { part in
            var candidate = part.drop { $0 == " " }
            while candidate.last == " " { candidate = candidate.dropLast() }
            if candidate.hasPrefix("W/") { candidate = candidate.dropFirst(2) }
            return candidate == "*" || candidate == tag
        }
    }

    private static func link(to cursor: String, from request: Request) -> String? {
        guard var members = try? QueryString.members(request.uri.query) else { return nil }
        members.removeAll { $0.name == "cursor" }
        members.append(("cursor", cursor))
        // The path has its parameters as they came; only characters of a URL may go into the header.
        let path = request.uri.path.utf8.filter { $0 > 32 && $0 < 127 && $0 != UInt8(ascii: ">") }
        return "<\(String(decoding: path, as: UTF8.self))?\(QueryString.text(members))>; rel=\"next\""
    }
}

extension Response {
    /// An answer whose status allows no body.
    static func withoutBody(_ status: HTTPResponse.Status, _ headers: HTTPFields) -> Response {
        var response = Response(status: status, headers: headers)
        response.headers[.contentLength] = nil
        return response
    }
}
