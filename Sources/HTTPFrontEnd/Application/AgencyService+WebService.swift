import AgencyService
import Logging

extension AgencyService: WebService {
    package var fixedTime: String? { parts.clock.fixed?.description }

    package var poolReadings: [PoolReading] {
        statistics.flatMap { role, numbers in
            let pool = role.rawValue
            return [
                PoolReading(pool: pool, name: "connections_maximum", value: numbers.maximum),
                PoolReading(pool: pool, name: "connections_idle", value: numbers.idle),
                PoolReading(pool: pool, name: "connections_leased", value: numbers.leased),
                PoolReading(pool: pool, name: "connections_connecting", value: numbers.connecting),
                PoolReading(pool: pool, name: "waiting", value: numbers.waiting),
                PoolReading(pool: pool, name: "acquired_total", value: numbers.acquired, isCounter: true),
                PoolReading(pool: pool, name: "waited_total", value: numbers.waited, isCounter: true),
                PoolReading(pool: pool, name: "waits_expired_total", value: numbers.waitsExpired, isCounter: true),
                PoolReading(pool: pool, name: "queue_refusals_total", value: numbers.queueRefusals, isCounter: true),
                PoolReading(pool: pool, name: "connected_total", value: numbers.connected, isCounter: true),
                PoolReading(
                    pool: pool, name: "connect_failures_total", value: numbers.connectFailures, isCounter: true),
                PoolReading(pool: pool, name: "closed_total", value: numbers.closed, isCounter: true),
                PoolReading(pool: pool, name: "retried_total", value: numbers.retried, isCounter: true),
                PoolReading(pool: pool, name: "in_doubt_total", value: numbers.inDoubt, isCounter: true),
            ]
        }
    }
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
