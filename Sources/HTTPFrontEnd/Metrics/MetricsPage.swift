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
        for readings in Dictionary(grouping: service.poolReadings, by: \.name).sorted(by: { $0.key < $1.key }) {
            let name = "liaison_pool_\(readings.key)"
            text.metric(name, readings.value.contains(where: \.isCounter) ? "counter" : "gauge", "By database role.")
            for reading in readings.value { text.sample(name, [("pool", reading.pool)], Double(reading.value)) }
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
