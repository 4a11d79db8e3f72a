import Agency
import Postgres

/// A word to a candidate that there is no news yet, as it was sent (T17).
package struct SentHoldingMessage: Codable, Sendable {
    package var id: Int64
    package var submissionId: Int64
    package var message: String
    package var sentAt: Instant
    package var sentOn: CivilDate
}

/// A holding message as the service would word it; nothing is sent.
package struct HoldingDraft: Codable, Sendable {
    package var submissionId: Int64
    package var candidate: String
    package var message: String
    /// The agent's latest contact with the client.
    package var askedOn: CivilDate?
    /// The day on which the agent asks next.
    package var asksOn: CivilDate?
    /// The day by which the candidate hears something again.
    package var hearsBy: CivilDate
    /// Feedback that waits for its release (T17): to release it would be better than to hold.
    package var unreleased: [Int64]
}

enum SilenceOperations {
    static let all = [AnyOperation(draft), AnyOperation(send), AnyOperation(list)]

    struct ById: Codable, Sendable { var id: Int64 }

    static let draft = Operation<ById, HoldingDraft>(
        "silence.draft", "Word what to tell a candidate while there is no news", route: .get("/submissions/{id}/holding-message"),
        roles: .staff, rules: ["R2", "R9", "T17"], problems: [.conflict]
    ) { input, call in
        try await call.requireDesk("liaison.submissions", input.id, noun: "submission")
        let facts: HoldingFacts = try await call.one("submission", HoldingFacts.query(input.id))
        let message = try await facts.message(call)
        return HoldingDraft(
            submissionId: facts.submissionId, candidate: facts.candidate, message: message.text(on: facts.agencyToday),
            askedOn: message.awaited?.askedOn, asksOn: message.awaited?.asksOn, hearsBy: message.hearsBy,
            unreleased: facts.unreleased)
    }

    struct Send: Codable, Sendable {
        var id: Int64
        /// The draft as it is if not given.
        var message: LongText?
        /// Send although contact details were found in the message (R2).
        var confirmDetails: Bool?
    }

    static let send = Operation<Send, SentHoldingMessage>(
        "silence.send", "Tell a candidate that there is no news yet: the draft, or your own words",
        route: .post("/submissions/{id}/holding-messages"), roles: .staff, rules: ["R2", "R9", "T17"], problems: [.conflict]
    ) { input, call in
        try await call.requireDesk("liaison.submissions", input.id, noun: "submission")
        let facts: HoldingFacts = try await call.one("submission", HoldingFacts.query(input.id))
        let draft = try await facts.message(call).text(on: facts.agencyToday)
        let text = input.message?.value ?? draft
        if facts.channel == .agency {
            try HeldText.check(text, field: "message", to: .candidate, confirmed: input.confirmDetails)
        }
        return try await call.one(
            "submission",
            """
            insert into liaison.holding_messages (submission_id, recruiter_id, message)
            select s.id, s.recruiter_id, \(text) from liaison.submissions s where s.id = \(input.id)
            returning id, submission_id, message, sent_at, sent_on
            """)
    }

    struct List: Codable, Sendable {
        var id: Int64
        var limit: Int64?
        var cursor: String?
    }

    static let list = Operation<List, Page<SentHoldingMessage>>(
        "silence.list", "List the words sent while there was no news, newest first", route: .get("/submissions/{id}/holding-messages"),
        roles: [.candidate, .recruiter, .coordinator], rules: ["R11", "T17"]
    ) { input, call in
        struct Subject: Decodable { var candidateId: Int64 }
        let limit = try Paging.limit(input.limit)
        let before = try Paging.id(input.cursor)
        let subject: Subject = try await call.one(
            "submission", "select s.candidate_id from liaison.submissions s where s.id = \(input.id)")
        let rows: [SentHoldingMessage] = try await call.all(
            """
            select h.id, h.submission_id, h.message, h.sent_at, h.sent_on from liaison.holding_messages h
             where h.candidate_id = \(subject.candidateId) and h.submission_id = \(input.id)\(SQL.and("h.id", below: before))
             order by h.id desc limit \(limit + 1)
            """)
        return Page(rows, limit: limit) { Paging.cursor(String($0.id)) }
    }
}
