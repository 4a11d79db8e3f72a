import LibPQ
import Synchronization

/// One connection that many callers use at the same time: each sends one self-contained read-only transaction, ended by a
/// sync of its own, and gets its own answers.
///
/// The caller's thread sends and the reactor's thread reads, both under one lock, so that an answer costs one resumption and
/// the server finds the next transaction waiting instead of going to sleep (DESIGN.md, "The driver").
final class SharedPipeline: Sendable {
    /// A caller whose answers are outstanding.
    struct Entry {
        let ticket: UInt64
        let deadline: MonotonicTime
        /// Until when the caller waits for those in front.
        var patience = MonotonicTime.distantFuture
        var run: PipelineRun
        /// Nil once the caller has given up; the answers are read and dropped.
        var continuation: CheckedContinuation<Answer, Never>?
    }

    /// Nil for a caller whom those in front kept waiting for too long.
    typealias Answer = Result<[QueryResult]?, PostgresError>
    typealias Resumption = (CheckedContinuation<Answer, Never>, Answer)

    struct State {
        var entries = EntryQueue()
        var isOpen = true
        /// No new callers; closes when the last one has their answer.
        var isRetiring = false
        var waitsToWrite = false
        var lastTicket: UInt64 = 0
        /// Since when the first caller's transaction has been at work.
        var busySince = MonotonicTime.distantFuture
        var timer: (token: UInt64, at: MonotonicTime)?
    }

    let lease: Lease
    let state = Mutex(State())
    private let onClose: @Sendable (SharedPipeline) -> Void

    var session: Session { lease.session }

    /// - Parameters:
    ///   - lease: given up by `onClose`.
    ///   - onClose: called once, when the connection was lost or the last caller of a retired one is served.
    /// - Throws: if the connection cannot be shared.
    init(_ lease: Lease, onClose: @escaping @Sendable (SharedPipeline) -> Void) throws(PostgresError) {
        self.lease = lease
        self.onClose = onClose
        try lease.session.begin(epoch: lease.epoch)
        do throws(PostgresError) {
            try session.enterPipeline()
            guard watch(writing: false) else { throw PostgresError(.connectionLost, isSafeToRetry: true) }
        } catch {
            session.end()
            throw error
        }
    }

    /// How a pool chooses among its shared connections; nil if this one takes nobody now.
    ///
    /// - Returns: how many callers wait here.
    func load(now: MonotonicTime) -> Int? {
        state.withLock { state in
            guard state.isOpen, !state.isRetiring, state.entries.count < Self.depth else { return nil }
            // Nobody queues behind a slow query.
            if now.since(state.busySince) > Self.patience { return nil }
            return state.entries.count
        }
    }

    /// Takes no new callers and closes when the last one is served.
    func retire() {
        let isIdle = state.withLock { state in
            state.isRetiring = true
            return state.isOpen && state.entries.isEmpty
        }
        if isIdle { close(PostgresError(.poolClosed, isSafeToRetry: true)) }
    }

    /// Fails everybody who waits and gives the connection up.
    func close(_ error: PostgresError) {
        let (isFirst, waiting) = state.withLock { $0.close(error) }
        resume(waiting)
        if isFirst { didClose() }
    }

    /// What closing needs besides the state's change; never called under the lock.
    func didClose() {
        if let timer = state.withLock({ $0.timer }) { Reactor.shared.cancelTimer(timer.token) }
        if state.withLock({ !$0.isRetiring }) || session.handle.status != .usable { session.doom() }
        session.end()
        onClose(self)
    }

    func resume(_ resumptions: [Resumption]) {
        for (continuation, answer) in resumptions { continuation.resume(returning: answer) }
    }

    func watch(writing: Bool) -> Bool {
        Reactor.shared.watch(session.token, session.handle.socket, writing: writing) { [weak self] in self?.becameReady() }
    }

    /// More callers than this find another connection.
    static let depth = 32
    /// A query longer at work than this delays no newcomer.
    static let patience = Duration.milliseconds(20)
    /// Whoever came before it was known to be slow waits so many nanoseconds and then goes elsewhere.
    static let longestQueue: UInt64 = 1_000_000_000
}

extension SharedPipeline.State {
    /// - Returns: whether this call closed it, and whom to tell.
    mutating func close(_ error: PostgresError) -> (isFirst: Bool, waiting: [SharedPipeline.Resumption]) {
        guard isOpen else { return (false, []) }
        isOpen = false
        var waiting: [SharedPipeline.Resumption] = []
        while let entry = entries.removeFirst() {
            if let continuation = entry.continuation { waiting.append((continuation, .failure(error))) }
        }
        return (true, waiting)
    }
}
