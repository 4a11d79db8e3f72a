import Synchronization

/// Who may write to a COPY: one at a time, and nobody once it is over, when the connection may be another caller's.
final class CopyTurns: Sendable {
    private enum State {
        case free, taken, over
    }

    private let state = Mutex(State.free)

    func begin() throws(PostgresError) {
        let before = state.withLock { state in
            defer { if state == .free { state = .taken } }
            return state
        }
        switch before {
        case .free: return
        case .taken: throw PostgresError(.connectionBusy, message: "another task writes to this COPY")
        case .over: throw PostgresError(.misuse, message: "the COPY was written to after it had ended")
        }
    }

    func end() { state.withLock { $0 = .free } }

    /// Lets nobody begin any more; waits for a task that outlived the closure and still writes.
    func close() async {
        while !state.withLock({ state in
            guard state != .taken else { return false }
            state = .over
            return true
        }) { await Task.yield() }
    }
}
