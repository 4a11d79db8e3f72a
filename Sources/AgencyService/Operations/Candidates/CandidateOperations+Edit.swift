import Agency
import Postgres

extension CandidateOperations {
    struct Edit: Codable, Sendable {
        var id: Int64
        var name: ShortText?
        var email: EmailAddress?
        var phone: PhoneNumber?
        var recruiterId: Int64?
        var timeZone: TimeZoneName?
    }

    static let edit = Operation<Edit, Candidate>(
        "candidate.edit", "Change a candidate", route: .patch("/candidates/{id}"),
        roles: [.candidate, .recruiter, .coordinator], rules: ["P"], problems: [.conflict], resource: "candidate.show"
    ) { input, call in
        do {
            if let changed = try await update(input, call) { return changed }
        } catch let error as PostgresError where error.constraintName == "candidates_email_key" {
            // Whose address it is would be more than a candidate or another desk may know.
            throw Problem(.conflict, "This address cannot be used here; give another one, or ask the agency.")
        }
        if call.role != .candidate { try await call.requireDesk("liaison.candidates", input.id, noun: "candidate") }
        throw Problem.notFound("candidate")
    }

    private static func update(_ input: Edit, _ call: Call) async throws -> Candidate? {
        var desk: SQL = ""
        if call.role != .candidate {
            desk = ", recruiter_id = coalesce(\(input.recruiterId), recruiter_id)"
        } else if input.recruiterId != nil {
            throw Problem(.notPermitted, "Only the agency can move you to another agent; ask yours.", rule: "P")
        }
        return try await call.first(
            """
            update liaison.candidates
               set name = coalesce(\(input.name), name), email = coalesce(\(input.email), email),
                   phone = coalesce(\(input.phone), phone), time_zone = coalesce(\(input.timeZone), time_zone)\(desk)
             where id = \(input.id)
            returning \(Candidate.columns(for: call.role))
            """)
    }
}
