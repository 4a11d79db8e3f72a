import Agency
import Postgres

enum TieOperations {
    static let all = [AnyOperation(declare), AnyOperation(list)]

    /// A declared tie between the agency and somebody at a client (R8).
    struct Tie: Codable, Sendable {
        var id: Int64
        var clientId: Int64
        var person: String
        var relation: String
        var contactId: Int64?
        var declaredAt: Instant
        /// The recruiter who declared it.
        var declaredBy: Int64
    }

    struct Declare: Codable, Sendable {
        /// The client.
        var id: Int64
        var person: ShortText
        var relation: ShortText
        var contactId: Int64?
    }

    private static let columns: SQL = "id, client_id, person, relation, contact_id, declared_at, declared_by"

    static let declare = Operation<Declare, Tie>(
        "tie.declare", "Declare a tie between the agency and somebody at a client", route: .post("/clients/{id}/ties"),
        roles: .staff, rules: ["R8"]
    ) { input, call in
        try await call.one(
            "client",
            """
            insert into liaison.ties (client_id, contact_id, person, relation)
            values (\(input.id), \(input.contactId), \(input.person), \(input.relation))
            returning \(columns)
            """)
    }

    struct List: Codable, Sendable {
        var limit: Int64?
        var cursor: String?
        var clientId: Int64?
    }

    static let list = Operation<List, Page<Tie>>(
        "tie.list", "List declared ties", route: .get("/ties"), roles: .staff, rules: ["R8"]
    ) { input, call in
        let limit = try Paging.limit(input.limit)
        let before = try Paging.id(input.cursor)
        let rows: [Tie] = try await call.all(
            """
            select \(columns) from liaison.ties
             where true\(SQL.and("client_id", input.clientId))\(SQL.and("id", below: before))
             order by id desc limit \(limit + 1)
            """)
        return Page(rows, limit: limit) { Paging.cursor(String($0.id)) }
    }
}
