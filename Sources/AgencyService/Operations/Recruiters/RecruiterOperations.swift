import Agency
import Postgres

enum RecruiterOperations {
    static let all = [AnyOperation(list)]

    /// An agent; each is a desk of their own.
    struct Recruiter: Codable, Sendable {
        var id: Int64
        var name: String
        var email: String
        var phone: String?
        var isCoordinator: Bool
    }

    struct List: Codable, Sendable {
        var limit: Int64?
        var cursor: String?
    }

    static let list = Operation<List, Page<Recruiter>>(
        "recruiter.list", "List the agents", route: .get("/recruiters"), roles: .staff, rules: ["P"]
    ) { input, call in
        let limit = try Paging.limit(input.limit)
        let before = try Paging.id(input.cursor)
        let rows: [Recruiter] = try await call.all(
            """
            select id, name, email, phone, is_coordinator from liaison.recruiters
             where true\(SQL.and("id", below: before))
             order by id desc limit \(limit + 1)
            """)
        return Page(rows, limit: limit) { Paging.cursor(String($0.id)) }
    }
}
