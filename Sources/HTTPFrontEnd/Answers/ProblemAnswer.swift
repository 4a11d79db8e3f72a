import AgencyService
import HTTPTypes
import Hummingbird
import Logging

/// A refusal that HTTP itself has a status for and the service no name: 405, 406.
struct StatusRefusal: Error {
    var status: HTTPResponse.Status
    var detail: String
    var headers: HTTPFields

    init(_ status: HTTPResponse.Status, _ detail: String, headers: HTTPFields = [:]) {
        self.status = status
        self.detail = detail
        self.headers = headers
    }
}

/// Turns whatever went wrong into problem details (RFC 9457), and nothing of what is not a problem into words.
enum ProblemAnswer {
    static func response(_ problem: Problem) -> Response {
        var headers: HTTPFields = [:]
        let status = problem.name.status
        if status == 401 { headers[.wwwAuthenticate] = "Bearer" }
        if status == 429 || status == 503 {
            headers[.retryAfter] = String(problem.facts["retry_after"]?.integer ?? 1)
        }
        return response(HTTPResponse.Status(code: status), problem.body, headers)
    }

    static func response(_ refusal: StatusRefusal) -> Response {
        let body: JSONObject = [
            "type": "about:blank", "title": .string(refusal.status.reasonPhrase),
            "status": .integer(Int64(refusal.status.code)), "detail": .string(refusal.detail),
        ]
        return response(refusal.status, body, refusal.headers)
    }

    /// The answer to any error that a handler let out.
    ///
    /// - Throws: the error itself, where there is nobody left to answer.
    static func response(for error: any Error, _ context: WebContext, _ logger: Logger) throws -> Response {
        switch error {
        case let problem as Problem: return response(problem)
        case let refusal as StatusRefusal: return response(refusal)
        case let closing as ClosingProblem:
            context.closeSoon()
            var response = response(closing.problem)
            response.headers[.connection] = "close"
            return response
        case let broken as BrokenRequest: throw broken.underlying
        case let error as HTTPError where error.status == .notFound:
            return response(Problem(.notFound, "There is nothing at this address."))
        case let error as any HTTPResponseError where error.status.code < 500:
            return response(StatusRefusal(error.status, "The request cannot be served."))
        default:
            let reference = context.requestID
            logger.error(
                "unexpected error",
                metadata: ["reference": "\(reference)", "error": "\(String(reflecting: error))"])
            return response(
                Problem(
                    .internal, "Something went wrong on our side. Tell us the reference \(reference).",
                    facts: ["reference": .string(reference)]))
        }
    }

    private static func response(
        _ status: HTTPResponse.Status, _ body: JSONObject, _ headers: HTTPFields
    ) -> Response {
        var headers = headers
        headers[.contentType] = MediaTypes.problem
        headers[.cacheControl] = "no-store"
        let bytes = (try? JSONWriter.bytes(JSONValue.object(body))) ?? Array("{}".utf8)
        return Response(
            status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
