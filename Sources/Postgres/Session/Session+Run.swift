import LibPQ

extension Session {
    /// Sends the statements as one pipeline with one sync and reads all answers.
    ///
    /// The first failing statement's error is thrown with its index. After an error the connection is in step again or
    /// closed.
    func run(_ statements: [SQL], _ limits: Limits, epoch: UInt64) async throws(PostgresError) -> [QueryResult] {
        try begin(epoch: epoch)
        defer { end() }
        try limits.checkBeforeSending()
        _ = inbox.takeNotices()
        var run = PipelineRun(capacity: statements.count)
        try send(statements, &run)
        try await finish(&run, limits)
        if let failure = run.failure { throw failure }
        return run.results
    }

    /// Queues everything; nothing reaches the server's executor before the sync unless it is long.
    ///
    /// What prepares and tidies goes ahead in a segment of its own: a statement that fails would make the server skip the
    /// preparation behind it, and whoever shares the connection counts on the name by then.
    func send(_ statements: [SQL], _ run: inout PipelineRun) throws(PostgresError) {
        try enterPipeline()
        var parameters: [Parameters] = []
        parameters.reserveCapacity(statements.count)
        for (index, sql) in statements.enumerated() {
            parameters.append(try Self.parameters(sql, index))
        }
        var discarded: [String] = []
        let plans = state.withLock { state -> [StatementCache.Plan] in
            // A failed transaction takes nothing but its rollback.
            let mayTidy = handle.transactionStatus != .failed
            if state.mustDeallocateAll, mayTidy {
                state.cache.removeAll()
                run.expect(.deallocateAll)
            }
            let plans = zip(statements, parameters).map { sql, parameters in
                state.cache.plan(.init(text: sql.text, types: parameters.oids))
            }
            if mayTidy { discarded = state.cache.takeDiscarded() }
            return plans
        }
        for (index, plan) in plans.enumerated() {
            guard case .prepare(let name) = plan else { continue }
            run.expect(.prepare(.init(text: statements[index].text, types: parameters[index].oids), name: name, statement: index))
        }
        // Last, as one that fails makes the server skip what stands behind it.
        for name in discarded { run.expect(.deallocate(name)) }
        var isSent = run.commands.isEmpty || sendPreparations(&run)
        for index in statements.indices {
            run.expect(.statement(index))
            isSent = send(statements[index].text, parameters[index], plans[index]) && isSent
        }
        run.expect(.sync)
        // A sync would commit what did get into the queue.
        guard isSent, handle.sendSync() else { throw sendFailure() }
    }

    private func sendPreparations(_ run: inout PipelineRun) -> Bool {
        var isSent = true
        for command in run.commands {
            switch command {
            case .deallocateAll: isSent = handle.sendQuery("deallocate all", Parameters()) && isSent
            case .deallocate(let name): isSent = handle.sendQuery("deallocate \(name)", Parameters()) && isSent
            case .prepare(let key, let name, _):
                isSent = handle.sendPrepare(name: name, text: key.text, types: key.types) && isSent
            case .statement, .sync: break
            }
        }
        run.expect(.sync)
        return isSent && handle.sendSync()
    }

    private func send(_ text: String, _ parameters: Parameters, _ plan: StatementCache.Plan) -> Bool {
        switch plan {
        case .unnamed: handle.sendQuery(text, parameters)
        case .execute(let name), .prepare(let name): handle.sendPrepared(name: name, parameters)
        }
    }

    /// A connection that takes no command is of no more use; nothing of this segment can have been committed.
    func sendFailure() -> PostgresError {
        let message = handle.errorMessage
        doom()
        return PostgresError(.connectionLost, message: message, isSafeToRetry: true)
    }

    func enterPipeline() throws(PostgresError) {
        guard handle.pipelineStatus == .off else { return }
        guard handle.enterPipeline() else { throw sendFailure() }
    }

    func leavePipeline() throws(PostgresError) {
        guard handle.pipelineStatus != .off else { return }
        guard handle.leavePipeline() else { throw sendFailure() }
    }

    static func parameters(_ sql: SQL, _ index: Int? = nil) throws(PostgresError) -> Parameters {
        var parameters = Parameters(reserving: sql.binds.count)
        for bind in sql.binds { parameters.append(oid: bind.oid, bytes: bind.bytes) }
        if parameters.containsZeroByte {
            throw PostgresError(
                .serverRejected, message: "a text value holds a zero byte",
                sqlState: SQLState.characterNotInRepertoire.rawValue, statementIndex: index)
        }
        return parameters
    }

    /// Waits until the run is answered, or ends it as the limits say.
    private func finish(_ run: inout PipelineRun, _ limits: Limits) async throws(PostgresError) {
        var mustFlush = true
        while true {
            if mustFlush { mustFlush = handle.flush() == .wouldBlock }
            if try advance(&run) { return }
            let interest: Reactor.Interest = mustFlush ? .both : .read
            let wake = await Reactor.shared.wait(
                token, handle.socket, for: interest, until: limits.deadline, cancellable: limits.isCancellable)
            switch wake {
            case .ready: try consume(&run)
            case .timedOut: try await expire(&run, limits, PostgresError(.timedOut))
            case .cancelled:
                guard limits.isCancellable, Task.isCancelled else {
                    doom()
                    throw run.lost(handle)
                }
                try await expire(&run, limits, PostgresError(.cancelled))
            }
        }
    }

    private func advance(_ run: inout PipelineRun) throws(PostgresError) -> Bool {
        do {
            return try run.advance(self)
        } catch {
            doom()
            throw error
        }
    }

    private func consume(_ run: inout PipelineRun) throws(PostgresError) {
        if consumeInput() { return }
        // What arrived before the end may hold the server's reason.
        _ = try advance(&run)
        doom()
        throw run.lost(handle)
    }

    /// Takes all that has arrived; false if the connection failed.
    func consumeInput() -> Bool {
        var isConnected = handle.consumeInput()
        // TLS may hold bytes of which the socket shows nothing any more (ruby-pg#445).
        while isConnected, handle.hasUnreadTLS { isConnected = handle.consumeInput() }
        collectNotifications()
        return isConnected
    }

    func collectNotifications() {
        while let notification = handle.nextNotification() { inbox.add(notification) }
    }

    private func expire(
        _ run: inout PipelineRun, _ limits: Limits, _ error: PostgresError
    ) async throws(PostgresError) -> Never {
        guard limits.expiry == .cancel, await sendCancel() else {
            doom()
            throw error
        }
        var drain = Drain()
        while !(try advance(&run)) {
            guard await waitForRest(&drain) else {
                doom()
                break
            }
            try consume(&run)
        }
        throw error
    }
}
