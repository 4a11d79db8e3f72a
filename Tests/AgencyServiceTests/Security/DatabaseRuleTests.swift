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

    @Test("liaison.chase_opens agrees with the pure rules on three hundred random scenarios")
    func agreement() async throws {
        try await withSecurityScene { db in
            try await db.execute(DatabaseRule.interview(1))
            let holidays = try await db.query(
                "select h.day::text from liaison.holidays h join liaison.clients c on c.calendar_id = h.calendar_id and c.id = 1"
            ).rows.map { try $0.get(0) as String }
            let etiquette = Etiquette(
                calendar: HolidayCalendar(name: "GB-ENG", holidays: holidays.compactMap { CivilDate(iso: $0) }))
            var random = SeededRandom(state: 20_260_304)
            let start = try #require(CivilDate(iso: "2026-01-01"))
            try await db.superuser.withConnection { connection in
                for _ in 1...300 {
                    let scenario = try random.scenario(from: start)
                    try await connection.simple(scenario.script)
                    let found: String = try await connection.query(
                        "select liaison.chase_opens(901, \(scenario.asOf.description)::text::date, \(scenario.grace)::integer, \(scenario.onlyCandidates))::text"
                    ).scalar()
                    let window = try etiquette.chaseWindow(
                        held: scenario.held, promises: scenario.promises, contacts: scenario.known,
                        grace: scenario.grace,
                        asOf: scenario.asOf)
                    #expect(found == window.opens.description, "\(scenario)")
                    try await connection.simple("rollback")
                }
            }
        }
    }
}
