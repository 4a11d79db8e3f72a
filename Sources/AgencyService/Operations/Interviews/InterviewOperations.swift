import Agency
import Postgres

enum InterviewOperations {
    static let all = [
        AnyOperation(schedule), AnyOperation(list), AnyOperation(show), AnyOperation(debrief), AnyOperation(cancel),
    ]

    struct Schedule: Codable, Sendable {
        var id: Int64
        var startsAt: Instant
        var endsAt: Instant
        var interviewerIds: [Int64]?
        var location: ShortText?
    }

    static let schedule = Operation<Schedule, Interview>(
        "interview.schedule", "Schedule an interview for a submission", route: .post("/submissions/{id}/interviews"),
        roles: .staff, rules: ["R7", "R10"], problems: [.consentMissing, .conflictOfInterest, .conflict]
    ) { input, call in
        guard input.endsAt > input.startsAt else { throw Problem.invalid(["ends_at": "must be later than starts_at"]) }
        guard input.endsAt <= input.startsAt.adding(seconds: 86_400) else {
            throw Problem.invalid(["ends_at": "must be within 24 hours of starts_at"])
        }
        guard input.endsAt <= call.now.adding(seconds: 86_400 * 3660) else {
            throw Problem(.invalidDate, "An interview is within the next ten years.", facts: ["fields": ["starts_at": "lies too far ahead"]])
        }
        try await call.requireDesk("liaison.submissions", input.id, noun: "submission")
        struct Made: Decodable {
            var id: Int64
            var clientId: Int64
        }
        let made: Made = try await call.one(
            "submission",
            """
            insert into liaison.interviews (submission_id, candidate_id, client_id, recruiter_id, starts_at, ends_at, location)
            select s.id, s.candidate_id, s.client_id, s.recruiter_id, \(input.startsAt), \(input.endsAt), \(input.location)
              from liaison.submissions s where s.id = \(input.id)
            returning id, client_id
            """)
        let interviewers = Array(Set(input.interviewerIds ?? [])).sorted()
        if !interviewers.isEmpty {
            let added = try await call.execute(
                """
                insert into liaison.interviewers (interview_id, contact_id, candidate_id, client_id)
                select i.id, n.id, i.candidate_id, i.client_id
                  from liaison.interviews i join liaison.contacts n on n.client_id = i.client_id
                 where i.id = \(made.id) and n.id = any (\(interviewers)::bigint[])
                """)
            if added != interviewers.count {
                throw Problem.invalid(["interviewer_ids": "must all be contacts of this client"])
            }
        }
        return try await call.one("interview", Interview.query(made.id, for: call.role))
    }

    struct List: Codable, Sendable {
        var submissionId: Int64?
        var clientId: Int64?
        var recruiterId: Int64?
        var limit: Int64?
        var cursor: String?
    }

    static let list = Operation<List, Page<Interview>>(
        "interview.list", "List interviews, newest first", route: .get("/interviews"),
        roles: [.candidate, .recruiter, .coordinator, .client], rules: ["R2", "R9"]
    ) { input, call in
        let limit = try Paging.limit(input.limit)
        let before = try Paging.id(input.cursor)
        let rows: [Interview] = try await call.all(
            """
            \(Interview.select(for: call.role))
             where i.id = any (array(
                       select i.id from liaison.interviews i
                        where true\(SQL.and("i.id", below: before))\(SQL.and("i.submission_id", input.submissionId))
                              \(SQL.and("i.client_id", input.clientId))\(SQL.and("i.recruiter_id", input.recruiterId))
                        order by i.id desc limit \(limit + 1)))
             order by i.id desc
            """)
        return Page(rows, limit: limit) { Paging.cursor(String($0.id)) }
    }

    struct ById: Codable, Sendable { var id: Int64 }

    static let show = Operation<ById, Interview>(
        "interview.show", "Show an interview", route: .get("/interviews/{id}"),
        roles: [.candidate, .recruiter, .coordinator, .client], rules: ["R2", "R9"]
    ) { input, call in
        try await call.one("interview", Interview.query(input.id, for: call.role))
    }

    struct Cancel: Codable, Sendable {
        var id: Int64
        var reason: LongText
    }

    static let cancel = Operation<Cancel, Interview>(
        "interview.cancel", "Cancel an interview", route: .post("/interviews/{id}/cancellation"), roles: .staff,
        problems: [.conflict], resource: "interview.show"
    ) { input, call in
        let touched = try await call.execute(
            """
            update liaison.interviews i set cancelled_at = liaison.now(), cancel_reason = \(input.reason)
             where i.id = \(input.id) and i.cancelled_at is null and i.answered_on is null
            """)
        if touched == 0 {
            try await call.requireDesk("liaison.interviews", input.id, noun: "interview")
            throw Problem(.conflict, "The interview was cancelled before, or has its feedback already.")
        }
        return try await call.one("interview", Interview.query(input.id, for: call.role))
    }
}
