import LibPQ

/// The sending side of COPY: rows in the format the statement names.
///
/// Lives only as long as the closure that got it, later use throws `.misuse`.
package struct CopyWriter: Sendable {
    let session: Session
    let limits: Limits
    let turns = CopyTurns()
    static let pieceLimit = 64 * 1024

    /// Sends bytes, in pieces of at most 64 KiB, waiting for the server as needed.
    package func write(_ bytes: [UInt8]) async throws(PostgresError) {
        try turns.begin()
        defer { turns.end() }
        var start = 0
        while start < bytes.count {
            if limits.hasPassed { throw session.expired() }
            let end = min(start + Self.pieceLimit, bytes.count)
            while true {
                let outcome = bytes.withUnsafeBufferPointer {
                    session.handle.putCopyData(UnsafeBufferPointer(rebasing: $0[start..<end]))
                }
                if outcome == .allSent { break }
                if outcome == .failed { throw session.brokenInMidstream() }
                try await session.waitWritable(limits)
            }
            try await session.flushAll(limits)
            start = end
        }
    }

    /// Sends text as UTF-8.
    package func write(_ text: String) async throws(PostgresError) { try await write(Array(text.utf8)) }
}

extension Session {
    func copyIn(
        _ sql: SQL, _ limits: Limits, epoch: UInt64, _ feed: (CopyWriter) async throws -> Void
    ) async throws -> Int {
        try begin(epoch: epoch)
        defer { end() }
        try limits.checkBeforeSending()
        try await startCopy(sql, limits, .copyIn)
        var failure: (any Error)?
        let writer = CopyWriter(session: self, limits: limits)
        do {
            try await feed(writer)
        } catch {
            failure = error
        }
        await writer.turns.close()
        if isDoomed { throw failure ?? PostgresError(.connectionLost, message: "the connection was closed") }
        while true {
            let outcome = handle.putCopyEnd(error: failure == nil ? nil : "the client gave up")
            if outcome == .allSent { break }
            if outcome == .failed { throw brokenInMidstream() }
            try await waitWritable(limits)
        }
        let (result, refusal) = try await readToEnd(limits)
        if let failure { throw failure }
        if let refusal { throw refusal }
        return result?.affectedRows ?? 0
    }

    func copyOut(
        _ sql: SQL, _ limits: Limits, epoch: UInt64, _ each: ([UInt8]) async throws -> Void
    ) async throws {
        try begin(epoch: epoch)
        defer { end() }
        try limits.checkBeforeSending()
        try await startCopy(sql, limits, .copyOut)
        var limits = limits
        var failure: (any Error)?
        reading: while true {
            // Rows that lie there already must not hide that the deadline has passed.
            if limits.hasPassed {
                let expiry = expired()
                throw failure ?? expiry
            }
            switch handle.getCopyData() {
            case .piece(let row):
                if failure != nil { continue }
                do {
                    try await each(row)
                } catch {
                    failure = error
                    guard await sendCancel() else { throw error }
                    limits.extendForRest()
                }
            case .wouldBlock: try await waitReadable(limits)
            case .finished: break reading
            case .failed: throw brokenInMidstream()
            }
        }
        let (_, refusal) = try await readToEnd(limits)
        if let error = failure ?? refusal { throw error }
    }

    private func startCopy(_ sql: SQL, _ limits: Limits, _ expected: ResultStatus) async throws(PostgresError) {
        try leavePipeline()
        guard handle.sendQuery(sql.text, try Self.parameters(sql)) else { throw sendFailure() }
        try await waitWhileBusyOutsidePipeline(limits)
        guard let result = handle.nextResult() else { throw brokenInMidstream() }
        if result.status == expected { return }
        let isError = result.status == .error
        let error =
            isError
            ? PostgresError(.serverRejected, result.diagnostics)
            : PostgresError(.misuse, message: "the statement is no COPY of this direction")
        if isError { _ = try await readToEnd(limits) } else { doom() }
        throw error
    }

    /// Reads the results of a command outside pipeline mode up to the nil that ends them.
    func readToEnd(_ limits: Limits) async throws(PostgresError) -> (last: ResultHandle?, refusal: PostgresError?) {
        var last: ResultHandle?
        var refusal: PostgresError?
        while true {
            do {
                try await waitWhileBusyOutsidePipeline(limits)
            } catch {
                throw error.code == .connectionLost ? lost(error, after: refusal) : error
            }
            guard let result = handle.nextResult() else { break }
            if result.status == .error, refusal == nil {
                refusal = PostgresError(.serverRejected, result.diagnostics)
            }
            last = result
            if handle.status == .broken { throw lost(brokenInMidstream(), after: refusal) }
        }
        return (last, refusal)
    }

    /// Outside pipeline mode an operation that must stop has no cheap way back in step: the session is closed.
    func waitWhileBusyOutsidePipeline(_ limits: Limits) async throws(PostgresError) {
        try await flushAll(limits)
        while handle.isBusy { try await waitReadable(limits) }
    }

    func flushAll(_ limits: Limits) async throws(PostgresError) {
        while true {
            switch handle.flush() {
            case .allSent: return
            case .wouldBlock: try await waitWritable(limits)
            case .failed: throw brokenInMidstream()
            }
        }
    }

    /// The server may have something to say before it reads on, so reading is waited for as well.
    func waitWritable(_ limits: Limits) async throws(PostgresError) { try await waitOrDoom(.both, limits) }

    func waitReadable(_ limits: Limits) async throws(PostgresError) { try await waitOrDoom(.read, limits) }

    /// Closes the session because of a deadline.
    func expired() -> PostgresError {
        doom()
        return PostgresError(.timedOut)
    }

    private func waitOrDoom(_ interest: Reactor.Interest, _ limits: Limits) async throws(PostgresError) {
        let wake = await Reactor.shared.wait(
            token, handle.socket, for: interest, until: limits.deadline, cancellable: limits.isCancellable)
        switch wake {
        case .ready:
            if !consumeInput(), handle.isBusy || handle.status == .broken { throw brokenInMidstream() }
        case .timedOut: throw expired()
        case .cancelled:
            doom()
            throw PostgresError(Task.isCancelled ? .cancelled : .connectionLost)
        }
    }
}
