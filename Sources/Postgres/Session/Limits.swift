/// How long an operation may take and what happens then.
struct Limits: Sendable {
    /// What becomes of an operation that did not finish in time.
    enum Expiry: Sendable {
        /// Ask the server to cancel, then read what is left, so that the connection stays usable.
        case cancel
        /// Close the socket: a commit may be under way, and cancelling one makes the server answer success for a row
        /// that a failover loses.
        case abandon
    }

    var deadline: MonotonicTime
    var expiry = Expiry.cancel
    /// Whether cancelling the task ends the operation.
    var isCancellable = true

    var hasPassed: Bool { MonotonicTime.now >= deadline }

    /// What is left to be read after the statement was cancelled has a second at least.
    mutating func extendForRest() { deadline = max(deadline, .after(.seconds(1))) }

    /// Throws if there is no point in starting; nothing was sent then.
    func checkBeforeSending() throws(PostgresError) {
        if isCancellable, Task.isCancelled { throw PostgresError(.cancelled, isSafeToRetry: true) }
        if hasPassed { throw PostgresError(.timedOut, isSafeToRetry: true) }
    }
}
