import AgencyService
import Logging

extension AgencyService: WebService {
    package var fixedTime: String? { parts.clock.fixed?.description }
}

extension WebApplication {
    /// Serves the whole catalogue until SIGTERM or SIGINT, then lets requests in work end.
    ///
    /// - Parameters:
    ///   - port: 0 takes any free one.
    ///   - baseURL: the URL that people use when a proxy stands in front.
    ///   - onReady: called once with the URL when the server listens.
    /// - Throws: what keeps the server from listening, such as a port in use.
    package static func run(
        service: AgencyService, host: String, port: Int, baseURL: String? = nil, logger: Logger,
        onReady: @escaping @Sendable (String) -> Void
    ) async throws {
        try await run(
            service: service, operations: Catalogue.operations,
            configuration: WebConfiguration(host: host, port: port, baseURL: baseURL), logger: logger,
            onReady: onReady)
    }
}
