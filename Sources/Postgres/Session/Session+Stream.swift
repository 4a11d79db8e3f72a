import LibPQ

extension Session {
    /// Runs one statement and hands over its rows one at a time.
    func stream(
        _ sql: SQL, _ limits: Limits, epoch: UInt64, _ each: (Row) async throws -> Void
    ) async throws {
        try begin(epoch: epoch)
        defer { end() }
        try limits.checkBeforeSending()
        try enterPipeline()
        let parameters = try Self.parameters(sql, 0)
        guard handle.sendQuery(sql.text, parameters), handle.setSingleRowMode(), handle.sendSync() else {
            throw sendFailure()
        }
        var limits = limits
        var failure: (any Error)?
        var isAtEnd = false
        while !isAtEnd {
            do {
                try await waitWhileBusy(limits)
            } catch {
                if error.code == .connectionLost { throw lost(error, after: failure) }
                throw failure ?? error
            }
            guard let result = handle.nextResult() else {
                if handle.status == .broken { throw lost(brokenInMidstream(), after: failure) }
                continue
            }
            switch result.status {
            case .pipelineSync: isAtEnd = true
            case .singleRow where failure == nil:
                do {
                    try await each(Row(handle: result, index: 0))
                } catch {
                    failure = error
                    if !(await sendCancel()) { doom() }
                    limits.extendForRest()
                }
            case .error where failure == nil:
                failure = PostgresError(.serverRejected, result.diagnostics, statementIndex: 0)
            case .copyIn, .copyOut:
                doom()
                throw PostgresError(.misuse, message: "COPY needs copyIn or copyOut")
            default: break
            }
            if isDoomed { throw failure ?? brokenInMidstream() }
        }
        if let failure { throw failure }
    }

    /// Waits until `nextResult` would not block; on deadline or cancellation the statement is cancelled and the rest
    /// of its results read and dropped.
    func waitWhileBusy(_ limits: Limits) async throws(PostgresError) {
        var mustFlush = true
        while true {
            if mustFlush { mustFlush = handle.flush() == .wouldBlock }
            // Rows that lie there already must not hide that the deadline has passed.
            if !handle.isBusy, !limits.hasPassed { return }
            let wake = await Reactor.shared.wait(
                token, handle.socket, for: mustFlush ? .both : .read, until: limits.deadline,
                cancellable: limits.isCancellable)
            switch wake {
            case .ready:
                if !consumeInput(), handle.isBusy { throw brokenInMidstream() }
            case .timedOut:
                await drainCancelled()
                throw PostgresError(.timedOut)
            case .cancelled:
                await drainCancelled()
                throw Task.isCancelled ? PostgresError(.cancelled) : brokenInMidstream()
            }
        }
    }

    /// Closes a connection that broke; the error has the server's last words if there were any.
    func brokenInMidstream() -> PostgresError {
        let message = handle.errorMessage
        let words = lastWords()
        doom()
        return words.map { PostgresError(.connectionLost, $0) } ?? PostgresError(.connectionLost, message: message)
    }

    private func lastWords() -> Diagnostics? {
        collectNotifications()
        // While it copies in, libpq does not look at what the server says.
        _ = handle.putCopyEnd(error: "the connection broke")
        for _ in 0..<16 where !handle.isBusy {
            guard let result = handle.nextResult(), result.status == .error else { continue }
            if case let words = result.diagnostics, words.sqlState != nil { return words }
        }
        return inbox.takeNotices().last { $0.sqlState?.rawValue.hasPrefix("57P") == true }
    }

    /// The error for a connection that broke after the server had said why.
    func lost(_ loss: PostgresError, after failure: (any Error)?) -> PostgresError {
        guard var said = failure as? PostgresError, said.sqlState != nil else { return loss }
        said.code = .connectionLost
        return said
    }

    /// Cancels and reads until the sync, a second at most; else the session is doomed.
    private func drainCancelled() async {
        guard await sendCancel() else { return doom() }
        var drain = Drain()
        while true {
            if handle.status == .broken { return doom() }
            if handle.isBusy {
                guard await waitForRest(&drain), consumeInput() else { return doom() }
                continue
            }
            if handle.pipelineStatus == .off { return doom() }
            if let result = handle.nextResult(), result.status == .pipelineSync { return }
        }
    }
}
