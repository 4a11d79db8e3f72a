import Agency
import Postgres
import TestSupport
import Testing

@testable import AgencyService

@Suite struct ScaledAgencyTests {
    static let now = "2026-03-04T10:00:00Z"

    @discardableResult
    private func load(
        _ database: TestDatabase, _ order: ScaledAgency.Order, now: String = now, into pool: PostgresPool? = nil
    ) async throws -> (accounts: [DemoAccount], sessions: [ScaledAgency.OpenSession]) {
        _ = try await CalendarSeed.load(directory: Checkout.file("sql/holidays"), into: database.superuser)
        let now = try #require(Instant(rfc3339: now))
        let hasher = PasswordHasher(cost: .init(logRounds: 4))
        return try await ScaledAgency.load(order, into: pool ?? database.superuser, hasher: hasher, now: now) { _ in }
    }

    private func check(_ database: TestDatabase, today: String) async throws {
        let rules = ScaledRules(today: today)
        for (rule, sql) in rules.all {
            let broken: Int64 = try await database.value(sql)
            #expect(broken == 0, "\(rule), on \(today)")
        }
    }

    /// An ordinary day, Christmas, Golden Week, the night in which the clocks turn; with few and with many overdue.
    @Test(arguments: [("2026-03-04T10:00:00Z", 40), ("2026-12-26T12:00:00Z", 0), ("2026-05-06T23:30:00Z", 900), ("2026-03-29T01:30:00Z", 2400)])
    func everyRuleHoldsThatTheTriggersKeep(now: String, overdue: Int) async throws {
        try await withDatabase(.empty) { database in
            try await load(database, .init(scale: 1, seed: 5, overdue: overdue), now: now)
            let today: String = try await database.value("select liaison.local_date(\(now)::timestamptz, 'Europe/London')::text")
            try await check(database, today: today)
            let found: Int64 = try await database.value(
                "select count(*) from liaison.interviews where resolved_on is null and held_on < \(today)::date and due_on < \(today)::date")
            #expect(found == Int64(overdue))
        }
    }

    /// COPY went past the foreign keys, so each is asked again of every row.
    @Test func everyReferenceIsThere() async throws {
        try await withDatabase(.empty) { database in
            try await load(database, .init(scale: 1, sessions: 5))
            try await database.execute(
                """
                update pg_constraint set convalidated = false where contype = 'f';
                do $$
                declare
                    c record;
                begin
                    for c in select conrelid::regclass as owner, conname from pg_constraint where contype = 'f' loop
                        execute format('alter table %s validate constraint %I', c.owner, c.conname);
                    end loop;
                end $$
                """)
        }
    }

    @Test func aRuleThatIsBrokenIsSeen() async throws {
        try await withDatabase(.empty) { database in
            try await load(database, .init(scale: 1, overdue: 40))
            let rules = ScaledRules(today: "2026-03-04")
            for (rule, sql) in rules.all {
                let damage = try #require(ScaledRules.damages[rule], "\(rule)")
                let broken = try await count(sql, after: damage, in: database)
                #expect(broken > 0, "\(rule)")
            }
        }
    }

    private struct Undone: Error { var count: Int64 }

    /// What a query counts after a change, which is undone.
    private func count(_ sql: SQL, after change: String, in database: TestDatabase) async throws -> Int64 {
        do {
            try await database.superuser.transaction(opening: ["set local session_replication_role = replica"]) { transaction, _ in
                _ = try await transaction.query(SQL(text: change))
                throw Undone(count: try await transaction.query(sql).scalar())
            }
            return 0
        } catch let undone as Undone {
            return undone.count
        }
    }

    @Test func theSchemaIsAsBefore() async throws {
        try await withDatabase(.empty) { database in
            let before = try await schema(database)
            try await load(database, .init(scale: 1))
            #expect(try await schema(database) == before)
        }
    }

    @Test func aFailureLeavesNothing() async throws {
        try await withDatabase(.empty) { database in
            // The last table of all refuses what it gets.
            try await database.execute(
                "alter table liaison.audit_events add constraint audit_events_full_check check (operation <> 'submission.send')")
            let before = try await schema(database)
            await #expect(throws: PostgresError.self) { try await load(database, .init(scale: 1)) }
            #expect(try await schema(database) == before)
            #expect(try await DemoAgency.isEmpty(database: database.superuser))
        }
    }

    /// Indexes, triggers and protection of every table.
    private func schema(_ database: TestDatabase) async throws -> [String] {
        let rows = try await database.query(
            """
            select indexdef || coalesce(' -- ' || obj_description((schemaname || '.' || indexname)::regclass, 'pg_class'), '') as line
              from pg_indexes where schemaname like 'liaison%'
            union all
            select tgrelid::regclass || ' ' || tgname || ' ' || tgenabled::text from pg_trigger where not tgisinternal
            union all
            select oid::regclass || ' ' || relrowsecurity || relforcerowsecurity from pg_class where relkind = 'r' and relnamespace = 'liaison'::regnamespace
            order by 1
            """)
        return try rows.rows.map { try $0.get("line") }
    }

    @Test func whoIsSignedInCanWork() async throws {
        try await withDatabase(.empty) { database in
            let (accounts, sessions) = try await load(database, .init(scale: 2, overdue: 30, sessions: 50))
            #expect(sessions.count { $0.role == .candidate } == 50)
            #expect(sessions.count { $0.role == .recruiter } == 8)
            #expect(sessions.count { $0.role == .coordinator } == 1)
            #expect(Set(sessions.map(\.token)).count == sessions.count)
            #expect(Set(sessions.map(\.accountID)).count == sessions.count)
            let service = try database.service(now: Self.now)
            var submissions = 0
            for session in sessions {
                let me = try await service.call("session.show", as: session.token)
                #expect(me["account_id"]?.integer == session.accountID)
                guard session.role == .candidate else { continue }
                submissions += try await service.call("status", as: session.token)["submissions"]?.array?.count ?? 0
            }
            #expect(submissions > 100)
            let coordinator = try #require(sessions.first { $0.role == .coordinator })
            let report = try await service.call("report.overdue-feedback", as: coordinator.token, ["limit": 100])
            #expect(report["items"]?.array?.count == 30)
            #expect(report["next"] == .null)
            try await everyoneSignsIn(service, accounts)
        }
    }

    private func everyoneSignsIn(_ service: AgencyService, _ accounts: [DemoAccount]) async throws {
        #expect(Set(accounts.map(\.role)) == Set(Role.allCases))
        for account in accounts {
            let session = try await service.call(
                "session.create", as: nil as String?, ["email": .string(account.email), "password": .string(account.password)])
            let agenda = try await service.call("agenda", as: session["token"]?.string)
            #expect(agenda["items"]?.array != nil)
        }
    }

    @Test func idsGoOnAfterThoseThatWereMade() async throws {
        try await withDatabase(.empty) { database in
            let (_, sessions) = try await load(database, .init(scale: 1, sessions: 1))
            let service = try database.service(now: Self.now)
            let token = try #require(sessions.first { $0.role == .coordinator }).token
            let made = try await service.call("candidate.add", as: token, ["name": "New Person", "email": "new@mail.example"])
            #expect(made["id"]?.integer == 1001)
            let chase: Int64 = try await database.value("select nextval('liaison.chases_id_seq')")
            #expect(chase % 2 == 1)
            let last: Int64 = try await database.value("select max(id) from liaison.chases")
            #expect(chase == last + 2)
        }
    }

    @Test func onlyAnEmptyDatabaseIsFilledAndOnlyByASuperuser() async throws {
        try await withDatabase { database in
            await #expect(throws: DemoAgency.Failure.notEmpty) { try await load(database, .init(scale: 1)) }
        }
        try await withDatabase(.empty) { database in
            let configuration = try PoolConfiguration(url: try database.url(as: DatabaseRole.signIn.rawValue))
            let pool = PostgresPool(name: "weak", configuration: configuration, logger: .init(label: "weak"))
            database.atEnd { await pool.close() }
            try await database.execute(
                """
                grant usage on schema liaison to liaison_auth; grant select on liaison.recruiters to liaison_auth
                """)
            await #expect(throws: ScaledAgency.Failure.needsSuperuser) { try await load(database, .init(scale: 1), into: pool) }
        }
    }

    @Test(arguments: [
        ScaledAgency.Order(scale: 0), .init(scale: 10_001), .init(scale: 1, overdue: 2401), .init(scale: 1, overdue: -1),
        .init(scale: 1, sessions: 1001), .init(scale: 1, sessions: -1),
    ])
    func whatCannotBeMadeIsRefused(order: ScaledAgency.Order) {
        #expect(order.fault != nil)
    }
}
