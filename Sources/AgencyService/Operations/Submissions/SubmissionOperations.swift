import Agency
import Postgres

enum SubmissionOperations {
    static let all = [
        AnyOperation(add), AnyOperation(list), AnyOperation(show), AnyOperation(consent), AnyOperation(send),
        AnyOperation(advance), AnyOperation(withdraw), AnyOperation(close),
    ]

    struct Add: Codable, Sendable {
        var candidateId: Int64
        var vacancyId: Int64
        var channel: Channel
        var nominationId: Int64?
    }

    private struct Preparation: Decodable {
        var candidateDesk: Int64?
        var clientId: Int64?
        var vacancyClosedOn: CivilDate?
        var liveId: Int64?
        var liveDeskIsOwn: Bool?
    }

    static let add = Operation<Add, Submission>(
        "submission.add", "Put a candidate forward for a vacancy", route: .post("/submissions"), roles: .staff,
        rules: ["R10", "R4", "R5"], problems: [.alreadyRepresented, .conflict]
    ) { input, call in
        let found: Preparation = try await call.one(
            "vacancy",
            """
            select (select k.recruiter_id from liaison.candidates k where k.id = \(input.candidateId)) as candidate_desk,
                   v.client_id, v.closed_on as vacancy_closed_on, l.id as live_id, liaison.runs_desk(l.recruiter_id) as live_desk_is_own
              from liaison.vacancies v
              left join liaison.submissions l
                on l.vacancy_id = v.id and l.candidate_id = \(input.candidateId) and l.closed_on is null
             where v.id = \(input.vacancyId)
            """)
        guard let desk = found.candidateDesk else { throw Problem.notFound("candidate") }
        if let closedOn = found.vacancyClosedOn {
            throw Problem(
                .conflict, "The vacancy was closed on \(closedOn).", facts: ["closed_on": .string(closedOn.description)])
        }
        if let live = found.liveId {
            // R10: another desk learns that the candidate is represented, and nothing of by whom or how far.
            throw Problem(
                .alreadyRepresented, "This candidate already has a live submission for this vacancy.", rule: "R10",
                facts: found.liveDeskIsOwn == true ? ["submission_id": .integer(live)] : [:])
        }
        // Who wrote to the company themselves has sent already; on the agency channel consent comes first (R4, R10).
        let isSent = input.channel != .agency && input.nominationId == nil
        struct Made: Decodable { var id: Int64 }
        let made: Made = try await call.one(
            "submission",
            """
            insert into liaison.submissions
                (candidate_id, client_id, vacancy_id, recruiter_id, nomination_id, channel, stage, sent_on)
            values (\(input.candidateId), \(found.clientId), \(input.vacancyId), \(desk), \(input.nominationId), \(input.channel),
                    \(isSent ? Stage.sent : Stage.registered), case when \(isSent) then liaison.agency_today() end)
            returning id
            """)
        return try await call.one("submission", Submission.query(made.id, for: call.role))
    }

    struct List: Codable, Sendable {
        var candidateId: Int64?
        var vacancyId: Int64?
        var clientId: Int64?
        var recruiterId: Int64?
        var stage: Stage?
        var limit: Int64?
        var cursor: String?
    }

    static let list = Operation<List, Page<Submission>>(
        "submission.list", "List submissions, newest first", route: .get("/submissions"),
        roles: [.candidate, .recruiter, .coordinator, .client], rules: ["R9"]
    ) { input, call in
        let limit = try Paging.limit(input.limit)
        let before = try Paging.id(input.cursor)
        let rows: [Submission] = try await call.all(
            """
            select \(Submission.columns(for: call.role)) from liaison.submissions s \(Submission.joins(for: call.role))
             where s.id = any (array(
                       select s.id from liaison.submissions s
                        where true\(SQL.and("s.id", below: before))\(SQL.and("s.candidate_id", input.candidateId))
                              \(SQL.and("s.vacancy_id", input.vacancyId, by: client))\(SQL.and("s.client_id", input.clientId))
                              \(SQL.and("s.recruiter_id", input.recruiterId))\(condition(on: input.stage, for: call.role))
                        order by s.id desc limit \(limit + 1)))
             order by s.id desc
            """)
        return Page(rows, limit: limit) { Paging.cursor(String($0.id)) }
    }

    private static func client(of vacancy: Int64) -> SQL {
        "s.client_id = (select v.client_id from liaison.vacancies v where v.id = \(vacancy))"
    }

    /// The stage that a role knows: a candidate the published one, a client none.
    private static func condition(on stage: Stage?, for role: Role?) -> SQL {
        switch role {
        case .candidate: SQL.and("s.published_stage", stage)
        case .client: stage == nil ? "" : " and false"
        default: SQL.and("s.stage", stage)
        }
    }

    struct ById: Codable, Sendable { var id: Int64 }

    static let show = Operation<ById, Submission>(
        "submission.show", "Show a submission", route: .get("/submissions/{id}"),
        roles: [.candidate, .recruiter, .coordinator, .client], rules: ["R8", "R9"]
    ) { input, call in
        try await call.one("submission", Submission.query(input.id, for: call.role))
    }
}
