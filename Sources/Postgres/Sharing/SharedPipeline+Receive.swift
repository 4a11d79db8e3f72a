import LibPQ

extension SharedPipeline {
    /// Reads what has arrived and answers the callers whose transactions are complete; on the reactor's thread.
    func becameReady() {
        var resumptions: [Resumption] = []
        var hasClosed = false
        state.withLock { state in
            guard state.isOpen else { return }
            do throws(PostgresError) {
                let isConnected = session.consumeInput()
                try advance(&state, &resumptions)
                guard isConnected else { throw lost(state) }
                if state.waitsToWrite { try flush(&state) }
                if state.isRetiring, state.entries.isEmpty {
                    hasClosed = state.close(PostgresError(.poolClosed, isSafeToRetry: true)).isFirst
                }
            } catch {
                session.doom()
                let closing = state.close(error.retryable())
                hasClosed = closing.isFirst
                resumptions += closing.waiting
            }
        }
        resume(resumptions)
        if hasClosed { didClose() }
    }

    private func advance(_ state: inout State, _ resumptions: inout [Resumption]) throws(PostgresError) {
        while let isDone = try state.entries.withFirst({ (entry) throws(PostgresError) in try entry.run.advance(session) }), isDone {
            guard let entry = state.entries.removeFirst() else { return }
            state.busySince = state.entries.isEmpty ? .distantFuture : .now
            if let failure = entry.run.failure { session.noteStale(failure) }
            guard let continuation = entry.continuation else { continue }
            resumptions.append((continuation, entry.run.failure.map { .failure($0) } ?? .success(entry.run.results)))
        }
    }

    private func lost(_ state: State) -> PostgresError {
        PostgresError(.connectionLost, message: session.handle.errorMessage)
    }

    /// Makes sure that somebody looks at the entries when this deadline has come.
    func armTimer(_ state: inout State, at deadline: MonotonicTime) {
        if let timer = state.timer {
            if timer.at <= deadline { return }
            Reactor.shared.cancelTimer(timer.token)
        }
        guard deadline < .distantFuture else { return state.timer = nil }
        let token = Reactor.shared.schedule(at: deadline) { [weak self] in self?.deadlineCame() }
        state.timer = (token, deadline)
    }

    /// Tells those whose deadline passed or who waited for others for too long, and closes the connection if the server is at
    /// the work of one whose deadline passed.
    private func deadlineCame() {
        let now = MonotonicTime.now
        var resumptions: [Resumption] = []
        var isStuck = false
        state.withLock { state in
            state.timer = nil
            guard state.isOpen else { return }
            isStuck = state.entries.firstDeadline.map { $0 <= now } ?? false
            var isFirst = true
            state.entries.forEach { entry in
                defer { isFirst = false }
                let hasExpired = entry.deadline <= now
                guard hasExpired || !isFirst && entry.patience <= now, let continuation = entry.continuation.take() else { return }
                resumptions.append((continuation, hasExpired ? .failure(PostgresError(.timedOut)) : .success(nil)))
            }
            if !isStuck, let next = state.entries.nextLook(after: now) { armTimer(&state, at: next) }
        }
        resume(resumptions)
        if isStuck { abandonServer() }
    }

    /// The connection is given up first, so that the cancel can hit nobody's query but the one that is stuck.
    private func abandonServer() {
        let request = state.withLock { $0.isOpen ? session.handle.cancelRequest() : nil }
        session.doom()
        close(PostgresError(.connectionLost, message: "another caller's query did not end", isSafeToRetry: true))
        if let request { BlockingThreads.cancelling.submit { _ = request.send() } }
    }
}
