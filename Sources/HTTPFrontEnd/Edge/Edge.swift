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
        context.logger[metadataKey: "request_id"] = .string(context.requestID)
        context.credential = Credential(request.headers, secure: configuration.isBehindTLS)
        var response: Response
        do {
            response = try await next(request, context)
        } catch {
            response = try ProblemAnswer.response(for: error, context, context.logger)
        }
        response.headers[.requestID] = context.requestID
        security.add(to: &response.headers)
        if request.method == .head { response = response.createHeadResponse() }
        note(request, context, response.status.code, start.duration(to: .now))
        return response
    }

    private func note(_ request: Request, _ context: WebContext, _ status: Int, _ duration: Duration) {
        let (operation, route) = routes.names(request.method, context.endpointPath)
        metrics.record(operation: operation, status: status, duration: duration)
        // Probes ask every few seconds for ever; the counts of /metrics are enough of them.
        logger.log(
            level: routes.isProbe(route) ? .debug : .info, "request",
            metadata: [
                "method": .string(routes.isKnown(request.method) ? request.method.rawValue : "other"),
                "route": .string(route), "status": "\(status)",
                "duration_ms": .string(duration.milliseconds), "request_id": .string(context.requestID),
                "role": .string(context.credential.claimedRole),
            ])
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
