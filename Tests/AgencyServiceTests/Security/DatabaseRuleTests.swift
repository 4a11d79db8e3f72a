import Agency
import AgencyService
import Postgres
import TestSupport
import Testing

@Suite("Rules that the database keeps by itself")
struct DatabaseRuleTests {
    @Test("hold for a superuser's script")
    func superuser() async throws {
        try await withSecurityScene { db in
            for rule in DatabaseRule.all {
                let outcome = try await db.superuser.withConnection { try await rule.outcome($0) }
                #expect(outcome == rule.expected, "\(rule)")
            }
        }
    }

    @Test("of chasing hold for a login role with a token")
    func login() async throws {
        try await withSecurityScene { db in
            for rule in DatabaseRule.chasing + DatabaseRule.citing {
                // A call's entries are one colleague's; elsewhere what was there before may be anybody's.
                let entries = rule.script.ranges(of: "insert into liaison.chases")
                guard let last = rule.script.contains("call_id") ? entries.first : entries.last else { continue }
                let isCandidate = rule.script[last.lowerBound...].contains("by_candidate")
                let person = !isCandidate ? Cast.ruth : rule.script.contains("= 902") ? Cast.dirk : Cast.anna
                let entrance = """
                    select set_config('session_authorization', '\(person.databaseRole.rawValue)', true),
                           set_config('liaison.token', '\(person.token)', true);

                    """
                let script = rule.script[..<last.lowerBound] + entrance + rule.script[last.lowerBound...]
                let outcome = try await db.outcome(String(script))
                #expect(outcome == rule.expected, "\(rule)")
            }
        }
    }

    @Test("two who chase one person in the same moment: one of them wins, fifty times")
    func race() async throws {
        try await withSecurityScene { db in
            try await db.execute(DatabaseRule.interview(1) + DatabaseRule.interview(4))
            var configuration = try PoolConfiguration(url: db.url(as: "liaison_staff"))
            configuration.maximumConnections = 2
            let pool = PostgresPool(name: "race", configuration: configuration, logger: TestCluster.quietLogger)
            for _ in 1...50 {
                async let first = chase(901, as: Cast.ruth, pool)
                async let second = chase(904, as: Cast.cora, pool)
                let outcomes = try await [first, second].sorted()
                #expect(outcomes == ["chase-too-early", "stored"])
                try await db.execute(
                    "set local session_replication_role = replica; delete from liaison.chases where interview_id > 900")
            }
            await pool.close()
        }
    }

    private func chase(_ interview: Int, as person: Cast.Person, _ pool: PostgresPool) async throws -> String {
        let entrance: SQL =
            "select name from liaison.enter(\(person.token), \(person.role), 'chase.log', \(Cast.now), false)"
        do {
            return try await pool.transaction(opening: [entrance]) { transaction, _ in
                try await transaction.query(
                    SQL(text: DatabaseRule.chase(interview, on: "2026-03-03").replacing(";", with: ""))
                ).scalar()
            }
        } catch let error as PostgresError {
            return error.message
        }
    }

    @Test("of policies hold for a login role with a token, and are a coordinator's alone to set")
    func policies() async throws {
        try await withSecurityScene { db in
            // Who has set it is no claim of the writer.
            func set(_ changes: String) -> String {
                DatabaseRule.policy(changes).replacing("changes, set_by", with: "changes").replacing("', 3)", with: "')")
            }
            let first = try await db.outcome(set(#"{"answer_days": 9}"#), as: Cast.cora)
            #expect(first == "stored")
            #expect(try await db.outcome(set(#"{"answer_days": 91}"#), as: Cast.cora) == "invalid")
            let name = "select r.name from liaison.policies p join liaison.recruiters r on r.id = p.set_by order by p.id desc limit 1"
            #expect(try await db.outcome(set("{}") + name, as: Cast.cora) == "Cora Lind")
            #expect(try await db.outcome(DatabaseRule.policy("{}"), as: Cast.cora) == "42501")
            for person in [Cast.ruth, Cast.anna, Cast.clara, Cast.rafe, Cast.ada] {
                #expect(try await db.outcome(set("{}"), as: person) == "42501", "\(person.name)")
            }
            #expect(try await db.outcome("update liaison.settings set policy_version = 0", as: Cast.cora) == "42501")
        }
    }

    @Test("policies reach nobody but staff and those whose dates go by them")
    func policyReaders() async throws {
        try await withSecurityScene { db in
            try await db.execute(DatabaseRule.policy(#"{"answer_days": 6}"#, client: "3"))
            let clients = "select string_agg(coalesce(p.client_id::text, '-'), ' ' order by p.id) from liaison.policy_versions(null) p"
            for (person, expected) in [
                (Cast.ruth, "- 1 3"), (Cast.cora, "- 1 3"), (Cast.anna, "- 1"), (Cast.dirk, "- 1"), (Cast.stella, "- 3"), (Cast.clara, "- 1"),
                (Cast.kenji, "- 3"), (Cast.rafe, "42501"), (Cast.ada, "42501"),
            ] {
                #expect(try await db.outcome(clients, as: person) == expected, "\(person.name)")
            }
            for role in [DatabaseRole.candidate, .staff, .client] {
                #expect(try await db.outcome(clients, as: role) == "nothing")
            }
            let number = "select liaison.policy_number(3, '2026-03-04', 'answer_days')"
            #expect(try await db.outcome(number, as: Cast.ruth) == "6")
            #expect(try await db.outcome(number, as: Cast.anna) == "42501")
        }
    }

    @Test("the database has the numbers, bounds and spans that the service has")
    func settings() async throws {
        try await withDatabase { db in
            let rows = try await db.query(
                "select concat_ws(' ', s.name, s.rule, s.standard, s.least, s.most, coalesce(s.not_below, '-'), s.is_agencys) from liaison_private.policy_settings s"
            ).rows.map { try $0.get(0) as String }
            let expected = EtiquettePolicy.settings.map { setting in
                let opens = EtiquettePolicy.spans.first { $0.closes == setting.name }?.opens ?? "-"
                let (bounds, standard) = (setting.bounds, EtiquettePolicy.standard[keyPath: setting.path])
                let end = setting.isAgencys ? "t" : "f"
                return "\(setting.name) \(setting.rule) \(standard) \(bounds.lowerBound) \(bounds.upperBound) \(opens) \(end)"
            }
            #expect(rows.sorted() == expected.sorted())
        }
    }

    @Test("liaison.chase_opens agrees with the pure rules on six hundred random scenarios, half of them with random policies")
    func agreement() async throws {
        try await withSecurityScene { db in
            try await db.execute(DatabaseRule.interview(1))
            let holidays = try await db.query(
                "select h.day::text from liaison.holidays h join liaison.clients c on c.calendar_id = h.calendar_id and c.id = 1"
            ).rows.map { try $0.get(0) as String }
            let calendar = HolidayCalendar(name: "GB-ENG", holidays: holidays.compactMap { CivilDate(iso: $0) })
            try await db.execute("set local session_replication_role = replica; delete from liaison.policies")
            var random = SeededRandom(state: 20_260_304)
            let start = try #require(CivilDate(iso: "2026-01-01"))
            try await db.superuser.withConnection { connection in
                for round in 1...600 {
                    let scenario = try random.scenario(from: start)
                    let policies = round % 2 == 0 ? RandomPolicies() : try random.policies(around: scenario.held)
                    try await connection.simple(([scenario.script] + policies.script).joined(separator: "; "))
                    let found: String = try await connection.query(
                        "select liaison.chase_opens(901, \(scenario.asOf.description)::text::date, \(scenario.grace)::integer, \(scenario.onlyCandidates))::text"
                    ).scalar()
                    let etiquette = Etiquette(calendar: calendar, policy: policies.history.policy(on: scenario.asOf))
                    let window = try etiquette.chaseWindow(
                        held: scenario.held, promises: scenario.promises, contacts: scenario.known,
                        grace: scenario.grace,
                        asOf: scenario.asOf)
                    #expect(found == window.opens.description, "\(scenario) \(policies)")
                    let answerDays: Int64 = try await connection.query(
                        "select liaison.policy_number(1, \(scenario.held.description)::text::date, 'answer_days')"
                    ).scalar()
                    #expect(answerDays == Int64(policies.history.policy(on: scenario.held).answerDays))
                    try await connection.simple("rollback")
                }
            }
        }
    }
}
