import Synchronization

/// A transaction that reads what stood there at one moment, for as long as somebody holds on to it.
///
/// End it; one that is dropped without that loses its connection, so that nothing stays open behind it.
package final class ReadSnapshot: Sendable {
    private let pool: PostgresPool
    private let lease: Lease
    package let transaction: Transaction
    private let isEnded = Atomic(false)

    init(pool: PostgresPool, lease: Lease, transaction: Transaction) {
        self.pool = pool
        self.lease = lease
        self.transaction = transaction
    }

    deinit {
        guard claimEnd() else { return }
        lease.session.doom()
        pool.release(lease)
    }

    /// Gives the connection back; harmless the second time.
    ///
    /// No statement may be under way.
    package func end() async {
        guard claimEnd() else { return }
        await pool.rollBack(lease)
        pool.release(lease)
    }

    private func claimEnd() -> Bool { !isEnded.exchange(true, ordering: .acquiringAndReleasing) }
}

extension PostgresPool {
    /// Begins a transaction whose reads all see the same moment; `opening` goes out with BEGIN in one round trip.
    ///
    /// - Parameter statementDeadline: for each statement, in place of the configuration's.
    package func snapshot(
        opening: [SQL], statementDeadline: Duration? = nil
    ) async throws(PostgresError) -> ReadSnapshot {
        let (transaction, _, lease) = try await begin(
            .repeatableRead, opening, until: .distantFuture, statementDeadline: statementDeadline)
        return ReadSnapshot(pool: self, lease: lease, transaction: transaction)
    }
}
