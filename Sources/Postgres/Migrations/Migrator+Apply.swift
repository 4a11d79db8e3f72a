import LibPQ
import Logging

extension Migrator {
    /// Roles belong to the cluster and the advisory lock to one database, so two migrators may meet here; the server
    /// then says "tuple concurrently updated" (XX000) or finds the role twice.
    func applyRoles(_ text: String, _ connection: PostgresConnection) async throws {
        for attempt in 1... {
            do {
                return try await connection.simple(text, deadline: .seconds(60))
            } catch {
                let isCollision = ["XX000", "23505", "42710", "40P01"].contains(error.sqlState)
                guard isCollision, attempt < 10 else {
                    throw MigrationError.failed(fileName: "roles.sql", error)
                }
            }
            try await Task.sleep(for: .milliseconds(Int.random(in: 10...50) * attempt))
        }
    }

    /// Makes the schema and the table of migrations, and becomes the owner role if there is one.
    static func bootstrap(_ connection: PostgresConnection) async throws(PostgresError) {
        let found = try await connection.query(
            """
            select case when r.oid is null then false else pg_has_role(r.oid, 'member') end as has_owner,
                pg_has_role(d.datdba, 'usage') as owns_database,
                to_regnamespace('liaison') is not null as has_schema,
                quote_ident(current_database()) as database
            from pg_database d
            left join pg_roles r on r.rolname = 'liaison_owner'
            where d.datname = current_database()
            """)
        guard let row = found.first else { return }
        let hasOwner: Bool = try row.get("has_owner")
        if hasOwner {
            if try row.get("owns_database") {
                let database: String = try row.get("database")
                _ = try await connection.query("grant create on database \(raw: database) to liaison_owner")
            }
            if try !row.get("has_schema", as: Bool.self) {
                _ = try await connection.query("create schema liaison authorization liaison_owner")
            }
            _ = try await connection.query("set role liaison_owner")
        } else if try !row.get("has_schema", as: Bool.self) {
            _ = try await connection.query("create schema liaison")
        }
        try await createTable(connection)
    }

    private static func createTable(_ connection: PostgresConnection) async throws(PostgresError) {
        let found = try await connection.query("select to_regclass('liaison.schema_migrations') is not null")
        if try found.scalar(as: Bool.self) { return }
        try await connection.simple(
            """
            create table liaison.schema_migrations (
                number integer not null,
                name text not null,
                checksum text not null,
                applied_at timestamptz not null default now(),
                applied_by text not null default session_user,
                duration_ms bigint not null,
                constraint schema_migrations_pkey primary key (number),
                constraint schema_migrations_number_positive check (number > 0),
                constraint schema_migrations_duration_not_negative check (duration_ms >= 0)
            );
            comment on table liaison.schema_migrations is 'Which files of the sql folder this database has had.';
            comment on column liaison.schema_migrations.number is 'The file''s number; files are applied in this order.';
            comment on column liaison.schema_migrations.name is 'The words of the file''s name.';
            comment on column liaison.schema_migrations.checksum is 'SHA-256 of the file, hexadecimal.';
            comment on column liaison.schema_migrations.applied_at is 'When the file''s transaction began.';
            comment on column liaison.schema_migrations.applied_by is 'The role that logged in to migrate.';
            comment on column liaison.schema_migrations.duration_ms is 'How long the file took, in milliseconds.';
            """)
    }

    static func applied(_ connection: PostgresConnection) async throws(PostgresError) -> [AppliedMigration] {
        let found = try await connection.query("select to_regclass('liaison.schema_migrations') is not null")
        guard try found.scalar(as: Bool.self) else { return [] }
        let rows = try await connection.query(
            "select number, name, checksum, applied_at from liaison.schema_migrations order by number")
        var applied: [AppliedMigration] = []
        for row in rows.rows {
            applied.append(
                AppliedMigration(
                    number: try row.get(0), name: try row.get(1), checksum: try row.get(2), appliedAt: try row.get(3)))
        }
        return applied
    }

    /// Runs one file and its entry in one transaction.
    func apply(_ file: MigrationFile, _ connection: PostgresConnection) async throws -> Duration {
        let start = MonotonicTime.now
        do {
            try await connection.simple("begin")
            try await connection.simple(file.text, deadline: .seconds(3600))
            guard connection.session.handle.transactionStatus == .inTransaction else {
                throw MigrationError.endsTransaction(fileName: file.fileName)
            }
            let duration = MonotonicTime.now.since(start)
            let milliseconds =
                duration.components.seconds * 1000 + duration.components.attoseconds / 1_000_000_000_000_000
            _ = try await connection.query(
                """
                insert into liaison.schema_migrations (number, name, checksum, duration_ms)
                values (\(file.number), \(file.name), \(file.checksum), \(milliseconds))
                """)
            try await connection.simple("commit")
            logger.info("migration applied", metadata: ["file": "\(file.fileName)"])
            return duration
        } catch let error as PostgresError {
            try? await connection.simple("rollback")
            throw MigrationError.failed(fileName: file.fileName, error)
        }
    }
}
