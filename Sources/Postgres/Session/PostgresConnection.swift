import LibPQ

/// A leased connection, for COPY, LISTEN and the migrator; lives only as long as the closure that got it.
package struct PostgresConnection: Sendable {
    let session: Session
    let epoch: UInt64
    let statementDeadline: Duration

    init(_ lease: Lease, statementDeadline: Duration) {
        session = lease.session
        epoch = lease.epoch
        self.statementDeadline = statementDeadline
    }

    /// The server process that serves this connection.
    package var backendPID: Int32 { session.handle.backendPID }

    /// 150018 for 15.18.
    package var serverVersion: Int32 { session.handle.serverVersion }

    package func query(_ sql: SQL, deadline: Duration? = nil) async throws(PostgresError) -> QueryResult {
        let results = try await pipeline([sql], deadline: deadline)
        guard let result = results.first else { throw PostgresError(.misuse, message: "the statement is empty") }
        return result
    }

    /// Runs statements in one round trip; outside an explicit transaction they are one implicit transaction.
    package func pipeline(_ statements: [SQL], deadline: Duration? = nil) async throws(PostgresError) -> [QueryResult] {
        do {
            return try await session.run(statements, limits(deadline), epoch: epoch)
        } catch {
            session.noteStale(error)
            throw error
        }
    }

    /// Runs text of several statements without binds, as one implicit transaction unless it says otherwise.
    package func simple(_ text: String, deadline: Duration? = nil) async throws(PostgresError) {
        try await session.simple(text, limits(deadline), epoch: epoch)
    }

    /// See `Transaction.stream`.
    package func stream(_ sql: SQL, _ each: (Row) async throws -> Void) async throws {
        try await session.stream(sql, limits(nil), epoch: epoch, each)
    }

    /// See `Transaction.copyIn`.
    package func copyIn(_ sql: SQL, _ feed: (CopyWriter) async throws -> Void) async throws -> Int {
        try await session.copyIn(sql, limits(nil), epoch: epoch, feed)
    }

    /// See `Transaction.copyOut`.
    package func copyOut(_ sql: SQL, _ each: ([UInt8]) async throws -> Void) async throws {
        try await session.copyOut(sql, limits(nil), epoch: epoch, each)
    }

    /// Starts to listen; run a catch-up query next, as notifications sent before are not repeated.
    ///
    /// The connection does not go back to the pool.
    package func listen(_ channel: String) async throws(PostgresError) {
        let quoted =
            "\"" + channel.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
        session.state.withLock { $0.isListening = true }
        _ = try await query("listen \(raw: quoted)")
    }

    /// Waits for notifications; empty if none came in time.
    ///
    /// They are a hint to look, never the truth: read again.
    package func notifications(within wait: Duration) async throws(PostgresError) -> [Notification] {
        try await session.waitForNotifications(until: .after(wait), epoch: epoch)
    }

    private func limits(_ deadline: Duration?) -> Limits {
        Limits(deadline: .after(deadline ?? statementDeadline))
    }
}

extension PostgresPool {
    /// Leases one connection to `body`.
    ///
    /// It is closed afterwards unless it is idle and clean.
    package func withConnection<R>(_ body: (PostgresConnection) async throws -> R) async throws -> R {
        let lease = try await acquire()
        defer { release(lease) }
        return try await body(PostgresConnection(lease, statementDeadline: configuration.statementDeadline))
    }
}

extension Session {
    func simple(_ text: String, _ limits: Limits, epoch: UInt64) async throws(PostgresError) {
        try begin(epoch: epoch)
        defer { end() }
        try limits.checkBeforeSending()
        try leavePipeline()
        guard handle.sendSimpleQuery(text) else { throw sendFailure() }
        let (_, refusal) = try await readToEnd(limits)
        if let refusal { throw refusal }
    }

    func waitForNotifications(
        until deadline: MonotonicTime, epoch: UInt64
    ) async throws(PostgresError) -> [Notification] {
        try begin(epoch: epoch)
        defer { end() }
        while true {
            guard consumeInput() else { throw brokenInMidstream() }
            let arrived = inbox.takeNotifications()
            if !arrived.isEmpty { return arrived }
            switch await Reactor.shared.wait(token, handle.socket, for: .read, until: deadline, cancellable: true) {
            case .ready: continue
            case .timedOut: return []
            case .cancelled: throw PostgresError(Task.isCancelled ? .cancelled : .connectionLost)
            }
        }
    }
}
