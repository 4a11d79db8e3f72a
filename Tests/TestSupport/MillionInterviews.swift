import Agency
import AgencyService
import Logging
import Postgres

/// The agency with a million interviews (`million.sql`), which tests read and leave as it is.
package enum MillionInterviews {
    /// A Friday; the interviews reach from two years before it to three weeks after.
    package static let now = "2026-11-20T10:00:00Z"

    /// A live session token of the account with that id.
    package static func token(_ role: Role, account: Int64) -> String {
        let letter =
            switch role {
            case .candidate: "c"
            case .recruiter: "s"
            case .coordinator: "o"
            case .client: "k"
            case .referrer: "r"
            case .admin: "a"
            }
        let start = "l\(letter)_\(account)_"
        return start + String(repeating: "-", count: 46 - start.utf8.count)
    }

    /// Makes the database if need be.
    ///
    /// - Returns: its name.
    package static func database() async throws -> String { try await TemplateDatabase.million.name() }

    /// Lends a service on it with one connection for each role; what the server remarks goes to the logger.
    package static func withService(
        settings: [String: String], logger: Logger, _ body: (AgencyService, PostgresPool) async throws -> Void
    ) async throws {
        let database = try await database()
        let url = try TestCluster.url(database: database)
        let superuser = PostgresPool(
            name: "million", configuration: try PoolConfiguration(url: url), logger: TestCluster.quietLogger)
        guard let instant = Instant(rfc3339: now) else { throw TestSupportError("no time with its zone: \(now)") }
        let service = try AgencyService(
            ServiceConfiguration(
                databaseURL: url, clock: ServiceClock(fixed: instant), connectionsPerRole: 1,
                statementDeadline: .seconds(120)),
            logger: logger)
        do {
            try await superuser.withConnection { connection in
                for role in DatabaseRole.allCases {
                    for (name, value) in settings {
                        try await connection.simple(
                            "alter role \(role.rawValue) in database \(database) set \(name) = '\(value)'")
                    }
                }
            }
            try await body(service, superuser)
        } catch {
            await service.close()
            await superuser.close()
            throw error
        }
        await service.close()
        await superuser.close()
    }
}
