import Agency
import Logging
import Postgres

/// What a service needs to know to start; every value can be set by environment or flag (INTERFACE.md).
package struct ServiceConfiguration: Sendable {
    /// Where PostgreSQL is: a libpq URL; user and password are replaced by those of each database role.
    package var databaseURL: String
    /// From it each login role's password is derived; nil where the server does not ask for one.
    package var roleSecret: String?
    package var clock: ServiceClock
    /// Connections for each database role at the most.
    package var connectionsPerRole: Int
    /// The limit for every statement of a request.
    package var statementDeadline: Duration
    /// Off behind a PgBouncer older than 1.21, where named statements give other clients' results.
    package var preparedStatements: Bool
    /// Whether many callers are served at once; who serves one opens no connection for others to share.
    package var servesMany = true

    package init(
        databaseURL: String, roleSecret: String? = nil, clock: ServiceClock = ServiceClock(),
        connectionsPerRole: Int = 12, statementDeadline: Duration = .seconds(15), preparedStatements: Bool = true
    ) {
        self.databaseURL = databaseURL
        self.roleSecret = roleSecret
        self.clock = clock
        self.connectionsPerRole = connectionsPerRole
        self.statementDeadline = statementDeadline
        self.preparedStatements = preparedStatements
    }
}

/// The long-lived parts that operations share.
package struct ServiceParts: Sendable {
    package let clock: ServiceClock
    package let calendars: CalendarCache
    package let policies: PolicyCache
    package let passwords: PasswordHasher
    package let logger: Logger
}
