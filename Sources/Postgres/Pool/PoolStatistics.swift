/// A pool's gauges and counters at one moment.
package struct PoolStatistics: Sendable {
    package var maximum = 0
    package var idle = 0
    package var leased = 0
    package var connecting = 0
    package var waiting = 0
    /// Of the leased ones, those that callers share.
    package var sharing = 0
    /// Leases granted since the start, with or without waiting.
    package var acquired = 0
    package var waited = 0
    /// Self-contained transactions asked for, and how many of them went over a shared connection.
    package var pipelines = 0
    package var pipelinesShared = 0
    package var waitTime: Duration = .zero
    package var waitsExpired = 0
    package var waitsCancelled = 0
    package var queueRefusals = 0
    package var connected = 0
    package var connectFailures = 0
    /// Connections closed because they were broken, unclean or too old.
    package var closed = 0
    /// Idle connections found dead before use.
    package var foundDead = 0
    /// Work repeated on another connection or after preparing again.
    package var retried = 0
    package var inDoubt = 0

    package var total: Int { idle + leased + connecting }
}
