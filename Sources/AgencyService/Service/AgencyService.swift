import Agency
import Logging
import Postgres

/// The one way to the agency: every front end calls operations of the catalogue through it.
package final class AgencyService: Sendable {
    package let configuration: ServiceConfiguration
    package let parts: ServiceParts
    package let logger: Logger
    private let pools: [DatabaseRole: PostgresPool]
    let tables: TablePlaces

    /// Opens nothing yet: connections are made when they are first needed.
    ///
    /// - Throws: `PostgresError` for a URL that libpq does not understand.
    package init(_ configuration: ServiceConfiguration, logger: Logger) throws {
        self.configuration = configuration
        self.logger = logger
        parts = ServiceParts(
            clock: configuration.clock, calendars: CalendarCache(), policies: PolicyCache(), passwords: PasswordHasher(),
            logger: logger)
        let budget = ConnectionBudget(configuration.connectionsPerRole)
        tables = TablePlaces(budget.tables)
        var pools: [DatabaseRole: PostgresPool] = [:]
        for role in DatabaseRole.allCases {
            var pool = try PoolConfiguration(
                url: configuration.databaseURL, user: role.rawValue,
                password: configuration.roleSecret.map { RolePassword.derive(secret: $0, role: role) })
            pool.maximumConnections = configuration.connectionsPerRole
            pool.sharedConnections = budget.shared
            pool.statementDeadline = configuration.statementDeadline
            pool.preparedStatements = configuration.preparedStatements
            if !configuration.servesMany { pool.sharedConnections = 0 }
            pools[role] = PostgresPool(name: role.rawValue, configuration: pool, logger: logger)
        }
        self.pools = pools
    }

    /// The pool of a database role.
    package func pool(_ role: DatabaseRole) -> PostgresPool {
        guard let pool = pools[role] else { preconditionFailure("every database role has its pool") }
        return pool
    }

    /// Connections and waiters of every pool, for /metrics.
    package var statistics: [(role: DatabaseRole, statistics: PoolStatistics)] {
        DatabaseRole.allCases.compactMap { role in pools[role].map { (role, $0.statistics) } }
    }

    /// Closes every pool; calls that run get an error.
    package func close() async {
        for pool in pools.values { await pool.close() }
    }
}

/// A request for an operation, as a front end hands it over.
package struct OperationRequest: Sendable {
    package var token: String?
    package var input: JSONObject
    /// Members of the input that came as text (URL) and may stand for numbers.
    package var textual: Set<String>
    package var idempotencyKey: String?
    package var ifMatch: String?
    /// The address that the request came from.
    package var source: String
    /// The file that comes with the request, for operations that take one.
    package var file: SentFile?

    package init(
        token: String?, input: JSONObject = [:], textual: Set<String> = [], idempotencyKey: String? = nil,
        ifMatch: String? = nil, source: String = "local", file: SentFile? = nil
    ) {
        self.token = token
        self.input = input
        self.textual = textual
        self.idempotencyKey = idempotencyKey
        self.ifMatch = ifMatch
        self.source = source
        self.file = file
    }
}

/// An operation's answer: the status and the JSON text.
package struct OperationResponse: Sendable {
    package var status: Int
    package var body: [UInt8]
    /// Whether this is the stored answer to an earlier request with the same idempotency key.
    package var isReplay: Bool

    /// The entity tag of the answer: the same text has the same tag, and nothing else goes into it (R9).
    package var entityTag: String { EntityTag.of(body) }
}
