import Agency
import Postgres

/// A candidate's question to their agent about a submission (T17).
package struct Enquiry: Codable, Sendable {
    package var id: Int64
    package var submissionId: Int64
    package var candidate: String
    package var question: String
    package var askedAt: Instant
    package var dueOn: CivilDate
    package var answer: String?
    package var answeredAt: Instant?

    static let select: SQL =
        """
        select e.id, e.submission_id, k.name as candidate, e.question, e.asked_at, e.due_on, e.answer, e.answered_at
          from liaison.enquiries e join liaison.candidates k on k.id = e.candidate_id
        """
}

enum EnquiryOperations {
    static let all = [AnyOperation(ask), AnyOperation(list), AnyOperation(answer)]

    struct Ask: Codable, Sendable {
        var id: Int64
        var question: LongText
    }

    static let ask = Operation<Ask, Enquiry>(
        "enquiry.ask", "Ask your agent about a submission", route: .post("/submissions/{id}/enquiries"), roles: [.candidate],
        rules: ["R1", "T17"]
    ) { input, call in
        try await ask(input.id, input.question.value, call)
    }

    /// Stores a question of the candidate who calls; due by the next business day of the agency (T17).
    static func ask(_ submission: Int64, _ question: String, _ call: Call) async throws -> Enquiry {
        struct Made: Decodable { var id: Int64 }
        // The agent is looked up by the database (T17), so a candidate cannot ask past them.
        let made: Made = try await call.one(
            "submission",
            """
            insert into liaison.enquiries (submission_id, candidate_id, question)
            select s.id, s.candidate_id, \(question) from liaison.submissions s where s.id = \(submission)
            returning id
            """)
        return try await call.one("enquiry", "\(Enquiry.select) where e.id = \(made.id)")
    }

    struct List: Codable, Sendable {
        /// Only those without an answer.
        var open: Bool?
        var limit: Int64?
        var cursor: String?
    }

    static let list = Operation<List, Page<Enquiry>>(
        "enquiry.list", "List enquiries, newest first", route: .get("/enquiries"),
        roles: [.candidate, .recruiter, .coordinator], rules: ["T17"]
    ) { input, call in
        let limit = try Paging.limit(input.limit)
        let before = try Paging.id(input.cursor)
        let state: SQL =
            switch input.open {
            case nil: "true"
            case true?: "e.answered_at is null"
            case false?: "e.answered_at is not null"
            }
        let condition: SQL = "\(state)\(SQL.and("e.id", below: before))"
        let rows: [Enquiry] = try await call.all(
            """
            \(Enquiry.select)
             where \(condition)
               and \(call.newestOnDesks("liaison.enquiries", "e", where: condition, limit: limit + 1))
             order by e.id desc limit \(limit + 1)
            """)
        return Page(rows, limit: limit) { Paging.cursor(String($0.id)) }
    }

    struct Answer: Codable, Sendable {
        var id: Int64
        var answer: LongText
        /// Send although contact details were found in the answer (R2).
        var confirmDetails: Bool?
    }

    private struct Subject: Decodable {
        var channel: Channel
        var answeredAt: Instant?
    }

    static let answer = Operation<Answer, Enquiry>(
        "enquiry.answer", "Answer a candidate's enquiry", route: .post("/enquiries/{id}/answer"), roles: .staff,
        rules: ["R2", "T17"], problems: [.conflict]
    ) { input, call in
        let subject: Subject = try await call.one(
            "enquiry",
            """
            select s.channel, e.answered_at from liaison.enquiries e join liaison.submissions s on s.id = e.submission_id
             where e.id = \(input.id)
            """)
        if subject.channel == .agency {
            try HeldText.check(input.answer, field: "answer", confirmed: input.confirmDetails)
        }
        let touched = try await call.execute(
            """
            update liaison.enquiries e
               set answer = \(input.answer), answered_at = liaison.now(), answered_on = liaison.agency_today(),
                   answered_by = (select liaison.staff_id())
             where e.id = \(input.id) and e.answered_at is null
            """)
        if touched == 0 {
            throw Problem(
                .conflict, "This enquiry was answered before.", rule: "T17",
                facts: ["answered_at": subject.answeredAt.map { .string($0.description) } ?? .null])
        }
        return try await call.one("enquiry", "\(Enquiry.select) where e.id = \(input.id)")
    }
}
