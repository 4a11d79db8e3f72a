import Agency
import Postgres

/// A candidate whom a client keeps in mind (T15).
package struct Interest: Codable, Sendable {
    package var id: Int64
    package var candidateId: Int64
    package var candidate: String
    package var clientId: Int64
    package var client: String
    package var notedOn: CivilDate
    package var note: String?
    package var endedOn: CivilDate?
    package var endReason: String?

    static let select: SQL = """
        select n.id, n.candidate_id, k.name as candidate, n.client_id, c.name as client, n.noted_on, n.note, n.ended_on, n.end_reason
          from liaison.interests n
          join liaison.candidates k on k.id = n.candidate_id
          join liaison.clients c on c.id = n.client_id
        """
}

enum InterestOperations {
    static let all = [AnyOperation(add), AnyOperation(list), AnyOperation(end)]

    struct Add: Codable, Sendable {
        var candidateId: Int64
        var clientId: Int64
        var note: LongText?
        /// The task after a rejection that this settles.
        var taskId: Int64?
    }

    private struct Made: Decodable { var id: Int64 }

    static let add = Operation<Add, Interest>(
        "interest.add", "Record that a client keeps a candidate in mind", route: .post("/interests"), roles: .staff,
        rules: ["T15", "T16"], problems: [.conflict]
    ) { input, call in
        try await call.requireDesk("liaison.candidates", input.candidateId, noun: "candidate")
        let made: Made = try await call.one(
            "interest",
            """
            insert into liaison.interests (candidate_id, client_id, note)
            values (\(input.candidateId), \(input.clientId), \(input.note)) returning id
            """)
        try await call.settle(task: input.taskId, .offerInterest, candidate: input.candidateId, client: input.clientId)
        return try await call.one("interest", "\(Interest.select) where n.id = \(made.id)")
    }

    struct List: Codable, Sendable {
        var candidateId: Int64?
        var clientId: Int64?
        /// Only those that last, or only those that ended.
        var live: Bool?
        var limit: Int64?
        var cursor: String?
    }

    static let list = Operation<List, Page<Interest>>(
        "interest.list", "List candidates whom clients keep in mind, newest first", route: .get("/interests"), roles: .staff,
        rules: ["T15"]
    ) { input, call in
        let limit = try Paging.limit(input.limit)
        let before = try Paging.id(input.cursor)
        let state: SQL = input.live.map { $0 ? "n.ended_on is null" : "n.ended_on is not null" } ?? "true"
        let condition: SQL = """
            \(state)\(SQL.and("n.id", below: before))\(SQL.and("n.candidate_id", input.candidateId))\
            \(SQL.and("n.client_id", input.clientId))
            """
        let rows: [Interest] = try await call.all(
            """
            \(Interest.select)
             where \(condition) and \(call.newestOnDesks("liaison.interests", "n", where: condition, limit: limit + 1))
             order by n.id desc limit \(limit + 1)
            """)
        return Page(rows, limit: limit) { Paging.cursor(String($0.id)) }
    }

    struct End: Codable, Sendable {
        var id: Int64
        var reason: LongText?
    }

    static let end = Operation<End, Interest>(
        "interest.end", "Record that a client no longer keeps a candidate in mind", route: .post("/interests/{id}/ending"),
        roles: .staff, rules: ["T15"], problems: [.conflict]
    ) { input, call in
        try await call.execute(
            """
            update liaison.interests n set ended_on = liaison.agency_today(), end_reason = \(input.reason) where n.id = \(input.id)
            """)
        return try await call.one("interest", "\(Interest.select) where n.id = \(input.id)")
    }
}
