import AgencyService
import Hummingbird
import Logging

/// The outermost layer: gives requests their id, answers their headers, errors their problem, and notes it all.
struct Edge: RouterMiddleware {
    let configuration: WebConfiguration
    let security: SecurityHeaders
    let routes: RouteNames
    let metrics: RequestMetrics
    let logger: Logger

    func handle(
        _ request: Request, context: WebContext, next: @concurrent (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        var context = context
        context.requestID = RequestIdentity.accepted(request.headers[.requestID]) ?? RequestIdentity.made()
        context.credential = Credential(request.headers, secure: configuration.isBehindTLS)
        var response: Response
        do {
            response = try await next(request, context)
        } catch {
            response = try ProblemAnswer.response(for: error, context, context.namedLogger)
        }
        let (operation, route) = routes.names(request.method, context.endpointPath)
        let isProbe = routes.isProbe(route)
        response.headers[.requestID] = context.requestID
        security.add(to: &response.headers, isProbe: isProbe)
        if request.method == .head { response = response.createHeadResponse() }
        let duration = start.duration(to: .now)
        metrics.record(operation: operation, status: response.status.code, duration: duration)
        // Probes ask every few seconds for ever; the counts of /metrics are enough of them.
        logger.log(
            level: isProbe ? .debug : .info, "request",
            metadata: [
                "method": .string(routes.isKnown(request.method) ? request.method.rawValue : "other"),
                "route": .string(route), "status": "\(response.status.code)",
                "duration_ms": .string(duration.milliseconds), "request_id": .string(context.requestID),
                "role": .string(context.credential.claimedRole),
            ])
        return response
    }
}

extension Duration {
    /// Seconds as a floating-point number.
    var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }

    /// Milliseconds with three decimals.
    var milliseconds: String {
        let microseconds = components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000
        let rest = String(microseconds % 1000)
        return "\(microseconds / 1000).\(String(repeating: "0", count: 3 - rest.count))\(rest)"
    }
}
