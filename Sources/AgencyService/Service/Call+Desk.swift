import Postgres

extension Call {
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
