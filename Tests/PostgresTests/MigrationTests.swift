import Logging
import Testing

@testable import Postgres

@Suite struct MigrationPlanTests {
    private let files = [
        MigrationFile(number: 1, name: "base", text: "select 1"),
        MigrationFile(number: 2, name: "more", text: "select 2"),
        MigrationFile(number: 4, name: "last", text: "select 4"),
    ]

    private func applied(_ file: MigrationFile) -> AppliedMigration {
        AppliedMigration(number: file.number, name: file.name, checksum: file.checksum)
    }

    private func refusal(_ files: [MigrationFile], _ applied: [AppliedMigration]) -> String? {
        do {
            _ = try MigrationPlan(files: files, applied: applied)
            return nil
        } catch {
            return error.description
        }
    }

    @Test func findsWhatIsPending() throws {
        #expect(try MigrationPlan(files: files.reversed(), applied: []).pending == files)
        #expect(try MigrationPlan(files: files, applied: [applied(files[0])]).pending == Array(files[1...]))
        #expect(try MigrationPlan(files: files, applied: files.map(applied)).pending.isEmpty)
    }

    @Test func refusesWithTheFacts() {
        var edited = applied(files[0])
        edited = AppliedMigration(number: 1, name: "base", checksum: "00" + edited.checksum.dropFirst(2))
        #expect(refusal(files, [edited])?.contains("0001_base.sql was changed") == true)
        #expect(refusal([files[0], files[2]], [applied(files[0]), applied(files[1])])?.contains("2 more") == true)
        #expect(refusal(files, [applied(files[0]), applied(files[2])])?.contains("0002_more.sql is new") == true)
        #expect(refusal([files[0]], files.map(applied))?.contains("newer version") == true)
        let twice = files + [MigrationFile(number: 2, name: "again", text: "")]
        #expect(refusal(twice, [])?.contains("0002_again.sql, 0002_more.sql") == true)
    }

    @Test func fileNamesAreStrict() {
        #expect(MigrationFile.parse("0012_add_teams.sql")?.number == 12)
        #expect(MigrationFile.parse("0012_add_teams.sql")?.name == "add_teams")
        for name in ["12_x.sql", "0012.sql", "0012_.sql", "0012_Add.sql", "0012-add.sql", "0012_add.SQL", "a012_x.sql"] {
            #expect(MigrationFile.parse(name) == nil, "\(name)")
        }
        #expect(files[0].checksum == "822ae07d4783158bc1912bb623e5107cc9002d519e1143a9c200ed6ee18b6d0f")
    }
}

extension ServerTests {
    @Suite struct MigratorTests {
        private let logger = Logger(label: "test")

        @Test func migratesAndRefusesLaterEdits() async throws {
            try await TestServer.withDatabase { configuration in
                var files = [
                    "0001_base.sql": "create table a (id int); insert into a values (1);\n-- end",
                    "0002_more.sql": "create function f() returns int language sql as $$ select 1; $$;",
                    "README.md": "not a migration",
                ]
                try await TestServer.withFolder(files) { folder in
                    let migrator = Migrator(configuration: configuration, directory: folder, logger: logger)
                    await #expect(throws: MigrationError.self) { try await migrator.check() }
                    var steps: [MigrationStep] = []
                    try await migrator.migrate { steps.append($0) }
                    #expect(steps.last == .finished(applied: 2, highest: 2))
                    try await migrator.migrate { steps.append($0) }
                    #expect(steps.last == .finished(applied: 0, highest: 2))
                    try await migrator.check()
                    #expect(try await migrator.status().allSatisfy { !$0.isPending })
                }
                files["0001_base.sql"] = "create table b (id int)"
                try await TestServer.withFolder(files) { folder in
                    let migrator = Migrator(configuration: configuration, directory: folder, logger: logger)
                    await #expect(throws: MigrationError.self) { try await migrator.migrate() }
                }
            }
        }

        @Test func aFailingFileIsUndoneAsAWhole() async throws {
            try await TestServer.withDatabase { configuration in
                let files = [
                    "0001_base.sql": "create table a (id int);", "0002_bad.sql": "create table b (id int); select 1/0;",
                ]
                try await TestServer.withFolder(files) { folder in
                    let migrator = Migrator(configuration: configuration, directory: folder, logger: logger)
                    await #expect(throws: MigrationError.self) { try await migrator.migrate() }
                    let pending = try await migrator.status().map(\.isPending)
                    #expect(pending == [false, true])
                }
                let pool = PostgresPool(name: "look", configuration: configuration, logger: logger)
                #expect(try await pool.pipeline(["select to_regclass('b') is null"])[0].scalar(as: Bool.self))
                await pool.close()
            }
        }

        @Test func aFileMustNotEndItsTransaction() async throws {
            try await TestServer.withDatabase { configuration in
                try await TestServer.withFolder(["0001_base.sql": "create table a (id int); commit;"]) { folder in
                    let migrator = Migrator(configuration: configuration, directory: folder, logger: logger)
                    do {
                        try await migrator.migrate()
                        Issue.record("it passed")
                    } catch MigrationError.endsTransaction(let fileName) {
                        #expect(fileName == "0001_base.sql")
                    }
                }
            }
        }

        @Test func manyMigratorsAtOnceApplyEachFileOnce() async throws {
            try await TestServer.withDatabase { configuration in
                let roles = """
                    do $$ begin
                        if not exists (select from pg_roles where rolname = 'driver_test_role') then
                            create role driver_test_role;
                        end if;
                    end $$;
                    alter role driver_test_role nologin;
                    """
                try await TestServer.withFolder(["roles.sql": roles, "0001_base.sql": "create table a (id int)"]) {
                    folder in
                    let migrator = Migrator(configuration: configuration, directory: folder, logger: logger)
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        for _ in 1...4 { group.addTask { try await migrator.migrate() } }
                        try await group.waitForAll()
                    }
                    #expect(try await migrator.status().count == 1)
                }
                let pool = PostgresPool(name: "look", configuration: configuration, logger: logger)
                _ = try await pool.pipeline(["drop role driver_test_role"], commits: true)
                await pool.close()
            }
        }
    }
}
