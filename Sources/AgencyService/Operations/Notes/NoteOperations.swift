import Agency
import Postgres

enum NoteOperations {
    static let all = [
        AnyOperation(write), AnyOperation(list), AnyOperation(show), AnyOperation(forward), AnyOperation(giveBack),
    ]

    struct Write: Codable, Sendable {
        /// The interview.
        var id: Int64
        /// The interviewer for whom it is worded.
        var contactId: Int64
        var message: LongText
    }

    static let write = Operation<Write, Note>(
        "note.write", "Thank somebody whom you met, in words for them", route: .post("/interviews/{id}/notes"),
        roles: [.candidate], rules: ["R1", "R4", "R5", "T10", "T14"], problems: [.notTailored, .invalidDate, .conflict]
    ) { input, call in
        let facts: CourtesyFacts = try await call.one("interview", CourtesyFacts.query(input.id))
        try facts.requireHeld(rule: "T10")
        guard let reader = facts.people.first(where: { $0.id == input.contactId }) else {
            throw Problem.invalid(["contact_id": "must be somebody you met there"])
        }
        if let written = facts.notes.first(where: { $0.contactId == reader.id }) {
            throw Problem(
                .conflict, "You have thanked \(reader.name) for this interview; one note to each is enough.", rule: "T10",
                facts: ["note_id": .integer(written.id)])
        }
        let policy = try await call.etiquette(facts.source).on(facts.today).policy
        let similar = try facts.similar(to: input.message.value, for: reader.id, policy: policy)
        struct Made: Decodable { var id: Int64 }
        let made: Made = try await call.one(
            "interview",
            """
            insert into liaison.notes (interview_id, candidate_id, contact_id, message)
            select i.id, i.candidate_id, \(reader.id), \(input.message) from liaison.interviews i where i.id = \(input.id)
            returning id
            """)
        var note: Note = try await call.one("note", "\(Note.select(for: call.role)) where n.id = \(made.id)")
        note.similarTo = similar
        note.warnings = try await call.wordingWarnings(input.message)
        if facts.route != .agent { note.writeTo = try await addressees(input.id, reader.id, facts, call) }
        return note
    }

    /// Whom the candidate writes to; HR stands without a name where the client cleared nobody of it (R4).
    private static func addressees(
        _ interview: Int64, _ reader: Int64, _ facts: CourtesyFacts, _ call: Call
    ) async throws -> [Addressee] {
        let known: [Addressee] = try await call.all(
            "select name, title, email, is_copy from liaison.whom_to_thank(\(interview), \(reader))")
        if known.contains(where: { !$0.isCopy }) { return known }
        return [Addressee(name: "HR of \(facts.client)", title: nil, email: nil, isCopy: false)] + known
    }

    struct List: Codable, Sendable {
        var interviewId: Int64?
        /// Only those that wait for the agent, or only the others.
        var queued: Bool?
        var limit: Int64?
        var cursor: String?
    }

    static let list = Operation<List, Page<Note>>(
        "note.list", "List thank-you notes, newest first", route: .get("/notes"),
        roles: [.candidate, .recruiter, .coordinator, .client], rules: ["R2", "T10"]
    ) { input, call in
        let limit = try Paging.limit(input.limit)
        let before = try Paging.id(input.cursor)
        if call.role == .client, input.queued != nil {
            throw Problem.invalid(["queued": "is for the agency and the candidate"])
        }
        let state: SQL =
            switch input.queued {
            case nil: "true"
            case true?: Note.isQueued
            case false?: "not (\(Note.isQueued))"
            }
        let condition: SQL =
            "\(state)\(SQL.and("n.id", below: before))\(SQL.and("n.interview_id", input.interviewId))"
        let rows: [Note] = try await call.all(
            """
            \(Note.select(for: call.role))
             where \(condition)
               and \(call.newestOnDesks("liaison.notes", "n", where: condition, limit: limit + 1))
             order by n.id desc limit \(limit + 1)
            """)
        return Page(rows, limit: limit) { Paging.cursor(String($0.id)) }
    }

    struct ById: Codable, Sendable { var id: Int64 }

    static let show = Operation<ById, Note>(
        "note.show", "Show a thank-you note", route: .get("/notes/{id}"),
        roles: [.candidate, .recruiter, .coordinator, .client], rules: ["R2", "T10"]
    ) { input, call in
        try await call.one("note", "\(Note.select(for: call.role)) where n.id = \(input.id)")
    }
}
