import LibPQ

extension SharedPipeline {
    /// Sends the statements as one implicit transaction behind those of others, and waits for its answers.
    ///
    /// - Parameter deadline: when the caller gives up; the connection is closed if the server is still at their work.
    /// - Returns: the results in order; nil if those in front took too long, and the work is better done elsewhere.
    /// - Throws: the first failing statement's error; `connectionLost`, safe to retry, if the connection was lost or closed.
    func run(_ statements: [SQL], until deadline: MonotonicTime) async throws(PostgresError) -> [QueryResult]? {
        let ticket = state.withLock { state in
            state.lastTicket += 1
            return state.lastTicket
        }
        let answer: Answer = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                enqueue(
                    Entry(ticket: ticket, deadline: deadline, run: PipelineRun(capacity: statements.count), continuation: continuation), statements)
                // The handler may have run before there was anybody to find.
                if Task.isCancelled { abandon(ticket) }
            }
        } onCancel: {
            abandon(ticket)
        }
        state.meet()
        return try answer.get()
    }

    private func enqueue(_ entry: Entry, _ statements: [SQL]) {
        var refusal: PostgresError?
        var isQueued = false
        var closing: (isFirst: Bool, waiting: [Resumption]) = (false, [])
        var entry = entry
        state.withLock { state in
            guard state.isOpen, !state.isRetiring else {
                refusal = PostgresError(.connectionLost, message: "the shared connection was closed", isSafeToRetry: true)
                return
            }
            do throws(PostgresError) {
                try session.send(statements, &entry.run)
                let now = MonotonicTime.now
                entry.patience = MonotonicTime(nanoseconds: now.nanoseconds + Self.longestQueue)
                if state.entries.isEmpty { state.busySince = now }
                state.entries.append(entry)
                isQueued = true
                try flush(&state)
                armTimer(&state, at: min(entry.deadline, entry.patience))
            } catch {
                if !isQueued { refusal = error }
                if session.isDoomed { closing = state.close(error.retryable()) }
            }
        }
        if let refusal { entry.continuation?.resume(returning: .failure(refusal)) }
        resume(closing.waiting)
        if closing.isFirst { didClose() }
    }

    /// Empties the output buffer as far as the socket takes it, and asks the reactor for the rest.
    func flush(_ state: inout State) throws(PostgresError) {
        let outcome = session.handle.flush()
        if outcome == .failed { throw session.sendFailure() }
        let mustWait = outcome == .wouldBlock
        guard mustWait != state.waitsToWrite else { return }
        state.waitsToWrite = mustWait
        guard watch(writing: mustWait) else { throw session.sendFailure() }
    }

    /// The caller gave up; the server goes on, as a cancel could hit somebody else's query (gel#2257).
    private func abandon(_ ticket: UInt64) {
        var given: CheckedContinuation<Answer, Never>?
        state.withLock { state in
            state.entries.forEach { entry in
                if entry.ticket == ticket { given = entry.continuation.take() }
            }
        }
        given?.resume(returning: .failure(PostgresError(.cancelled)))
    }
}
