import LibPQ
import Logging

/// Hears notifications on a connection of its own for as long as somebody wants to, over any number of lost connections.
///
/// Notifications sent while nobody listened are lost, so they are hints and no more: whenever listening begins, at first and
/// after each loss, `catchUp` comes before any of them, and it looks at the truth.
package struct NotificationListener: Sendable {
    /// What there is to look at.
    package enum Event: Sendable, Equatable {
        /// Listening has begun, or has begun again: whatever happened before may have been missed.
        case catchUp
        /// Somebody said something; the same words several times at once are told once.
        case notifications([Notification])
    }

    /// Must lead to a server itself: a connection pooler in transaction mode hears nothing.
    package var configuration: PoolConfiguration
    package var channels: [String]
    /// Silence longer than this makes it ask whether the server is still there.
    package var probeInterval: Duration = .seconds(15)
    /// How long the server may take for an answer to that.
    package var probeDeadline: Duration = .seconds(5)
    /// The pause after the first failure in a row; it doubles with each, up to `longestPause`.
    package var shortestPause: Duration = .milliseconds(50)
    package var longestPause: Duration = .seconds(5)
    /// More different notifications than this at once are told as `catchUp`.
    package var bufferLimit = 1000
    let logger: Logger

    /// - Parameters:
    ///   - configuration: where to connect; PgBouncer will not do.
    ///   - channels: their names, in any spelling.
    package init(_ configuration: PoolConfiguration, channels: [String], logger: Logger) {
        self.configuration = configuration
        self.channels = channels
        self.logger = logger
    }

    /// Hears until the task is cancelled, which is its only end; what `handle` takes time for is gathered meanwhile.
    ///
    /// - Parameter handle: called with one event after the other; what it throws ends the listening.
    /// - Throws: what `handle` throws, and `PostgresError` with code `authentication` or `misuse`, which no repetition cures.
    package func run(_ handle: (Event) async throws -> Void) async throws {
        var failures = 0
        while !Task.isCancelled {
            do {
                try await hear { event in
                    failures = 0
                    do { try await handle(event) } catch { throw HandlerFailure(reason: error) }
                }
            } catch let failure as HandlerFailure {
                throw failure.reason
            } catch let error as PostgresError {
                if Task.isCancelled { return }
                if error.code == .authentication || error.code == .misuse { throw error }
                failures += 1
                logger.warning("not listening", metadata: ["error": "\(error)", "failures": "\(failures)"])
            }
            await pause(after: failures)
        }
    }

    private struct HandlerFailure: Error {
        let reason: any Error
    }

    /// One connection's life.
    private func hear(_ handle: (Event) async throws -> Void) async throws {
        let session = try await Session.open(configuration)
        defer { session.doom() }
        let connection = PostgresConnection(Lease(session: session, epoch: session.epoch), statementDeadline: probeDeadline)
        for channel in channels { try await connection.listen(channel) }
        try await handle(.catchUp)
        while !Task.isCancelled {
            let arrived = try await connection.notifications(within: probeInterval)
            if arrived.isEmpty {
                _ = try await connection.query("select 1")
            } else {
                try await handle(gather(arrived, connection))
            }
        }
    }

    /// Everything that has arrived while `handle` was at work, each once.
    private func gather(_ first: [Notification], _ connection: PostgresConnection) async throws -> Event {
        var heard: [Notification] = []
        var seen: Set<[String]> = []
        var isTooMuch = false
        var arrived = first
        while !arrived.isEmpty {
            // The session's inbox lets the oldest go when it is full.
            isTooMuch = isTooMuch || arrived.count >= Inbox.limit
            for notification in arrived where !isTooMuch && seen.insert([notification.channel, notification.payload]).inserted {
                heard.append(notification)
                isTooMuch = heard.count > bufferLimit
            }
            arrived = try await connection.notifications(within: .zero)
        }
        return isTooMuch ? .catchUp : .notifications(heard)
    }

    /// A little shorter at random, so that many listeners do not come back all at once.
    private func pause(after failures: Int) async {
        let pause = min(longestPause, shortestPause * (1 << min(failures, 16))) * Double.random(in: 0.75...1)
        try? await Task.sleep(for: pause)
    }
}
