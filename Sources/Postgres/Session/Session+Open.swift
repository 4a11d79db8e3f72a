import LibPQ

extension Session {
    /// Connects to the first host that answers, within the configuration's deadline.
    ///
    /// What the server remarks while the session lives goes to `onNotice`, which must only take note.
    static func open(
        _ configuration: PoolConfiguration, onNotice: @escaping @Sendable (Diagnostics) -> Void = { _ in }
    ) async throws(PostgresError) -> Session {
        let deadline = MonotonicTime.after(configuration.connectDeadline)
        let attempts = passes(configuration)
        var failures: [PostgresError] = []
        for (index, attempt) in attempts.enumerated() {
            let now = MonotonicTime.now
            let share = deadline.since(now) / (attempts.count - index)
            do {
                return try await open(attempt, configuration, until: now + share, onNotice)
            } catch {
                if error.code == .authentication || error.code == .cancelled { throw error }
                failures.append(error)
            }
        }
        var failure = failures.last ?? PostgresError(.connectFailed, message: "no host to connect to")
        failure.message = failures.map(\.message).joined(separator: "; ")
        throw failure.retryable()
    }

    /// "prefer-standby" over several hosts means: any standby first, then any server.
    private static func passes(_ configuration: PoolConfiguration) -> [ConnectAttempt] {
        let attempts = configuration.attempts()
        guard configuration.keywords["target_session_attrs"] == "prefer-standby" else { return attempts }
        return ["standby", "any"].flatMap { wish in
            attempts.map { attempt in
                var copy = attempt
                copy.keywords["target_session_attrs"] = wish
                return copy
            }
        }
    }

    private static func open(
        _ attempt: ConnectAttempt, _ configuration: PoolConfiguration, until deadline: MonotonicTime,
        _ onNotice: @escaping @Sendable (Diagnostics) -> Void
    ) async throws(PostgresError) -> Session {
        let inbox = Inbox()
        let keywords = attempt.keywords.map { ($0.key, $0.value) }
        let resolves = attempt.needsNameResolution
        guard
            let handle = await possiblyBlocking(
                resolves, until: deadline,
                {
                    ConnectionHandle.start(
                        keywords: keywords,
                        onNotice: { notice in
                            inbox.add(notice)
                            onNotice(notice)
                        })
                })
        else { throw PostgresError(.connectFailed, message: "resolving the host took too long") }
        handle.setVerboseErrors(true)
        let token = Reactor.shared.register()
        let lifetime = configuration.lifetime * (1 - Double.random(in: 0...max(0, configuration.lifetimeJitter)))
        let session = Session(
            handle: handle, token: token, inbox: inbox, expiresAt: .after(lifetime),
            cacheCapacity: configuration.preparedStatements ? configuration.statementCacheCapacity : 0)
        do {
            try await session.connect(resolves: resolves, until: deadline)
            handle.setVerboseErrors(false)
            try await session.prepareSettings(configuration, until: deadline)
        } catch {
            session.doom()
            throw error
        }
        return session
    }

    private func connect(resolves: Bool, until deadline: MonotonicTime) async throws(PostgresError) {
        // "Behave as if PQconnectPoll last returned PGRES_POLLING_WRITING" (manual 34.1).
        var step = handle.status == .broken ? ConnectStep.failed : .awaitsWriting
        let handle = handle
        while true {
            let interest: Reactor.Interest
            switch step {
            case .done: return
            case .failed: throw connectError()
            case .awaitsReading: interest = .read
            case .awaitsWriting: interest = .write
            }
            // The socket may be another one after each step.
            let wake = await Reactor.shared.wait(
                token, handle.socket, for: interest, until: deadline, cancellable: false)
            guard wake == .ready else { throw PostgresError(.connectFailed, message: "the server did not answer") }
            let next = resolves ? try await onBlockingThread(until: deadline) { $0.pollConnect() } : handle.pollConnect()
            guard let next else {
                throw PostgresError(.connectFailed, message: "resolving the host took too long")
            }
            step = next
        }
    }

    private static func possiblyBlocking<R: Sendable>(
        _ mayBlock: Bool, until deadline: MonotonicTime, _ body: @escaping @Sendable () -> R
    ) async -> R? {
        mayBlock ? await BlockingThreads.shared.run(until: deadline, body) : body()
    }

    /// Runs `body`, which may block, on another thread; nil if it did not return before the deadline.
    ///
    /// It has the handle until it returns: a session that is closed meanwhile lets go of it only then.
    func onBlockingThread<R: Sendable>(
        until deadline: MonotonicTime, _ body: @escaping @Sendable (ConnectionHandle) -> R
    ) async throws(PostgresError) -> R? {
        try begin(epoch: 0)
        return await BlockingThreads.shared.run(until: deadline) {
            defer { self.end() }
            return body(self.handle)
        }
    }

    private func prepareSettings(
        _ configuration: PoolConfiguration, until deadline: MonotonicTime
    ) async throws(PostgresError) {
        var sql: SQL = "select "
        for (index, setting) in configuration.sessionSettings.sorted(by: { $0.key < $1.key }).enumerated() {
            if index > 0 { sql.append(raw: ", ") }
            sql.append("pg_catalog.set_config(\(setting.key), \(setting.value), false)")
        }
        if configuration.sessionSettings.isEmpty { sql.append(raw: "1") }
        let limits = Limits(deadline: deadline, expiry: .abandon, isCancellable: false)
        do {
            _ = try await run([sql], limits, epoch: 0)
        } catch {
            throw error.code == .timedOut ? PostgresError(.connectFailed, message: "the server did not answer") : error
        }
    }

    private func connectError() -> PostgresError {
        let message = handle.errorMessage
        let state = Self.sqlState(inVerbose: message)
        var error = PostgresError(.connectFailed, message: message, sqlState: state, isSafeToRetry: true)
        // Class 28: authorization; 3D000: no such database; 42501: no right to connect.
        let isRefusal = state.map { $0.hasPrefix("28") || $0 == "3D000" || $0 == "42501" } ?? false
        if isRefusal || handle.passwordWasAsked {
            error.code = .authentication
            error.isSafeToRetry = false
        }
        return error
    }

    /// Verbose text has "FATAL:  28P01: …"; the severity is translated, the rest is not.
    static func sqlState(inVerbose message: String) -> String? {
        let bytes = Array(message.utf8)
        guard bytes.count >= 9 else { return nil }
        func isCode(_ byte: UInt8) -> Bool {
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
        }
        for start in 3..<(bytes.count - 5) {
            guard bytes[start - 3] == UInt8(ascii: ":"), bytes[start - 2] == UInt8(ascii: " "),
                bytes[start - 1] == UInt8(ascii: " "), bytes[start + 5] == UInt8(ascii: ":"),
                bytes[start..<start + 5].allSatisfy(isCode)
            else { continue }
            return String(decoding: bytes[start..<start + 5], as: UTF8.self)
        }
        return nil
    }
}
