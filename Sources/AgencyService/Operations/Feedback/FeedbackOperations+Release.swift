import Agency
import Postgres

extension FeedbackOperations {
    struct ReleaseInput: Codable, Sendable {
        var id: Int64
        var message: LongText
        var outcome: Decision?
        /// Send although contact details were found in the message (R2).
        var confirmDetails: Bool?
    }

    private struct Subject: Decodable {
        var channel: Channel
        var decision: Decision
    }

    static let release = Operation<ReleaseInput, Release>(
        "feedback.release", "Let the candidate know, in your words", route: .post("/feedback/{id}/release"), roles: .staff,
        rules: ["R2", "R9", "T17"], problems: [.conflict], resource: "feedback.show"
    ) { input, call in
        try await call.requireDesk("liaison.feedback", input.id, noun: "feedback")
        let subject: Subject = try await call.one(
            "feedback",
            """
            select s.channel, w.decision
              from liaison.feedback f join liaison.submissions s on s.id = f.submission_id,
                   lateral liaison.read_feedback(array[f.id]) w
             where f.id = \(input.id)
            """)
        if subject.channel == .agency {
            try HeldText.check(input.message, field: "message", confirmed: input.confirmDetails)
        }
        return try await call.one(
            "feedback",
            """
            insert into liaison.releases (feedback_id, submission_id, interview_id, candidate_id, recruiter_id, outcome, message)
            select f.id, f.submission_id, f.interview_id, f.candidate_id, f.recruiter_id,
                   \(input.outcome ?? subject.decision), \(input.message)
              from liaison.feedback f where f.id = \(input.id)
            returning id, feedback_id, submission_id, outcome, message, released_at
            """)
    }

    struct WithholdInput: Codable, Sendable {
        var id: Int64
        var reason: LongText
    }

    static let withhold = Operation<WithholdInput, Withholding>(
        "feedback.withhold", "Keep feedback from the candidate, with the reason", route: .post("/feedback/{id}/withholding"),
        roles: .staff, rules: ["T17"], problems: [.conflict], resource: "feedback.show"
    ) { input, call in
        try await call.requireDesk("liaison.feedback", input.id, noun: "feedback")
        let made: Withholding? = try await call.first(
            """
            insert into liaison.withholdings (id, recruiter_id, reason)
            select f.id, f.recruiter_id, \(input.reason) from liaison.feedback f
             where f.id = \(input.id) and f.withheld_at is null
            returning id as feedback_id, reason, withheld_at
            """)
        guard let made else { throw Problem(.conflict, "This feedback was withheld before.", rule: "T17") }
        return made
    }
}
