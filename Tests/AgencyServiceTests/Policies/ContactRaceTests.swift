import Agency
import AgencyService
import Postgres
import TestSupport
import Testing

/// T18: two recruiters who press the button in the same second, each at a service of their own.
@Suite struct ContactRaceTests {
    private static let rounds: Int64 = 1000

    @Test func `of two who chase one contact at once over two services exactly one succeeds, a thousand times`() async throws {
        try await withDatabase { database in
            try await database.execute(Self.script)
            let services = [try database.service(), try database.service()]
            var wins = [0, 0]
            for round in 1...Self.rounds {
                // By turns about two interviews with the same contact, and about one.
                let interviews = [2 * round - 1, round % 2 == 0 ? 2 * round : 2 * round - 1]
                async let first = outcome(services[0], Cast.ruth, interviews[0], contact: 5000 + round)
                async let second = outcome(services[1], Cast.rahul, interviews[1], contact: 5000 + round)
                let outcomes = try await [first, second]
                #expect(outcomes.sorted() == ["chase-too-early", "stored"], "round \(round)")
                if let winner = outcomes.firstIndex(of: "stored") { wins[winner] += 1 }
            }
            #expect(try await database.count("liaison.chases") == Self.rounds)
            let contacted: Int64 = try await database.value("select count(distinct contact_id) from liaison.chases")
            #expect(contacted == Self.rounds && wins[0] + wins[1] == Int(Self.rounds))
        }
    }

    private func outcome(
        _ service: AgencyService, _ person: Cast.Person, _ interview: Int64, contact: Int64
    ) async throws -> String {
        do {
            try await service.call(
                "chase.log", as: person,
                ["id": .integer(interview), "on": "2026-03-03", "contact_id": .integer(contact), "method": "email"])
            return "stored"
        } catch let problem as Problem {
            return problem.name.rawValue
        }
    }

    /// A contact for each round, two interviews that wait for feedback, and desk 1 lent to Rahul.
    private static let script = """
        insert into liaison.desk_loans (recruiter_id, to_recruiter_id, from_on, to_on, lent_by) values (1, 2, '2026-03-01', '2026-03-31', 3);
        set local session_replication_role = replica;
        insert into liaison.contacts (id, client_id, name, function) overriding system value
        select 5000 + n, 1, 'Contact ' || 5000 + n, 'hr' from generate_series(1, \(rounds)) n;
        insert into liaison.interviews (id, submission_id, candidate_id, client_id, recruiter_id, round, starts_at, ends_at, held_on,
                                        default_due_on, due_on) overriding system value
        select n, s.id, s.candidate_id, s.client_id, s.recruiter_id, 1, '2026-02-16 09:00+00', '2026-02-16 10:00+00', '2026-02-16',
               '2026-02-23', '2026-02-23'
          from generate_series(1, 2 * \(rounds)) n join liaison.submissions s on s.id = case n % 2 when 1 then 1 else 4 end;
        """
}
