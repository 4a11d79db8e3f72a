import LibPQ

/// Matches results to the commands sent, by their order; no waiting here.
struct PipelineRun {
    /// One queued command.
    enum Command {
        case prepare(StatementCache.Key, name: String, statement: Int)
        case deallocate(String)
        case deallocateAll
        case statement(Int)
        case sync
    }

    private(set) var commands: [Command] = []
    private(set) var results: [QueryResult] = []
    /// The first failure; later statements were skipped by the server.
    private(set) var failure: PostgresError?
    private var position = 0
    private var emptyReads = 0

    init(capacity: Int) {
        commands.reserveCapacity(capacity + 1)
        results.reserveCapacity(capacity)
    }

    mutating func expect(_ command: Command) { commands.append(command) }

    /// Reads what has arrived; true when all commands are answered.
    mutating func advance(_ session: Session) throws(PostgresError) -> Bool {
        let handle = session.handle
        while position < commands.count {
            if handle.isBusy { return false }
            guard let result = handle.nextResult() else {
                try noteEnd(handle)
                continue
            }
            emptyReads = 0
            try note(result, session)
            // Loops that wait for a sync after a FATAL spin for ever (odyssey#514).
            if handle.status == .broken { throw lost(handle) }
        }
        return true
    }

    /// The error for a connection that broke: the server's last words if there were any.
    func lost(_ handle: ConnectionHandle) -> PostgresError {
        if var failure, failure.sqlState != nil {
            failure.code = .connectionLost
            return failure
        }
        return PostgresError(.connectionLost, message: failure?.message ?? handle.errorMessage)
    }

    /// A nil result ends one command; a sync has none of its own but may see one after an error.
    private mutating func noteEnd(_ handle: ConnectionHandle) throws(PostgresError) {
        if handle.status == .broken { throw lost(handle) }
        if case .sync = commands[position] {
            emptyReads += 1
            if emptyReads > 3 { throw PostgresError(.connectionLost, message: "results out of step") }
        } else {
            position += 1
        }
    }

    private mutating func note(_ result: ResultHandle, _ session: Session) throws(PostgresError) {
        switch result.status {
        case .pipelineSync:
            guard case .sync = commands[position] else {
                throw PostgresError(.connectionLost, message: "results out of step")
            }
            position += 1
        case .pipelineAborted: skipped(session)
        case .error: failed(result, session)
        case .copyIn, .copyOut:
            // It would be answered for ever; the caller closes the connection.
            throw PostgresError(.misuse, message: "COPY needs copyIn or copyOut", statementIndex: statementIndex)
        default: succeeded(result, session)
        }
    }

    private mutating func succeeded(_ result: ResultHandle, _ session: Session) {
        switch commands[position] {
        case .prepare(let key, _, _): session.state.withLock { $0.cache.confirmPrepared(key) }
        case .statement: results.append(QueryResult(handle: result))
        case .deallocateAll: session.state.withLock { $0.mustDeallocateAll = false }
        case .deallocate, .sync: break
        }
    }

    private mutating func failed(_ result: ResultHandle, _ session: Session) {
        switch commands[position] {
        // Somebody else may have dropped it; what was asked for has not failed, and must not be done twice.
        case .deallocate, .deallocateAll: break
        case .prepare, .statement, .sync:
            note(PostgresError(.serverRejected, result.diagnostics, statementIndex: statementIndex))
            skipped(session)
        }
    }

    private mutating func skipped(_ session: Session) {
        switch commands[position] {
        case .prepare(let key, _, _): session.state.withLock { $0.cache.prepareFailed(key) }
        case .deallocate(let name): session.state.withLock { $0.cache.discardFailed(name) }
        case .deallocateAll, .statement, .sync: break
        }
    }

    private mutating func note(_ error: PostgresError) {
        if failure == nil { failure = error }
    }

    private var statementIndex: Int? {
        switch commands[position] {
        case .prepare(_, _, let index), .statement(let index): index
        default: nil
        }
    }
}
