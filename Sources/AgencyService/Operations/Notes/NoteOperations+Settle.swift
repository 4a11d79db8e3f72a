import Agency
import Postgres

extension NoteOperations {
    private struct Subject: Decodable {
        var route: CourtesyRoute
        var contact: String
        var message: String
        var forwardedAt: Instant?
        var returnedAt: Instant?

        static func query(_ id: Int64) -> SQL {
            """
            select n.route, p.name as contact, n.message, n.forwarded_at, n.returned_at
              from liaison.notes n join liaison.contacts p on p.id = n.contact_id where n.id = \(id)
            """
        }

        /// - Throws: `conflict` unless the note waits for the agent.
        func requireQueued() throws(Problem) {
            if route != .agent {
                throw Problem(.conflict, "On this channel the candidate sends the note themselves.", rule: "R4")
            }
            if let forwardedAt {
                throw Problem(
                    .conflict, "The note was forwarded to \(contact) before.", rule: "T10",
                    facts: ["forwarded_at": .string(forwardedAt.description)])
            }
            if let returnedAt {
                throw Problem(
                    .conflict, "The note was returned to the candidate, who may write it anew.", rule: "T10",
                    facts: ["returned_at": .string(returnedAt.description)])
            }
        }
    }

    struct Forward: Codable, Sendable {
        var id: Int64
        /// Forward although contact details were found in the note (R2).
        var confirmDetails: Bool?
    }

    static let forward = Operation<Forward, Note>(
        "note.forward", "Let a candidate's note across to the company", route: .post("/notes/{id}/forwarding"),
        roles: .staff, rules: ["R1", "R2", "T10", "T14"], problems: [.conflict], resource: "note.show"
    ) { input, call in
        let subject: Subject = try await call.one("note", Subject.query(input.id))
        try subject.requireQueued()
        try HeldText.check(subject.message, field: "message", to: .company, confirmed: input.confirmDetails)
        try await call.execute("update liaison.notes set forwarded_at = liaison.now() where id = \(input.id)")
        var note: Note = try await call.one("note", "\(Note.select(for: call.role)) where n.id = \(input.id)")
        note.warnings = try await call.wordingWarnings(subject.message)
        return note
    }

    struct Return: Codable, Sendable {
        var id: Int64
        var reason: LongText
        /// Return it although contact details were found in the reason (R2).
        var confirmDetails: Bool?
    }

    static let giveBack = Operation<Return, Note>(
        "note.return", "Give a note back to the candidate, with the reason", route: .post("/notes/{id}/return"),
        roles: .staff, rules: ["R2", "T10"], problems: [.conflict], resource: "note.show"
    ) { input, call in
        let subject: Subject = try await call.one("note", Subject.query(input.id))
        try subject.requireQueued()
        try HeldText.check(input.reason, field: "reason", confirmed: input.confirmDetails)
        try await call.execute("update liaison.notes set return_reason = \(input.reason) where id = \(input.id)")
        return try await call.one("note", "\(Note.select(for: call.role)) where n.id = \(input.id)")
    }
}
