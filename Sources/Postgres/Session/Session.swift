import LibPQ
import Synchronization

/// One physical connection.
///
/// At any moment one operation owns the handle: `begin` lets it in or throws, `end` lets it go; everything between may
/// call libpq without a lock.
final class Session: Sendable {
    let handle: ConnectionHandle
    let token: UInt64
    let expiresAt: MonotonicTime
    let inbox: Inbox
    let state: Mutex<State>

    struct State {
        /// Which lease may use the session; grows at every release.
        var epoch: UInt64 = 0
        var isOperating = false
        /// True once the session must not be used again.
        var isDoomed = false
        var isFinished = false
        var mustDeallocateAll = false
        /// It listens, and what it hears is not for the next caller.
        var isListening = false
        var cache: StatementCache
    }

    init(handle: ConnectionHandle, token: UInt64, inbox: Inbox, expiresAt: MonotonicTime, cacheCapacity: Int) {
        self.handle = handle
        self.token = token
        self.inbox = inbox
        self.expiresAt = expiresAt
        state = Mutex(State(cache: StatementCache(capacity: cacheCapacity)))
    }

    deinit { Reactor.shared.unregister(token) }

    /// Takes exclusive use of the handle for the lease of that epoch.
    func begin(epoch: UInt64) throws(PostgresError) {
        let refusal = state.withLock { state -> PostgresError? in
            if state.epoch != epoch {
                return PostgresError(.misuse, message: "the connection was used after its lease had ended")
            }
            if state.isDoomed { return PostgresError(.connectionLost, message: "the connection was closed") }
            if state.isOperating {
                return PostgresError(.connectionBusy, message: "the connection is in use by another statement")
            }
            state.isOperating = true
            return nil
        }
        if let refusal { throw refusal }
    }

    /// Gives the handle back; closes it if it was doomed meanwhile.
    func end() {
        let mustFinish = state.withLock { state in
            state.isOperating = false
            return Self.claimFinish(&state)
        }
        if mustFinish { finish() }
    }

    /// Makes the session unusable and closes it as soon as nobody operates it.
    func doom() {
        let mustFinish = state.withLock { state in
            state.isDoomed = true
            return Self.claimFinish(&state)
        }
        if mustFinish { finish() }
    }

    /// Ends the lease, so that handles which outlive it get `misuse` instead of another user's transaction
    /// (postgres.js#1216).
    ///
    /// True if the session is idle and clean and may serve the next lease.
    func endLease(now: MonotonicTime) -> Bool {
        let isFree = state.withLock { state in
            state.epoch += 1
            return !state.isOperating && !state.isDoomed && !state.isListening
        }
        return isFree && now < expiresAt && isClean
    }

    var epoch: UInt64 { state.withLock { $0.epoch } }
    var isDoomed: Bool { state.withLock { $0.isDoomed } }

    /// Whether the server still seems to be there; to be asked while nobody operates the session.
    var isAlive: Bool {
        if isDoomed { return false }
        // A notification or a changed parameter is no harm; a last word or an end of file is.
        for _ in 0..<8 {
            guard handle.hasUnaskedInput else { return handle.status == .usable }
            guard consumeInput(), !handle.isBusy else { return false }
            if inbox.takeNotices().contains(where: { $0.sqlState?.rawValue.hasPrefix("57P") == true }) { return false }
        }
        return false
    }

    private var isClean: Bool {
        handle.status == .usable && handle.transactionStatus == .idle && handle.pipelineStatus != .aborted
            && !handle.isBusy
    }

    private static func claimFinish(_ state: inout State) -> Bool {
        guard state.isDoomed, !state.isOperating, !state.isFinished else { return false }
        state.isFinished = true
        return true
    }

    private func finish() {
        Reactor.shared.unregister(token)
        if handle.usesTLS {
            let handle = handle
            BlockingThreads.shared.submit { handle.finish() }
        } else {
            handle.finish()
        }
    }
}

/// What the server says unasked: notices since the last statement began, notifications since last taken.
final class Inbox: Sendable {
    private struct Content {
        var notices: [Diagnostics] = []
        var notifications: [Notification] = []
    }

    static let limit = 1000
    private let content = Mutex(Content())

    func add(_ notice: Diagnostics) {
        content.withLock { if $0.notices.count < Self.limit { $0.notices.append(notice) } }
    }

    func add(_ notification: Notification) {
        content.withLock {
            $0.notifications.append(notification)
            if $0.notifications.count > Self.limit { $0.notifications.removeFirst() }
        }
    }

    func takeNotices() -> [Diagnostics] {
        content.withLock { content in
            defer { content.notices = [] }
            return content.notices
        }
    }

    func takeNotifications() -> [Notification] {
        content.withLock { content in
            defer { content.notifications = [] }
            return content.notifications
        }
    }
}
