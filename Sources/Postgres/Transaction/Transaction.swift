import LibPQ
import Synchronization

/// An open transaction; lives only as long as the closure that got it, later use throws `.misuse`.
package final class Transaction: Sendable {
    let session: Session
    let epoch: UInt64
    /// The whole transaction's deadline, if one was given.
    let deadline: MonotonicTime
    let statementDeadline: Duration
    private let state = Mutex(State())

    private struct State {
        var closing: [SQL] = []
        var firstFailure: PostgresError?
    }

    init(_ lease: Lease, deadline: MonotonicTime, statementDeadline: Duration) {
        session = lease.session
        epoch = lease.epoch
        self.deadline = deadline
        self.statementDeadline = statementDeadline
    }

    /// Runs one statement; after an error the transaction can only roll back.
    package func query(_ sql: SQL) async throws(PostgresError) -> QueryResult {
        let results = try await pipeline([sql])
        guard let result = results.first else { throw PostgresError(.misuse, message: "the statement is empty") }
        return result
    }

    /// Runs statements in one round trip; results in order, the error has the failing one's index.
    package func pipeline(_ statements: [SQL]) async throws(PostgresError) -> [QueryResult] {
        try await noting { () async throws(PostgresError) -> [QueryResult] in
            try await session.run(statements, limits, epoch: epoch)
        }
    }

    /// Adds statements that go out together with COMMIT, in one round trip.
    package func onCommit(with statements: SQL...) {
        state.withLock { $0.closing += statements }
    }

    /// Hands over rows one at a time, without holding the whole result; if `each` throws, the statement is cancelled.
    package func stream(
        _ sql: SQL, _ each: (Row) async throws -> Void
    ) async throws {
        do {
            try await session.stream(sql, limits, epoch: epoch, each)
        } catch let error as PostgresError {
            note(error)
            throw error
        }
    }

    /// Feeds `copy … from stdin`; returns the number of rows.
    package func copyIn(_ sql: SQL, _ feed: (CopyWriter) async throws -> Void) async throws -> Int {
        do {
            return try await session.copyIn(sql, limits, epoch: epoch, feed)
        } catch let error as PostgresError {
            note(error)
            throw error
        }
    }

    /// Hands over the rows of `copy … to stdout`.
    package func copyOut(_ sql: SQL, _ each: ([UInt8]) async throws -> Void) async throws {
        do {
            try await session.copyOut(sql, limits, epoch: epoch, each)
        } catch let error as PostgresError {
            note(error)
            throw error
        }
    }

    var closing: [SQL] { state.withLock { $0.closing } }

    /// The failure that a body may have swallowed; the transaction cannot commit after it.
    var firstFailure: PostgresError? { state.withLock { $0.firstFailure } }

    private var limits: Limits { Limits(deadline: min(deadline, .after(statementDeadline))) }

    private func noting<R>(
        _ body: () async throws(PostgresError) -> R
    ) async throws(PostgresError) -> R {
        do {
            return try await body()
        } catch {
            note(error)
            throw error
        }
    }

    private func note(_ error: PostgresError) {
        session.noteStale(error)
        state.withLock { if $0.firstFailure == nil { $0.firstFailure = error } }
    }
}
