import LibPQ
import Logging

extension PostgresPool {
    /// Opens a connection in the background; it goes on even if the caller who caused it gives up.
    func openConnection() {
        Task.detached { await self.connectUntilPointless() }
    }

    private func connectUntilPointless() async {
        while true {
            do {
                let session = try await Session.open(configuration) { [logger] in logger.take($0) }
                let handover = shared.withLock {
                    $0.statistics.connected += 1
                    return $0.state.connected(session)
                }
                perform(handover)
                return resumeClosersIfDrained()
            } catch {
                guard await mustRepeat(after: error) else { return resumeClosersIfDrained() }
            }
        }
    }

    private func mustRepeat(after error: PostgresError) async -> Bool {
        let limit = MonotonicTime.now - configuration.connectRetryWindow
        let (told, repeats, failures) = shared.withLock { shared in
            shared.statistics.connectFailures += 1
            let outcome = shared.state.connectFailed(
                isPermanent: error.code == .authentication, waitingSince: limit)
            return (outcome.told, outcome.repeats, shared.state.consecutiveFailures)
        }
        logger.warning("no connection to PostgreSQL", metadata: ["error": "\(error)", "failures": "\(failures)"])
        logger.debug("connection failure in full", metadata: ["error": "\(error.debugDescription)"])
        for waiter in told { waiter.resume(returning: .failure(error)) }
        guard repeats else { return false }
        let pause = Duration.milliseconds(min(1000, 25 << min(failures, 6)))
        await withCheckedContinuation { continuation in
            _ = Reactor.shared.schedule(at: .after(pause)) { continuation.resume() }
        }
        return true
    }
}

extension Logger {
    /// What a server remarks beside its answers, for operators: warnings are heard, the rest is there when asked for.
    fileprivate func take(_ notice: Diagnostics) {
        log(
            level: notice.severity == "WARNING" ? .warning : .debug, "\(notice.message)",
            metadata: ["code": "\(notice.sqlState?.rawValue ?? "")"])
    }
}
