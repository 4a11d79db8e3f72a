import Postgres

extension Call {
    /// The condition that a row stands among the newest of this recruiter's own desks; always true for everybody else.
    ///
    /// Each desk is asked by itself, so that its index gives the rows in their order.
    ///
    /// - Parameters:
    ///   - table: the rows' table, which has `recruiter_id` and an index on it and the id.
    ///   - alias: its name in the statement and in `condition`.
    ///   - limit: how many rows of one desk are enough.
    func newestOnDesks(_ table: StaticString, _ alias: StaticString, where condition: SQL, limit: Int64) -> SQL {
        guard role == .recruiter else { return "true" }
        return """
            \(raw: "\(alias)").id = any (array(
                select x.id from unnest((select liaison.own_desks())) d (desk)
                 cross join lateral (select \(raw: "\(alias)").id from \(raw: "\(table) \(alias)")
                                      where \(raw: "\(alias)").recruiter_id = d.desk and \(condition)
                                      order by \(raw: "\(alias)").id desc limit \(limit)) x))
            """
    }

    private struct Desk: Decodable {
        var runs: Bool
        var recruiter: String
    }

    /// Says why a staff member's change touched nothing: another desk's row, or none that they may see.
    ///
    /// - Parameter table: a table of the schema with a `recruiter_id`.
    /// - Throws: `not-permitted` naming whose desk it is, or `not-found`; returns if the row is on their own desk.
    package func requireDesk(_ table: StaticString, _ id: Int64, noun: String) async throws {
        let desk: Desk? = try await first(
            """
            select liaison.runs_desk(t.recruiter_id) as runs, r.name as recruiter
              from \(raw: "\(table)") t join liaison.recruiters r on r.id = t.recruiter_id
             where t.id = \(id)
            """)
        guard let desk else { throw Problem.notFound(noun) }
        if !desk.runs {
            throw Problem(
                .notPermitted, "This \(noun) is on \(desk.recruiter)'s desk; ask them, or a coordinator to lend it to you.",
                rule: "P", facts: ["desk": .string(desk.recruiter)])
        }
    }
}
