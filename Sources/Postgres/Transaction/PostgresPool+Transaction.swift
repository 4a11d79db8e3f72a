import LibPQ

extension PostgresPool {
    /// Runs `body` in one transaction on one connection: `opening` goes out together with BEGIN in one round trip,
    /// what the body adds with `onCommit` together with COMMIT.
    ///
    /// The body's own error is rethrown untouched after a rollback. A commit of unknown outcome throws `.inDoubt`. If
    /// the connection is lost, or a statement found stale, before the body ran, all is repeated once. `deadline` is for
    /// the whole transaction; each statement has `statementDeadline` as well, which is the configuration's unless given.
    ///
    /// - Parameter attempts: how often the whole transaction, body and all, is tried before a serialization failure (40001),
    ///   a deadlock (40P01) or a stale plan (0A000) is thrown; the deadline is for all attempts together. The body must bear being repeated.
    package func transaction<R>(
        isolation: Isolation = .readCommitted, opening: [SQL] = [], deadline: Duration? = nil,
        statementDeadline: Duration? = nil, attempts: Int = 1,
        _ body: (Transaction, [QueryResult]) async throws -> R
    ) async throws -> R {
        let end = deadline.map { MonotonicTime.after($0) } ?? .distantFuture
        var left = attempts
        while true {
            do {
                return try await transactionOnce(isolation, opening, until: end, statementDeadline, body)
            } catch let error as PostgresError where error.isCuredByRepeating && left > 1 && MonotonicTime.now < end {
                left -= 1
                count { $0.retried += 1 }
                // Two that met once would meet again.
                try? await Task.sleep(for: .milliseconds(Int.random(in: 1...20)))
            }
        }
    }

    private func transactionOnce<R>(
        _ isolation: Isolation, _ opening: [SQL], until end: MonotonicTime, _ statementDeadline: Duration?,
        _ body: (Transaction, [QueryResult]) async throws -> R
    ) async throws -> R {
        let (transaction, results, lease) = try await begin(
            isolation, opening, until: end, statementDeadline: statementDeadline)
        defer { release(lease) }
        let value: R
        do {
            value = try await body(transaction, results)
        } catch {
            await rollBack(lease)
            throw error
        }
        do {
            try await commit(transaction, lease)
        } catch {
            await rollBack(lease)
            throw isolation.isReadOnly ? error : doubted(error)
        }
        return value
    }

    func begin(
        _ isolation: Isolation, _ opening: [SQL], until end: MonotonicTime, statementDeadline: Duration? = nil
    ) async throws(PostgresError) -> (Transaction, [QueryResult], Lease) {
        do {
            return try await beginOnce(isolation, opening, until: end, statementDeadline)
        } catch {
            guard error.isStaleStatement || error.code == .connectionLost else { throw error }
            count { $0.retried += 1 }
            return try await beginOnce(isolation, opening, until: end, statementDeadline)
        }
    }

    private func beginOnce(
        _ isolation: Isolation, _ opening: [SQL], until end: MonotonicTime, _ statementDeadline: Duration?
    ) async throws(PostgresError) -> (Transaction, [QueryResult], Lease) {
        let lease = try await acquire(until: end)
        let transaction = Transaction(
            lease, deadline: end, statementDeadline: statementDeadline ?? configuration.statementDeadline)
        do {
            var results = try await transaction.pipeline([isolation.begin] + opening)
            results.removeFirst()
            return (transaction, results, lease)
        } catch {
            await rollBack(lease)
            release(lease)
            // Nothing is committed yet, so all may be done again; the index counts the opening statements.
            var error = error.code == .connectionLost ? error.retryable() : error
            error.statementIndex = error.statementIndex.flatMap { $0 > 0 ? $0 - 1 : nil }
            throw error
        }
    }

    private func commit(_ transaction: Transaction, _ lease: Lease) async throws(PostgresError) {
        let session = lease.session
        if Task.isCancelled { throw PostgresError(.cancelled, isSafeToRetry: true) }
        if session.isDoomed || session.handle.transactionStatus != .inTransaction {
            var failure =
                transaction.firstFailure
                ?? PostgresError(.pipelineAborted, message: "the transaction was not open any more")
            failure.isSafeToRetry = failure.code == .connectionLost
            throw failure
        }
        let limits = Limits(
            deadline: min(transaction.deadline, .after(transaction.statementDeadline)), expiry: .abandon,
            isCancellable: false)
        let results: [QueryResult]
        do {
            results = try await session.run(transaction.closing + ["commit"], limits, epoch: lease.epoch)
        } catch {
            session.noteStale(error)
            // Unlike a sync, COMMIT takes effect as soon as it arrives, even if the sending of the rest failed.
            var error = error
            if error.code == .connectionLost { error.isSafeToRetry = false }
            throw error
        }
        try session.checkCommitNotices()
        if results.last?.commandTag != "COMMIT" {
            throw transaction.firstFailure
                ?? PostgresError(.pipelineAborted, message: "the server rolled back instead of committing")
        }
    }

    func rollBack(_ lease: Lease) async {
        let session = lease.session
        if session.isDoomed || session.handle.transactionStatus == .idle { return }
        let limits = Limits(deadline: .after(.seconds(2)), expiry: .abandon, isCancellable: false)
        do {
            _ = try await session.run(["rollback"], limits, epoch: lease.epoch)
        } catch {
            session.doom()
        }
    }
}
