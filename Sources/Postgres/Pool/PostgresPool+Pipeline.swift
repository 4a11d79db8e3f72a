import LibPQ

extension PostgresPool {
    /// Runs the statements as one implicit transaction: one pipeline, one sync, one round trip; results in order.
    ///
    /// Any failing statement undoes all; the error has its index. `commits: false` promises that repeating is harmless:
    /// then a lost connection is bridged, and deadline and cancellation cancel the statement. With
    /// `commits: true` the deadline closes the socket and throws `.inDoubt`, as does a lost connection.
    ///
    /// - Parameter sharing: whether a connection that others use at the same time will do. For short reads: a long one
    ///   would keep those behind it waiting.
    package func pipeline(
        _ statements: [SQL], deadline: Duration? = nil, commits: Bool = false, sharing: Bool = false
    ) async throws(PostgresError) -> [QueryResult] {
        try await pipeline(
            statements, until: .after(deadline ?? configuration.statementDeadline), commits: commits, sharing: sharing)
    }

    /// The same with a deadline that other work may have a part in.
    package func pipeline(
        _ statements: [SQL], until end: MonotonicTime, commits: Bool = false, sharing: Bool = false
    ) async throws(PostgresError) -> [QueryResult] {
        count { $0.pipelines += 1 }
        // A server that ends everybody's connection at once makes the second one fail like the first.
        for _ in 1...2 {
            do {
                return try await pipelineOnce(statements, until: end, commits: commits, sharing: sharing)
            } catch {
                guard error.isStaleStatement || error.isSafeToRetry && error.code == .connectionLost else { throw error }
                count { $0.retried += 1 }
            }
        }
        return try await pipelineOnce(statements, until: end, commits: commits, sharing: false)
    }

    private func pipelineOnce(
        _ statements: [SQL], until end: MonotonicTime, commits: Bool, sharing: Bool
    ) async throws(PostgresError) -> [QueryResult] {
        guard sharing, !commits, let shared = self.sharing.leastLoaded(of: self) else {
            return try await pipelineAlone(statements, until: end, commits: commits)
        }
        count { $0.pipelinesShared += 1 }
        if let results = try await shared.run(statements, until: end) { return results }
        count { $0.retried += 1 }
        return try await pipelineAlone(statements, until: end, commits: commits)
    }

    private func pipelineAlone(
        _ statements: [SQL], until end: MonotonicTime, commits: Bool
    ) async throws(PostgresError) -> [QueryResult] {
        let lease = try await acquire(until: end)
        defer { release(lease) }
        do throws(PostgresError) {
            let limits = Limits(
                deadline: end, expiry: commits ? .abandon : .cancel, isCancellable: !commits)
            if commits, Task.isCancelled { throw PostgresError(.cancelled, isSafeToRetry: true) }
            let results = try await lease.session.run(statements, limits, epoch: lease.epoch)
            if commits { try lease.session.checkCommitNotices() }
            return results
        } catch {
            lease.session.noteStale(error)
            if commits { throw doubted(error) }
            if error.code == .connectionLost { throw error.retryable() }
            throw error
        }
    }

    /// The error for work that may have been committed.
    func doubted(_ error: PostgresError) -> PostgresError {
        let isUnknown = [.timedOut, .connectionLost, .inDoubt].contains(error.code)
        guard isUnknown, !error.isSafeToRetry else { return error }
        var doubt = error
        doubt.code = .inDoubt
        count { $0.inDoubt += 1 }
        return doubt
    }
}

extension Session {
    /// "canceling wait for synchronous replication" comes as a warning beside success: the row may vanish.
    func checkCommitNotices() throws(PostgresError) {
        for notice in inbox.takeNotices() {
            // A FATAL of the same code comes after the commit and takes nothing back.
            let isDoubt =
                notice.severity == "WARNING"
                && (notice.sqlState == .queryCanceled || notice.sqlState == .adminShutdown)
            if isDoubt { throw PostgresError(.inDoubt, notice) }
        }
    }

    /// Forgets all prepared statements after the server said that one is stale.
    func noteStale(_ error: PostgresError) {
        guard error.isStaleStatement else { return }
        state.withLock {
            $0.cache.removeAll()
            $0.mustDeallocateAll = true
        }
    }
}
