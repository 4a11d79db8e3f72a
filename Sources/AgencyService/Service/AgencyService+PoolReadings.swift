import Postgres

/// One number of every connection pool.
package struct PoolReading: Sendable {
    /// The metric's name without its prefix: `connections_idle`.
    package var name: String
    /// One sentence on what it counts.
    package var help: String
    package var isCounter: Bool
    /// By the pool's name.
    package var values: [(pool: String, value: Double)]

    package init(_ name: String, _ help: String, isCounter: Bool = false, values: [(pool: String, value: Double)]) {
        self.name = name
        self.help = help
        self.isCounter = isCounter
        self.values = values
    }
}

extension AgencyService {
    /// Readings of every connection pool, for `/metrics`.
    package var poolReadings: [PoolReading] {
        let statistics = statistics
        func gauge(_ name: String, _ help: String, _ value: (PoolStatistics) -> Int) -> PoolReading {
            PoolReading(name, help, values: statistics.map { ($0.role.rawValue, Double(value($0.statistics))) })
        }
        func counter(_ name: String, _ help: String, _ value: (PoolStatistics) -> Int) -> PoolReading {
            PoolReading(
                name + "_total", help, isCounter: true,
                values: statistics.map { ($0.role.rawValue, Double(value($0.statistics))) })
        }
        return [
            gauge("connections_maximum", "Connections that the pool may have.", \.maximum),
            gauge("connections_idle", "Connections that wait for work.", \.idle),
            gauge("connections_leased", "Connections at work.", \.leased),
            gauge("connections_shared", "Of the connections at work, those that callers share.", \.sharing),
            gauge("connections_connecting", "Attempts to connect under way.", \.connecting),
            gauge("waiting", "Callers who wait for a connection.", \.waiting),
            counter("acquired", "Connections handed out, at once or after a wait.", \.acquired),
            counter("pipelines", "Transactions of one round trip asked for.", \.pipelines),
            counter("pipelines_shared", "Transactions of one round trip that went over a shared connection.", \.pipelinesShared),
            counter("waited", "Waits for a connection that ended, whatever their outcome.", \.waited),
            PoolReading(
                "wait_seconds_total", "Time spent in waits for a connection that ended.", isCounter: true,
                values: statistics.map { ($0.role.rawValue, $0.statistics.waitTime / .seconds(1)) }),
            counter("waits_expired", "Waits that reached their deadline; answered busy.", \.waitsExpired),
            counter("waits_cancelled", "Waits whose caller gave up.", \.waitsCancelled),
            counter("queue_refusals", "Callers refused at once because too many waited; answered busy.", \.queueRefusals),
            counter("connected", "Connections opened.", \.connected),
            counter("connect_failures", "Attempts to connect that failed.", \.connectFailures),
            counter("closed", "Connections closed because they were broken, unclean or too old.", \.closed),
            counter("found_dead", "Idle connections found dead before use.", \.foundDead),
            counter("retried", "Work repeated on another connection or after preparing again.", \.retried),
            counter("in_doubt", "Commits of which nobody knows the outcome.", \.inDoubt),
        ]
    }
}
