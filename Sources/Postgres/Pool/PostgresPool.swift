import LibPQ
import Logging
import Synchronization

/// A bounded set of connections, opened when needed and shared by leases.
package final class PostgresPool: Sendable {
    package let name: String
    package let configuration: PoolConfiguration
    let logger: Logger
    let shared: Mutex<Shared>
    let sharing: SharedPipelines

    typealias Waiter = CheckedContinuation<Result<Session, PostgresError>, Never>

    struct Shared: Sendable {
        var state: PoolState<Session, Waiter>
        var statistics = PoolStatistics()
        var lastWaiterID = 0
        var closers: [CheckedContinuation<Void, Never>] = []
    }

    package init(name: String, configuration: PoolConfiguration, logger: Logger) {
        self.name = name
        self.configuration = configuration
        var logger = logger
        logger[metadataKey: "pool"] = "\(name)"
        self.logger = logger
        // Whoever needs a connection alone must find one.
        sharing = SharedPipelines(most: min(configuration.sharedConnections, configuration.maximumConnections - 1))
        shared = Mutex(
            Shared(
                state: PoolState(
                    maximumConnections: configuration.maximumConnections,
                    maximumWaiters: configuration.maximumWaiters)))
    }

    package var statistics: PoolStatistics {
        shared.withLock {
            var statistics = $0.statistics
            statistics.maximum = $0.state.maximumConnections
            statistics.idle = $0.state.idle.count
            statistics.leased = $0.state.leased
            statistics.connecting = $0.state.connecting
            statistics.waiting = $0.state.waiterCount
            statistics.sharing = sharing.count
            return statistics
        }
    }

    /// Refuses new callers, fails those who wait and closes connections as they become free; waits up to ten seconds
    /// for those in use.
    package func close() async {
        sharing.close()
        let (waiters, sessions) = shared.withLock { $0.state.close() }
        for waiter in waiters { waiter.resume(returning: .failure(PostgresError(.poolClosed, isSafeToRetry: true))) }
        for session in sessions { session.doom() }
        let timer = Reactor.shared.schedule(at: .after(.seconds(10))) { self.resumeClosers() }
        await withCheckedContinuation { continuation in
            let isDrained = shared.withLock {
                if !$0.state.isDrained { $0.closers.append(continuation) }
                return $0.state.isDrained
            }
            if isDrained { continuation.resume() }
        }
        Reactor.shared.cancelTimer(timer)
    }

    func resumeClosersIfDrained() {
        if shared.withLock({ $0.state.isDrained }) { resumeClosers() }
    }

    private func resumeClosers() {
        let closers = shared.withLock { shared in
            defer { shared.closers = [] }
            return shared.closers
        }
        for closer in closers { closer.resume() }
    }

    func count(_ change: (inout PoolStatistics) -> Void) { shared.withLock { change(&$0.statistics) } }
}
