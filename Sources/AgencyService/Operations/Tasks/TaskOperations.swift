import Agency
import Postgres

/// What a desk does after a rejection (T15).
package struct FollowUpTask: Codable, Sendable {
    package var id: Int64
    package var kind: TaskKind
    package var state: TaskState
    package var dueOn: CivilDate
    package var submissionId: Int64
    package var interviewId: Int64
    package var candidateId: Int64
    package var candidate: String
    package var clientId: Int64
    package var client: String
    package var vacancy: String
    /// Why it does not apply.
    package var reason: String?
    /// What came of it.
    package var note: String?
    package var closedOn: CivilDate?

    static let select: SQL = """
        select t.id, t.kind, t.state, t.due_on, t.submission_id, f.interview_id, t.candidate_id, k.name as candidate,
               t.client_id, c.name as client, v.title as vacancy, t.reason, t.note, t.closed_on
          from liaison.tasks t
          join liaison.feedback f on f.id = t.feedback_id
          join liaison.candidates k on k.id = t.candidate_id
          join liaison.clients c on c.id = t.client_id
          join liaison.submissions s on s.id = t.submission_id
          join liaison.vacancies v on v.id = s.vacancy_id
        """
}

/// The four things to do after a rejection (T15).
package enum TaskKind: String, CaseIterable, Codable, Sendable, SchemaDescribing, PostgresBindable {
    case thankClient = "thank_client"
    case askImpression = "ask_impression"
    case offerInterest = "offer_interest"
    case askLeads = "ask_leads"
}

/// Where a task stands (T15).
package enum TaskState: String, CaseIterable, Codable, Sendable, SchemaDescribing, PostgresBindable {
    case open, done
    case notApplicable = "not_applicable"
}

enum TaskOperations {
    static let all = [AnyOperation(list), AnyOperation(done), AnyOperation(skip)]

    struct List: Codable, Sendable {
        var state: TaskState?
        var submissionId: Int64?
        var limit: Int64?
        var cursor: String?
    }

    static let list = Operation<List, Page<FollowUpTask>>(
        "task.list", "List what is to be done after rejections, newest first", route: .get("/tasks"), roles: .staff,
        rules: ["T15"]
    ) { input, call in
        let limit = try Paging.limit(input.limit)
        let before = try Paging.id(input.cursor)
        let condition: SQL = """
            true\(SQL.and("t.id", below: before))\(SQL.and("t.state", input.state))\
            \(SQL.and("t.submission_id", input.submissionId, by: candidate))
            """
        let rows: [FollowUpTask] = try await call.all(
            """
            \(FollowUpTask.select)
             where \(condition) and \(call.newestOnDesks("liaison.tasks", "t", where: condition, limit: limit + 1))
             order by t.id desc limit \(limit + 1)
            """)
        return Page(rows, limit: limit) { Paging.cursor(String($0.id)) }
    }

    private static func candidate(of submission: Int64) -> SQL {
        "t.candidate_id = (select s.candidate_id from liaison.submissions s where s.id = \(submission))"
    }

    struct Done: Codable, Sendable {
        var id: Int64
        var note: LongText?
    }

    static let done = Operation<Done, FollowUpTask>(
        "task.done", "Record that a task was done; each is done once", route: .post("/tasks/{id}/completion"), roles: .staff,
        rules: ["T15"], problems: [.conflict]
    ) { input, call in
        try await call.execute("update liaison.tasks t set state = 'done', note = \(input.note) where t.id = \(input.id)")
        return try await call.one("task", "\(FollowUpTask.select) where t.id = \(input.id)")
    }

    struct Skip: Codable, Sendable {
        var id: Int64
        var reason: LongText
    }

    static let skip = Operation<Skip, FollowUpTask>(
        "task.skip", "Set a task aside, with the reason", route: .post("/tasks/{id}/skipping"), roles: .staff,
        rules: ["T15"], problems: [.conflict]
    ) { input, call in
        try await call.execute(
            "update liaison.tasks t set state = 'not_applicable', reason = \(input.reason) where t.id = \(input.id)")
        return try await call.one("task", "\(FollowUpTask.select) where t.id = \(input.id)")
    }
}

extension Call {
    private struct Subject: Decodable {
        var state: TaskState
        var fits: Bool
    }

    /// Settles the task that an interest or a lead came of, if it is open still; one call may bring several leads.
    ///
    /// - Throws: `invalid` for a task of another kind, candidate or client.
    func settle(task id: Int64?, _ kind: TaskKind, candidate: Int64? = nil, client: Int64) async throws {
        guard let id else { return }
        let subject: Subject = try await one(
            "task",
            """
            select t.state, t.kind = \(kind) and t.client_id = \(client)
                            and t.candidate_id = coalesce(\(candidate)::bigint, t.candidate_id) as fits
              from liaison.tasks t where t.id = \(id)
            """)
        guard subject.fits else { throw Problem.invalid(["task_id": "is about something else"]) }
        if subject.state == .open { try await execute("update liaison.tasks t set state = 'done' where t.id = \(id)") }
    }
}
