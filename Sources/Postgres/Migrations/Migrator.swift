import Logging

/// One thing that the migrator did.
package enum MigrationStep: Sendable, Equatable {
    case rolesApplied
    case applied(number: Int, name: String, duration: Duration)
    /// The last step: how many files were applied now and where the database is.
    case finished(applied: Int, highest: Int)
}

/// One migration and whether the database has it.
package struct MigrationStatus: Sendable, Equatable {
    package let number: Int
    package let name: String
    /// As the server writes it, in UTC; nil while pending.
    package let appliedAt: String?

    package var isPending: Bool { appliedAt == nil }
}

/// Applies the files of the sql folder, each in one transaction, one migrator at a time per database.
package struct Migrator: Sendable {
    let configuration: PoolConfiguration
    let directory: String
    let logger: Logger
    /// "liaison" in ASCII; the session advisory lock that migrators share.
    static let lockKey: Int64 = 0x6C69_6169_736F_6E

    /// The configuration must lead to the server itself, not through a pooler, and name the owner or a superuser.
    package init(configuration: PoolConfiguration, directory: String, logger: Logger) {
        var configuration = configuration
        configuration.maximumConnections = 1
        configuration.statementDeadline = .seconds(3600)
        configuration.preparedStatements = false
        self.configuration = configuration
        self.directory = directory
        self.logger = logger
    }

    package init(connectionURL: String, directory: String, logger: Logger) throws(PostgresError) {
        try self.init(configuration: PoolConfiguration(url: connectionURL), directory: directory, logger: logger)
    }

    /// Applies what is pending.
    ///
    /// Throws `MigrationError` or `PostgresError`; files applied before a failure stay.
    package func migrate(progress: (MigrationStep) -> Void = { _ in }) async throws {
        let source = try MigrationDirectory(path: directory)
        try await withConnection { connection in
            _ = try await connection.query("select pg_advisory_lock(\(Self.lockKey))", deadline: .seconds(300))
            _ = try await connection.query("select set_config('lock_timeout', '5s', false)")
            if let roles = source.roles {
                try await applyRoles(roles, connection)
                progress(.rolesApplied)
            }
            // Before anything else is touched: a refusal must leave the database as it was.
            let applied = try await Self.applied(connection)
            let plan = try MigrationPlan(files: source.files, applied: applied)
            try await Self.bootstrap(connection)
            for file in plan.pending {
                let duration = try await apply(file, connection)
                progress(.applied(number: file.number, name: file.name, duration: duration))
            }
            progress(.finished(applied: plan.pending.count, highest: source.files.last?.number ?? 0))
        }
    }

    /// Every known migration, in order; throws `MigrationError` if files and database do not fit together.
    package func status() async throws -> [MigrationStatus] {
        let source = try MigrationDirectory(path: directory)
        let applied = try await withConnection { try await Self.applied($0) }
        _ = try MigrationPlan(files: source.files, applied: applied)
        let times = Dictionary(applied.map { ($0.number, $0.appliedAt) }, uniquingKeysWith: { first, _ in first })
        return source.files.map { MigrationStatus(number: $0.number, name: $0.name, appliedAt: times[$0.number]) }
    }

    /// Throws `MigrationError` unless the database is exactly at the files' last number.
    package func check() async throws {
        let pending = try await status().filter(\.isPending)
        if pending.isEmpty { return }
        throw MigrationError.pending(
            fileNames: pending.map { MigrationFile(number: $0.number, name: $0.name, text: "").fileName })
    }

    private func withConnection<R>(_ body: (PostgresConnection) async throws -> R) async throws -> R {
        let pool = PostgresPool(name: "migrator", configuration: configuration, logger: logger)
        do {
            // Closing the connection gives the advisory lock back.
            let value = try await pool.withConnection(body)
            await pool.close()
            return value
        } catch {
            await pool.close()
            throw error
        }
    }
}
