/// The pool's decisions, without clocks, sockets or threads: the shell asks, then does what it is told.
struct PoolState<Connection: Sendable, Waiter: Sendable>: Sendable {
    /// What to do with a connection that became available.
    enum Handover {
        case resume(Waiter, Connection)
        case keep
        case close(Connection)
    }

    /// What became of a caller who came to wait.
    enum Admission {
        case lease(Connection)
        case refused(Refusal)
        /// Waits now; the shell opens another connection if told so.
        case queued(opensConnection: Bool)
    }

    enum Refusal: Sendable {
        case closed, queueFull
    }

    private struct Waiting: Sendable {
        var waiter: Waiter
        var since: MonotonicTime
    }

    let maximumConnections: Int
    let maximumWaiters: Int
    private(set) var idle: [Connection] = []
    private(set) var leased = 0
    /// Attempts to connect under way or about to be repeated; each holds a place.
    private(set) var connecting = 0
    private(set) var isClosed = false
    private(set) var consecutiveFailures = 0
    private var queue: [Int] = []
    private var queueHead = 0
    private var waiting: [Int: Waiting] = [:]

    init(maximumConnections: Int, maximumWaiters: Int) {
        self.maximumConnections = max(1, maximumConnections)
        self.maximumWaiters = maximumWaiters
    }

    var waiterCount: Int { waiting.count }
    var total: Int { idle.count + leased + connecting }
    /// Nothing left to wait for after closing.
    var isDrained: Bool { isClosed && leased == 0 && connecting == 0 }

    /// A free connection, the last used first, unless others wait already.
    mutating func acquireIdle() -> Connection? {
        guard !isClosed, waiting.isEmpty, let connection = idle.popLast() else { return nil }
        leased += 1
        return connection
    }

    mutating func admit(_ waiter: Waiter, id: Int, now: MonotonicTime) -> Admission {
        if isClosed { return .refused(.closed) }
        if let connection = acquireIdle() { return .lease(connection) }
        if waiting.count >= maximumWaiters { return .refused(.queueFull) }
        waiting[id] = Waiting(waiter: waiter, since: now)
        queue.append(id)
        return .queued(opensConnection: reserveConnection())
    }

    /// Takes a waiter out who gave up; nil if it was served meanwhile.
    mutating func withdraw(_ id: Int) -> Waiter? { waiting.removeValue(forKey: id)?.waiter }

    /// A connection was opened.
    mutating func connected(_ connection: Connection) -> Handover {
        connecting -= 1
        consecutiveFailures = 0
        return offer(connection)
    }

    /// An attempt failed.
    ///
    /// Callers who waited longer than the window, or all if trying again is pointless, are told; if others remain, the
    /// attempt keeps its place and is to be repeated.
    mutating func connectFailed(isPermanent: Bool, waitingSince limit: MonotonicTime) -> (told: [Waiter], repeats: Bool) {
        consecutiveFailures += 1
        var told: [Waiter] = []
        while let (id, waiter) = firstWaiting(), isPermanent || isClosed || waiter.since <= limit {
            waiting[id] = nil
            told.append(waiter.waiter)
        }
        if !isClosed, connecting <= waiting.count { return (told, true) }
        connecting -= 1
        return (told, false)
    }

    /// A lease ended.
    ///
    /// `isReusable` is false for connections that are not idle and clean.
    mutating func release(_ connection: Connection, isReusable: Bool) -> (handover: Handover, opensConnection: Bool) {
        leased -= 1
        if isReusable { return (offer(connection), false) }
        return (.close(connection), !isClosed && reserveConnection())
    }

    /// A leased connection turned out to be dead before it was used; true if another is to be opened for those who wait.
    mutating func discardLeased() -> Bool {
        leased -= 1
        return !isClosed && reserveConnection()
    }

    mutating func close() -> (waiters: [Waiter], connections: [Connection]) {
        isClosed = true
        defer {
            waiting = [:]
            queue = []
            queueHead = 0
            idle = []
        }
        return (waiting.sorted { $0.key < $1.key }.map(\.value.waiter), idle)
    }

    private mutating func offer(_ connection: Connection) -> Handover {
        if isClosed { return .close(connection) }
        guard let (id, waiter) = firstWaiting() else {
            idle.append(connection)
            return .keep
        }
        waiting[id] = nil
        leased += 1
        return .resume(waiter.waiter, connection)
    }

    /// True if another connection should be opened for those who wait.
    private mutating func reserveConnection() -> Bool {
        guard total < maximumConnections, connecting < waiting.count else { return false }
        connecting += 1
        return true
    }

    /// The one who waits longest; skips those who gave up.
    private mutating func firstWaiting() -> (Int, Waiting)? {
        while queueHead < queue.count {
            if let waiter = waiting[queue[queueHead]] { return (queue[queueHead], waiter) }
            queueHead += 1
            if queueHead >= 1024 {
                queue.removeFirst(queueHead)
                queueHead = 0
            }
        }
        queue.removeAll(keepingCapacity: true)
        queueHead = 0
        return nil
    }
}
