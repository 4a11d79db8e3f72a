import Postgres
import TestSupport
import Testing

/// Every policy is taken away and opened wide; a test must notice each time, or nothing would notice a mistake in it.
@Suite("Mutation of the policies")
struct PolicyMutationTests {
    private struct Policy: Decodable {
        var name: String
        var tableName: String
        var command: String
    }

    @Test("no policy can be dropped or opened without the matrix noticing")
    func policies() async throws {
        try await withSecurityScene { db in
            let policies = try await db.query(
                """
                select p.polname::text as name, c.relname::text as table_name, p.polcmd::text as command
                  from pg_policy p join pg_class c on c.oid = p.polrelid
                 where p.polname <> 'owner' and c.relnamespace = 'liaison'::regnamespace order by 2, 1
                """
            ).decode(Policy.self)
            let expected = try await AccessMatrix.expected(in: db)
            #expect(policies.count > 80)
            let unnoticed = try await db.superuser.withConnection { connection in
                var unnoticed: [String] = []
                for policy in policies {
                    let place = "\(policy.name) on liaison.\(policy.tableName)"
                    let using = policy.command == "a" ? "" : "using (true)"
                    let check = ["a", "w", "*"].contains(policy.command) ? "with check (true)" : ""
                    for mutation in ["drop policy \(place)", "alter policy \(place) \(using) \(check)"] {
                        try await connection.simple("begin; \(mutation)")
                        let measured = try await AccessMatrix.measured(connection, table: policy.tableName)
                        try await connection.simple("rollback")
                        if AccessMatrix.differences(expected, measured, table: policy.tableName).isEmpty {
                            unnoticed.append(mutation)
                        }
                    }
                }
                return unnoticed
            }
            #expect(unnoticed == [])
        }
    }

    @Test("row-level security cannot be switched off, nor its force on the owner, without the catalogue check noticing")
    func security() async throws {
        try await withDatabase { db in
            let tables = try await db.query(
                "select oid::regclass::text from pg_class where relnamespace::regnamespace::text ~ '^liaison' and relkind = 'r'"
            ).rows.map { try $0.get(0) as String }
            let unnoticed = try await db.superuser.withConnection { connection in
                var unnoticed: [String] = []
                for table in tables {
                    for mutation in ["disable row level security", "no force row level security"] {
                        try await connection.simple("begin; alter table \(table) \(mutation)")
                        let faults = try await SchemaLint.protected.faults(connection)
                        try await connection.simple("rollback")
                        if !faults.contains(where: { $0.contains(table) }) { unnoticed.append("\(table): \(mutation)") }
                    }
                }
                return unnoticed
            }
            #expect(tables.count > 30 && unnoticed == [])
        }
    }

    @Test("no trigger can be dropped without a rule noticing")
    func triggers() async throws {
        struct Trigger: Decodable {
            var name: String
            var tableName: String
        }
        try await withSecurityScene { db in
            let triggers = try await db.query(
                """
                select t.tgname::text as name, t.tgrelid::regclass::text as table_name from pg_trigger t
                 where not t.tgisinternal and t.tgrelid::regclass::text ~ '^liaison' order by 2, 1
                """
            ).decode(Trigger.self)
            #expect(triggers.count > 60)
            let unnoticed = try await db.superuser.withConnection { connection in
                var unnoticed: [String] = []
                for trigger in triggers {
                    try await connection.simple("begin; drop trigger \(trigger.name) on \(trigger.tableName)")
                    var isNoticed = false
                    if trigger.name.hasPrefix("audit") {
                        isNoticed = try await !SchemaLint.audited.faults(connection).isEmpty
                    } else {
                        for rule in DatabaseRule.all where !isNoticed && rule.tables.contains(trigger.tableName) {
                            isNoticed = try await rule.outcome(connection) != rule.expected
                        }
                    }
                    try await connection.simple("rollback")
                    if !isNoticed { unnoticed.append("\(trigger.name) on \(trigger.tableName)") }
                }
                return unnoticed
            }
            #expect(unnoticed == [])
        }
    }
}
