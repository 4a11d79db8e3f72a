import LibPQ

/// What went wrong between this program and the server.
///
/// `description` is constant text per code, fit for any log; `debugDescription` adds the server's words, which may
/// quote personal data. Binds are in neither.
package struct PostgresError: Error, Sendable {
    package var code: Code
    /// The five-character SQLSTATE, if the server gave one.
    package var sqlState: String?
    package var constraintName: String?
    package var tableName: String?
    package var columnName: String?
    /// The server's or libpq's primary message; for the log only.
    package var message: String
    package var detail: String?
    package var hint: String?
    /// Which statement of a pipeline failed, counted from 0; nil if it was none in particular.
    package var statementIndex: Int?
    /// True if nothing took effect, so that the same work may be done again.
    package var isSafeToRetry: Bool
    /// The server function that raised it; never translated, unlike the message.
    var sourceFunction: String?

    package init(
        _ code: Code, message: String = "", sqlState: String? = nil, statementIndex: Int? = nil,
        isSafeToRetry: Bool = false
    ) {
        self.code = code
        self.message = message
        self.sqlState = sqlState
        self.statementIndex = statementIndex
        self.isSafeToRetry = isSafeToRetry
    }

    init(_ code: Code, _ diagnostics: Diagnostics, statementIndex: Int? = nil) {
        self.init(
            code, message: diagnostics.message, sqlState: diagnostics.sqlState?.rawValue,
            statementIndex: statementIndex)
        constraintName = diagnostics.constraintName
        tableName = diagnostics.tableName
        columnName = diagnostics.columnName
        detail = diagnostics.detail
        hint = diagnostics.hint
        sourceFunction = diagnostics.sourceFunction
    }

    /// The kind of failure; more may be added.
    package struct Code: Hashable, Sendable, CustomStringConvertible {
        package let name: String
        package var description: String { name }

        /// No connection could be made.
        package static let connectFailed = Code(name: "connectFailed")
        /// The server does not accept these credentials or this database.
        package static let authentication = Code(name: "authentication")
        /// The connection broke; if nothing could have been committed, `isSafeToRetry` is true.
        package static let connectionLost = Code(name: "connectionLost")
        /// The server reported an error; `sqlState` says which.
        package static let serverRejected = Code(name: "serverRejected")
        /// The calling task was cancelled and the statement with it.
        package static let cancelled = Code(name: "cancelled")
        /// The deadline passed and the statement was cancelled.
        package static let timedOut = Code(name: "timedOut")
        /// A commit was under way and its outcome is unknown: settle it with the same idempotency key.
        package static let inDoubt = Code(name: "inDoubt")
        /// The pool is closed.
        package static let poolClosed = Code(name: "poolClosed")
        /// No connection became free before the deadline.
        package static let poolWaitExpired = Code(name: "poolWaitExpired")
        /// Too many callers wait for a connection already.
        package static let poolQueueFull = Code(name: "poolQueueFull")
        /// A second use of a connection while the first is under way.
        package static let connectionBusy = Code(name: "connectionBusy")
        /// An earlier failure made the server skip this, or the transaction could not commit.
        package static let pipelineAborted = Code(name: "pipelineAborted")
        /// A cell is not what the program expects.
        package static let decoding = Code(name: "decoding")
        /// libpq or the server cannot do that.
        package static let unsupported = Code(name: "unsupported")
        /// The program broke the rules of this module.
        package static let misuse = Code(name: "misuse")
    }
}

extension PostgresError: CustomStringConvertible, CustomDebugStringConvertible {
    package var description: String {
        guard let sqlState else { return "PostgreSQL: \(code)" }
        return "PostgreSQL: \(code) \(sqlState)"
    }

    package var debugDescription: String {
        var text = description
        if let statementIndex { text += " in statement \(statementIndex)" }
        if !message.isEmpty { text += ": \(message)" }
        if let detail { text += "; detail: \(detail)" }
        if let hint { text += "; hint: \(hint)" }
        let places = [("table", tableName), ("column", columnName), ("constraint", constraintName)]
        for (kind, name) in places {
            if let name { text += "; \(kind) \(name)" }
        }
        return text
    }
}

extension PostgresError {
    /// Two transactions could not both go on as if one came after the other; cured by doing this one again.
    package var isSerializationFailure: Bool {
        sqlState == SQLState.serializationFailure.rawValue || sqlState == SQLState.deadlockDetected.rawValue
    }

    /// Whether the whole transaction, done again, may well succeed.
    package var isCuredByRepeating: Bool { isSerializationFailure || isStaleStatement }

    /// A plan or a name that the server dropped, typically by a migration; cured by preparing again.
    var isStaleStatement: Bool {
        guard code == .serverRejected else { return false }
        if sqlState == SQLState.invalidStatementName.rawValue { return true }
        return sqlState == SQLState.featureNotSupported.rawValue && sourceFunction == "RevalidateCachedQuery"
    }

    func retryable() -> PostgresError {
        var copy = self
        copy.isSafeToRetry = true
        return copy
    }
}
