import Agency
import Postgres

extension SubmissionOperations {
    struct Consent: Codable, Sendable {
        var id: Int64
        var wording: LongText?
    }

    static let consent = Operation<Consent, Submission>(
        "submission.consent", "Record the candidate's consent to be put forward",
        route: .post("/submissions/{id}/consent"), roles: [.candidate, .recruiter, .coordinator], rules: ["R10"],
        problems: [.conflict], resource: "submission.show"
    ) { input, call in
        try await call.requireVisible(submission: input.id)
        let wording = input.wording?.value ?? "I agree to be put forward for this vacancy by this agency."
        let touched = try await call.execute(
            """
            insert into liaison.consents (id, candidate_id, wording)
            select s.id, s.candidate_id, \(wording) from liaison.submissions s
             where s.id = \(input.id) and not exists (select from liaison.consents a where a.id = s.id)
            """)
        if touched == 0 {
            throw Problem(.conflict, "Consent for this submission is on record already.", rule: "R10")
        }
        return try await call.one("submission", Submission.query(input.id, for: call.role))
    }

    static let send = Operation<ById, Submission>(
        "submission.send", "Send the candidate to the client", route: .post("/submissions/{id}/sending"), roles: .staff,
        rules: ["R10", "M2"], problems: [.consentMissing, .conflict], resource: "submission.show"
    ) { input, call in
        let touched = try await call.execute(
            """
            update liaison.submissions s
               set sent_on = liaison.agency_today(), stage = case when s.stage = 'registered' then 'sent' else s.stage end
             where s.id = \(input.id) and s.sent_on is null and s.closed_on is null
            """)
        if touched == 0 {
            try await call.requireDesk("liaison.submissions", input.id, noun: "submission")
            throw Problem(.conflict, "The submission was sent before, or is closed.", rule: "R10")
        }
        return try await call.one("submission", Submission.query(input.id, for: call.role))
    }

    struct Advance: Codable, Sendable {
        var id: Int64
        var stage: Stage
    }

    static let advance = Operation<Advance, Submission>(
        "submission.advance", "Set where a submission stands at the client", route: .post("/submissions/{id}/stage"),
        roles: .staff, rules: ["R9", "R10"], problems: [.conflict, .alreadyRepresented], resource: "submission.show"
    ) { input, call in
        guard !input.stage.isClosed || input.stage == .placed else {
            throw Problem.invalid(["stage": "is set by withdrawal, closure or feedback, not by hand"])
        }
        let touched = try await call.execute(
            """
            update liaison.submissions s set stage = \(input.stage), closed_on = null, close_reason = null
             where s.id = \(input.id) and (s.sent_on is not null or \(input.stage)::text = 'registered')
               and not exists (select from liaison.withdrawals w where w.id = s.id)
            """)
        if touched == 0 {
            try await call.requireDesk("liaison.submissions", input.id, noun: "submission")
            throw Problem(.conflict, "The submission was not sent yet, or the candidate withdrew it.", rule: "R10")
        }
        return try await call.one("submission", Submission.query(input.id, for: call.role))
    }

    struct Withdraw: Codable, Sendable {
        var id: Int64
        var reason: LongText?
    }

    static let withdraw = Operation<Withdraw, Submission>(
        "submission.withdraw", "Take back a submission for the candidate", route: .post("/submissions/{id}/withdrawal"),
        roles: [.candidate, .recruiter, .coordinator], rules: ["R9"], problems: [.conflict], resource: "submission.show"
    ) { input, call in
        // Whether it can still be withdrawn follows what was published, for everybody, so that nothing unreleased shows (R9).
        try await call.requireVisible(submission: input.id)
        let touched = try await call.execute(
            """
            insert into liaison.withdrawals (id, candidate_id, reason)
            select s.id, s.candidate_id, \(input.reason) from liaison.submissions s
             where s.id = \(input.id) and s.published_closed_on is null and s.published_stage <> 'placed'
               and not exists (select from liaison.withdrawals w where w.id = s.id)
            """)
        if touched == 0 {
            throw Problem(.conflict, "The submission is over already; there is nothing to take back.", rule: "R9")
        }
        return try await call.one("submission", Submission.query(input.id, for: call.role))
    }

    struct Close: Codable, Sendable {
        var id: Int64
        var reason: LongText
        /// The word to the candidate; without one the closing stays the agency's own until a later call brings it.
        var message: LongText?
        /// Send although contact details were found in the message (R2).
        var confirmDetails: Bool?
    }

    private struct Closing: Decodable {
        var channel: Channel
        var isClosed: Bool
        var isPublished: Bool
    }

    static let close = Operation<Close, Submission>(
        "submission.close", "Close a submission, with a word to the candidate", route: .post("/submissions/{id}/closure"),
        roles: .staff, rules: ["T19", "R2", "R9"], problems: [.conflict], resource: "submission.show"
    ) { input, call in
        try await call.requireDesk("liaison.submissions", input.id, noun: "submission")
        let closing: Closing = try await call.one(
            "submission",
            """
            select s.channel, s.closed_on is not null as is_closed, s.published_closed_on is not null as is_published
              from liaison.submissions s where s.id = \(input.id) for no key update
            """)
        if closing.isClosed, closing.isPublished || input.message == nil {
            throw Problem(
                .conflict,
                closing.isPublished
                    ? "The submission is closed, and the candidate knows."
                    : "The submission is closed already; the candidate still waits for a word: send it with message.", rule: "T19")
        }
        if let message = input.message, closing.channel == .agency {
            try HeldText.check(message, field: "message", confirmed: input.confirmDetails)
        }
        if !closing.isClosed {
            try await call.execute(
                """
                update liaison.submissions s
                   set stage = 'closed', closed_on = liaison.agency_today(), close_reason = \(input.reason)
                 where s.id = \(input.id)
                """)
        }
        if let message = input.message {
            try await call.execute(
                """
                insert into liaison.releases (submission_id, candidate_id, recruiter_id, outcome, message)
                select s.id, s.candidate_id, s.recruiter_id, 'closed', \(message) from liaison.submissions s where s.id = \(input.id)
                """)
        }
        return try await call.one("submission", Submission.query(input.id, for: call.role))
    }
}

extension Call {
    /// Refuses what the caller may not see, or staff of another desk.
    func requireVisible(submission id: Int64) async throws {
        if role == .candidate {
            struct Found: Decodable { var id: Int64 }
            let _: Found = try await one("submission", "select s.id from liaison.submissions s where s.id = \(id)")
        } else {
            try await requireDesk("liaison.submissions", id, noun: "submission")
        }
    }
}
