import LibPQ
import Logging

/// The right to use one session until it is released.
struct Lease: Sendable {
    let session: Session
    let epoch: UInt64
}

extension PostgresPool {
    /// A connection for exclusive use; waits for one in order of arrival.
    ///
    /// - Parameter end: when the work that it is for must be done; the wait ends then, if not by its own deadline.
    func acquire(until end: MonotonicTime = .distantFuture) async throws(PostgresError) -> Lease {
        let start = MonotonicTime.now
        while true {
            let session: Session
            if let idle = acquireIdle() {
                session = idle
            } else {
                session = try await waitForSession(until: min(start + configuration.acquireDeadline, end))
            }
            if session.isAlive {
                let epoch = session.epoch
                return Lease(session: session, epoch: epoch)
            }
            discard(session)
        }
    }

    /// Ends the lease; a session that is not idle and clean is closed, never passed on.
    func release(_ lease: Lease) {
        let isReusable = lease.session.endLease(now: .now)
        let (handover, opensConnection) = shared.withLock { shared in
            if !isReusable { shared.statistics.closed += 1 }
            return shared.state.release(lease.session, isReusable: isReusable)
        }
        perform(handover)
        if opensConnection { openConnection() }
        resumeClosersIfDrained()
    }

    /// Opens the configuration's minimum of connections, so that the first callers need not wait; failures are left
    /// for them to meet.
    package func warmUp() async {
        var leases: [Lease] = []
        for _ in 0..<min(configuration.minimum, configuration.maximumConnections) {
            guard let lease = try? await acquire() else { break }
            leases.append(lease)
        }
        for lease in leases { release(lease) }
    }

    private func acquireIdle() -> Session? {
        shared.withLock {
            guard let session = $0.state.acquireIdle() else { return nil }
            $0.statistics.acquired += 1
            return session
        }
    }

    private func discard(_ session: Session) {
        session.doom()
        let opensConnection = shared.withLock {
            $0.statistics.foundDead += 1
            return $0.state.discardLeased()
        }
        if opensConnection { openConnection() }
        resumeClosersIfDrained()
    }

    private func waitForSession(until deadline: MonotonicTime) async throws(PostgresError) -> Session {
        let start = MonotonicTime.now
        let id = shared.withLock {
            $0.lastWaiterID += 1
            return $0.lastWaiterID
        }
        let timer = Reactor.shared.schedule(at: deadline) { self.expireWait(id) }
        let result: Result<Session, PostgresError> = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                enqueue(continuation, id: id, now: start)
                // Deadline and cancellation may have come before there was a waiter to withdraw.
                if Task.isCancelled { cancelWait(id) }
                if MonotonicTime.now >= deadline { expireWait(id) }
            }
        } onCancel: {
            cancelWait(id)
        }
        Reactor.shared.cancelTimer(timer)
        let waited = MonotonicTime.now.since(start)
        count {
            $0.waited += 1
            $0.waitTime += waited
            if case .success = result { $0.acquired += 1 }
        }
        return try result.get()
    }

    private func enqueue(_ continuation: Waiter, id: Int, now: MonotonicTime) {
        let admission = shared.withLock { shared in
            let admission = shared.state.admit(continuation, id: id, now: now)
            if case .refused(.queueFull) = admission { shared.statistics.queueRefusals += 1 }
            return admission
        }
        switch admission {
        case .lease(let session): continuation.resume(returning: .success(session))
        case .refused(let refusal):
            let code: PostgresError.Code = refusal == .closed ? .poolClosed : .poolQueueFull
            continuation.resume(returning: .failure(PostgresError(code, isSafeToRetry: true)))
        case .queued(let opensConnection):
            if opensConnection { openConnection() }
        }
    }

    private func expireWait(_ id: Int) {
        withdraw(id, PostgresError(.poolWaitExpired, isSafeToRetry: true)) { $0.waitsExpired += 1 }
    }

    private func cancelWait(_ id: Int) {
        withdraw(id, PostgresError(.cancelled, isSafeToRetry: true)) { $0.waitsCancelled += 1 }
    }

    private func withdraw(_ id: Int, _ error: PostgresError, _ change: (inout PoolStatistics) -> Void) {
        let waiter = shared.withLock { shared in
            let waiter = shared.state.withdraw(id)
            if waiter != nil { change(&shared.statistics) }
            return waiter
        }
        waiter?.resume(returning: .failure(error))
    }

    func perform(_ handover: PoolState<Session, Waiter>.Handover) {
        switch handover {
        case .resume(let waiter, let session): waiter.resume(returning: .success(session))
        case .keep: break
        case .close(let session): session.doom()
        }
    }
}
