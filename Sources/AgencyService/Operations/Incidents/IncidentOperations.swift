import Agency
import Postgres

/// A candidate who went around the agent, or a client who contacted a candidate itself (R3).
package struct Incident: Codable, Sendable {
    package var id: Int64?
    package var submissionId: Int64
    package var kind: IncidentKind
    package var happenedOn: CivilDate
    package var description: String
    package var recordedAt: Instant?
    package var recordedBy: String?
}

/// What happened outside the agreed way (R3).
package enum IncidentKind: String, CaseIterable, Codable, Sendable, SchemaDescribing, PostgresBindable {
    case bypass
    case clientContact = "client_contact"
}

enum IncidentOperations {
    static let all = [AnyOperation(log), AnyOperation(list)]

    struct Log: Codable, Sendable {
        var id: Int64
        var kind: IncidentKind
        var happenedOn: CivilDate
        var description: LongText
    }

    static let log = Operation<Log, Incident>(
        "incident.log", "Record a contact outside the agreed way", route: .post("/submissions/{id}/incidents"),
        roles: [.candidate, .recruiter, .coordinator], rules: ["R3"], problems: [.invalidDate]
    ) { input, call in
        if call.role == .candidate, input.kind != .clientContact {
            throw Problem.invalid(["kind": "must be client_contact"])
        }
        struct Today: Decodable { var today: CivilDate }
        let today: Today = try await call.one("day", "select liaison.agency_today() as today")
        guard input.happenedOn <= today.today else {
            throw Problem(
                .invalidDate, "It cannot have happened in the future; today is \(today.today).", rule: "R3",
                facts: ["today": .string(today.today.description)])
        }
        try await call.requireVisible(submission: input.id)
        let insertion: SQL =
            """
            insert into liaison.incidents (submission_id, candidate_id, recruiter_id, kind, happened_on, description)
            select s.id, s.candidate_id, s.recruiter_id, \(input.kind), \(input.happenedOn), \(input.description)
              from liaison.submissions s where s.id = \(input.id)
            """
        if call.role == .candidate {
            // R3: staff only, so a candidate who reports one reads nothing back.
            try await call.execute(insertion)
            return Incident(
                submissionId: input.id, kind: input.kind, happenedOn: input.happenedOn, description: input.description.value)
        }
        struct Made: Decodable { var id: Int64 }
        let made: Made = try await call.one("submission", "\(insertion) returning id")
        return try await call.one("incident", "\(select) where n.id = \(made.id)")
    }

    private static let select: SQL =
        """
        select n.id, n.submission_id, n.kind, n.happened_on, n.description, n.recorded_at, r.name as recorded_by
          from liaison.incidents n left join liaison.recruiters r on r.id = n.recruiter_id
        """

    private static func candidate(of submission: Int64) -> SQL {
        "n.candidate_id = (select s.candidate_id from liaison.submissions s where s.id = \(submission))"
    }

    struct List: Codable, Sendable {
        var submissionId: Int64?
        var limit: Int64?
        var cursor: String?
    }

    static let list = Operation<List, Page<Incident>>(
        "incident.list", "List incidents, newest first", route: .get("/incidents"), roles: .staff, rules: ["R3"]
    ) { input, call in
        let limit = try Paging.limit(input.limit)
        let before = try Paging.id(input.cursor)
        let rows: [Incident] = try await call.all(
            """
            \(select)
             where true\(SQL.and("n.id", below: before))\(SQL.and("n.submission_id", input.submissionId, by: candidate))
             order by n.id desc limit \(limit + 1)
            """)
        return Page(rows, limit: limit) { Paging.cursor(String($0.id ?? 0)) }
    }
}
