import Logging
import Synchronization

/// The shared connections of a pool: opened one after the other as callers come, never more than the configuration says.
final class SharedPipelines: Sendable {
    private struct State {
        var open: [SharedPipeline] = []
        var opening = 0
        var isClosed = false
    }

    private let most: Int
    private let state = Mutex(State())

    init(most: Int) { self.most = most }

    /// How many are open.
    var count: Int { state.withLock { $0.open.count } }

    /// The one with the fewest callers; nil if there is none that takes another one now.
    func leastLoaded(of pool: PostgresPool) -> SharedPipeline? {
        let now = MonotonicTime.now
        let (best, expired, opensAnother) = state.withLock { state -> (SharedPipeline?, [SharedPipeline], Bool) in
            var expired: [SharedPipeline] = []
            var best: (pipeline: SharedPipeline, load: Int)?
            for pipeline in state.open {
                if pipeline.session.expiresAt <= now {
                    expired.append(pipeline)
                } else if let load = pipeline.load(now: now), load < best?.load ?? .max {
                    best = (pipeline, load)
                }
            }
            if !expired.isEmpty { state.open.removeAll { pipeline in expired.contains { $0 === pipeline } } }
            let opensAnother = best?.load ?? 1 > 0 && state.open.count + state.opening < most && state.opening == 0 && !state.isClosed
            if opensAnother { state.opening += 1 }
            return (best?.pipeline, expired, opensAnother)
        }
        for pipeline in expired { pipeline.retire() }
        if opensAnother { open(pool) }
        return best
    }

    /// Takes no more callers; those who wait are served.
    func close() {
        let open = state.withLock { state in
            state.isClosed = true
            return state.open
        }
        for pipeline in open { pipeline.retire() }
    }

    private func open(_ pool: PostgresPool) {
        Task.detached {
            // Callers who find none go the exclusive way, and the next of them tries again.
            guard let lease = try? await pool.acquire() else { return self.state.withLock { $0.opening -= 1 } }
            let pipeline = try? SharedPipeline(lease) { [weak pool] closed in
                self.state.withLock { state in state.open.removeAll { $0 === closed } }
                pool?.release(closed.lease)
            }
            let isWanted = self.state.withLock { state in
                state.opening -= 1
                if let pipeline { state.open.append(pipeline) }
                return !state.isClosed
            }
            guard let pipeline else { return pool.release(lease) }
            if !isWanted { pipeline.retire() }
        }
    }
}
