import AgencyService
import HTTPTypes
import Hummingbird

/// `GET /metrics`.
struct MetricsPage: HTTPResponder {
    let requests: RequestMetrics
    let limit: ConcurrencyLimit
    let process = ProcessReadings()
    let service: any WebService
    let configuration: WebConfiguration

    func respond(to request: Request, context: WebContext) async throws -> Response {
        guard configuration.publicMetrics || Self.isLocal(request, context) else {
            throw Problem(.notFound, "There is nothing at this address.")
        }
        var text = PrometheusText()
        requests.write(to: &text)
        text.metric("liaison_http_requests_in_work", "gauge", "Requests being answered now.")
        text.sample("liaison_http_requests_in_work", Double(limit.current))
        text.metric("liaison_http_requests_turned_away_total", "counter", "Requests answered busy because too many were in work.")
        text.sample("liaison_http_requests_turned_away_total", Double(limit.turnedAway))
        for reading in service.poolReadings {
            let name = "liaison_pool_\(reading.name)"
            text.metric(name, reading.isCounter ? "counter" : "gauge", reading.help)
            for (pool, value) in reading.values { text.sample(name, [("pool", pool)], value) }
        }
        process.write(to: &text)
        return Response(
            status: .ok, headers: [.contentType: PrometheusText.contentType, .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text.text)))
    }

    /// Whether the request comes from this machine itself and through no proxy.
    static func isLocal(_ request: Request, _ context: WebContext) -> Bool {
        guard request.headers[.forwardedFor] == nil, request.headers[.forwarded] == nil else { return false }
        guard let peer = context.peer else { return true }
        return peer == "::1" || peer.hasPrefix("127.") || peer.hasPrefix("::ffff:127.")
    }
}
