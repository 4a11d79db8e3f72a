import AgencyService
import HTTPTypes
import Hummingbird
import Logging

extension WebApplication {
    /// All routes: probes and pages, and one for every operation of the catalogue.
    ///
    /// - Throws: the parser's error for a page template that is none.
    package static func router(
        service: any WebService, operations: [AnyOperation], configuration: WebConfiguration, logger: Logger
    ) throws -> Router<WebContext> {
        let router = Router(context: WebContext.self)
        let limits = RequestLimits(configuration)
        let metrics = RequestMetrics()
        router.add(
            middleware: Edge(
                configuration: configuration, security: SecurityHeaders(isBehindTLS: configuration.isBehindTLS),
                routes: RouteNames(operations), metrics: metrics, logger: logger))
        // Whoever watches the service must get through when nobody else does.
        let page = MetricsPage(requests: metrics, limit: limits.requests, service: service, configuration: configuration)
        addProbes(to: router, service: service, metrics: page)
        for (path, atPath) in Dictionary(grouping: operations, by: \.description.route.path) {
            let endpoints = atPath.map { operation in
                (
                    operation.description.route.method.http,
                    OperationEndpoint(
                        operation, in: operations, service: service, configuration: configuration, limits: limits)
                )
            }
            add("/api/v1\(path)", endpoints.map { ($0.0, $0.1) }, to: router)
        }
        router.add(middleware: Admission(limit: limits.requests))
        let url = configuration.url(port: configuration.port)
        try addPages(to: router, Pages(fixedTime: service.fixedTime, url: url))
        let document = ByteBuffer(bytes: try JSONWriter.bytes(OpenAPIDocument.make(operations, url: "")))
        addRead("/api/v1/openapi.json", to: router) { _, _ in Pages.answer(document, MediaTypes.json) }
        return router
    }

    private static func addProbes(to router: Router<WebContext>, service: any WebService, metrics: MetricsPage) {
        addRead("/healthz", to: router) { _, _ in probe("alive") }
        addRead("/readyz", to: router) { _, _ in
            if let problem = await service.readiness() { throw problem }
            return probe("ready")
        }
        add("/metrics", [(.get, metrics)], to: router)
    }

    private static func addPages(to router: Router<WebContext>, _ pages: Pages) {
        addRead("/", to: router) { _, _ in Pages.answer(pages.landing) }
        addRead("/style.css", to: router) { _, _ in Pages.answer(pages.style, "text/css; charset=utf-8") }
        addRead("/problems", to: router) { _, _ in Pages.answer(pages.problems) }
        addRead("/problems/{name}", to: router) { _, context in
            Pages.answer(try pages.problem(context.parameters.get("name")))
        }
    }

    private static func probe(_ state: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: MediaTypes.json, .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: "{\"status\":\"\(state)\"}")))
    }

    private static func addRead(
        _ path: String, to router: Router<WebContext>,
        _ answer: @escaping @Sendable (Request, WebContext) async throws -> Response
    ) {
        add(path, [(.get, CallbackResponder(callback: answer))], to: router)
    }

    /// Adds a path with what it can do; GET does HEAD as well, and every other method hears what it can.
    private static func add(
        _ path: String, _ endpoints: [(HTTPRequest.Method, any HTTPResponder<WebContext>)],
        to router: Router<WebContext>
    ) {
        var allowed: [HTTPRequest.Method] = [.options]
        for (method, responder) in endpoints {
            for method in method == .get ? [.get, .head] : [method] {
                allowed.append(method)
                register(path, method, responder, on: router)
            }
        }
        let allow: HTTPFields = [.allow: allowed.map(\.rawValue).sorted().joined(separator: ", ")]
        register(path, .options, CallbackResponder { _, _ in .withoutBody(.noContent, allow) }, on: router)
        for method: HTTPRequest.Method in [.get, .head, .post, .put, .patch, .delete] where !allowed.contains(method) {
            let refusal = CallbackResponder<WebContext> { request, _ in
                throw StatusRefusal(
                    .methodNotAllowed, "\(method.rawValue) cannot be done here; see the Allow header.", headers: allow)
            }
            register(path, method, refusal, on: router)
        }
    }

    private static func register(
        _ path: String, _ method: HTTPRequest.Method, _ responder: some HTTPResponder<WebContext>,
        on router: Router<WebContext>
    ) {
        router.on(RouterPath(path), method: method, responder: responder)
    }
}
