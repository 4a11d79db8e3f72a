import Agency
import Postgres

enum CallOperations {
    static let all = [AnyOperation(promise), AnyOperation(keep), AnyOperation(list)]

    struct Promise: Codable, Sendable {
        var id: Int64
        var callBy: CivilDate
    }

    private struct Made: Decodable { var id: Int64 }

    static let promise = Operation<Promise, CallPromise>(
        "call.promise", "Record the day by which you told a candidate that you would call", route: .post("/submissions/{id}/call-promises"),
        roles: .staff, rules: ["R11", "T17"], problems: [.invalidDate, .notABusinessDay, .conflict]
    ) { input, call in
        try await call.requireDesk("liaison.submissions", input.id, noun: "submission")
        let made: Made = try await call.one(
            "submission",
            """
            insert into liaison.call_promises (submission_id, recruiter_id, call_by)
            select s.id, s.recruiter_id, \(input.callBy) from liaison.submissions s where s.id = \(input.id)
            returning id
            """)
        return try await call.one("promised call", "\(CallPromise.select(for: call.role)) where p.id = \(made.id)")
    }

    struct Keep: Codable, Sendable {
        var id: Int64
        /// What was said, for colleagues.
        var note: LongText?
    }

    static let keep = Operation<Keep, CallPromise>(
        "call.keep", "Record that a promised call was made; the candidate has heard something", route: .post("/call-promises/{id}/call"),
        roles: .staff, rules: ["R11", "T17"], problems: [.conflict]
    ) { input, call in
        try await call.requireDesk("liaison.call_promises", input.id, noun: "promised call")
        try await call.execute(
            "update liaison.call_promises p set called_at = liaison.now(), note = \(input.note) where p.id = \(input.id)")
        return try await call.one("promised call", "\(CallPromise.select(for: call.role)) where p.id = \(input.id)")
    }

    struct List: Codable, Sendable {
        /// Only those without a call, or only those with one.
        var open: Bool?
        var submissionId: Int64?
        var limit: Int64?
        var cursor: String?
    }

    static let list = Operation<List, Page<CallPromise>>(
        "call.list", "List promised calls, newest first", route: .get("/call-promises"),
        roles: [.candidate, .recruiter, .coordinator], rules: ["R11", "T17"]
    ) { input, call in
        let limit = try Paging.limit(input.limit)
        let before = try Paging.id(input.cursor)
        let state: SQL =
            switch input.open {
            case nil: "true"
            case true?: "p.called_at is null"
            case false?: "p.called_at is not null"
            }
        let condition: SQL = """
            \(state)\(SQL.and("p.id", below: before))\(SQL.and("p.submission_id", input.submissionId, by: candidate))
            """
        let rows: [CallPromise] = try await call.all(
            """
            \(CallPromise.select(for: call.role))
             where \(condition) and \(call.newestOnDesks("liaison.call_promises", "p", where: condition, limit: limit + 1))
             order by p.id desc limit \(limit + 1)
            """)
        return Page(rows, limit: limit) { Paging.cursor(String($0.id)) }
    }

    private static func candidate(of submission: Int64) -> SQL {
        "p.candidate_id = (select s.candidate_id from liaison.submissions s where s.id = \(submission))"
    }
}
