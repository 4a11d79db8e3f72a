import Agency
import Postgres

/// One running call of an operation: who asks, and the way to the database as them.
///
/// In a read every statement group is a self-contained read-only transaction of one round trip: token, identity and query in one pipeline.
/// In a write all statements belong to one transaction, which commits together with the audit rows and the stored answer.
package final class Call: Sendable {
    enum Way: Sendable {
        case reading(PostgresPool, entrance: SQL, sharing: Bool)
        /// Before anybody is signed in: each statement group is a transaction of its own, which may write.
        case signingIn(PostgresPool)
        case writing(Transaction)
        /// A whole list is read: all statements see one moment.
        case exporting(Transaction)
    }

    /// The operation's name.
    package let operation: String
    /// The role of the token; in a read the database confirms it with the first statement.
    package let role: Role?
    /// Who asks; nil in a read, where no statement was sent yet, and before signing in.
    package let caller: Caller?
    /// The address that the request came from, for throttling.
    package let source: String
    /// The file that came with the request.
    package let file: SentFile?
    package let services: ServiceParts
    let way: Way
    /// When the whole call must be done.
    let end: MonotonicTime

    init(
        operation: String, role: Role?, caller: Caller?, source: String, services: ServiceParts, way: Way,
        end: MonotonicTime, file: SentFile? = nil
    ) {
        self.operation = operation
        self.role = role
        self.caller = caller
        self.source = source
        self.services = services
        self.way = way
        self.end = end
        self.file = file
    }

    package var now: Instant { services.clock.now }

    /// Sends statements together, in one round trip, and gives their results in order.
    package func pipeline(_ statements: [SQL]) async throws -> [QueryResult] {
        switch way {
        case .reading(let pool, let entrance, let sharing):
            Array(try await pool.pipeline([entrance] + statements, until: end, sharing: sharing).dropFirst())
        case .signingIn(let pool):
            // Hashing a password waits its own turn, for which the database has no less time.
            try await pool.pipeline(statements, commits: true)
        case .writing(let transaction), .exporting(let transaction):
            try await transaction.pipeline(statements)
        }
    }

    /// The rows of one statement.
    package func result(_ statement: SQL) async throws -> QueryResult {
        guard let result = try await pipeline([statement]).first else {
            throw Problem(.internal, "The database gave no answer.")
        }
        return result
    }

    /// All rows of one statement, decoded.
    package func all<Value: Decodable>(_ statement: SQL, as type: Value.Type = Value.self) async throws -> [Value] {
        try await result(statement).decode(type)
    }

    /// The first row of one statement, or nil.
    package func first<Value: Decodable>(
        _ statement: SQL, as type: Value.Type = Value.self
    ) async throws -> Value? {
        try await all(statement, as: type).first
    }

    /// The first row of one statement.
    ///
    /// - Throws: `not-found` if there is none, or none that the caller may see.
    package func one<Value: Decodable>(
        _ noun: String, _ statement: SQL, as type: Value.Type = Value.self
    ) async throws -> Value {
        guard let value = try await first(statement, as: type) else { throw Problem.notFound(noun) }
        return value
    }

    /// Runs a statement for its effect.
    ///
    /// - Returns: how many rows it touched.
    @discardableResult
    package func execute(_ statement: SQL) async throws -> Int { try await result(statement).affected }
}

extension SQL {
    /// The statement that presents the token; everything after it in the transaction runs as that person, or fails with `LA401`.
    static func entrance(
        token: SessionToken, operation: String, clock: ServiceClock, readOnly: Bool
    ) -> SQL {
        """
        select account_id, role, person_id, name from liaison.enter(\(token.text), \(token.role.rawValue), \(operation), \
        \(clock.fixed?.description), \(readOnly))
        """
    }
}
