import Agency
import Postgres

enum AuditOperations {
    static let all = [AnyOperation(list)]

    /// One change, or one reading of raw feedback (L4).
    struct Event: Codable, Sendable {
        var id: Int64
        var at: Instant
        var accountId: Int64?
        var account: String?
        var operation: String
        var action: String
        var tableName: String
        var rowId: Int64?
        var changes: JSONValue
    }

    struct List: Codable, Sendable {
        var limit: Int64?
        var cursor: String?
        var operation: ShortText?
        var accountId: Int64?
    }

    static let list = Operation<List, Page<Event>>(
        "audit.list", "Read the audit trail", route: .get("/audit"), roles: [.admin, .coordinator], rules: ["L4"]
    ) { input, call in
        let limit = try Paging.limit(input.limit)
        let before = try Paging.id(input.cursor)
        let rows: [Event] = try await call.all(
            """
            select e.id, e.at, e.account_id, liaison.account_name(e.account_id) as account, e.operation, e.action, e.table_name, e.row_id, e.changes
              from liaison.audit_events e
             where (\(input.operation)::text is null or e.operation = \(input.operation))
               and (\(input.accountId) is null or e.account_id = \(input.accountId))
               and (\(before) is null or e.id < \(before))
             order by e.id desc limit \(limit + 1)
            """)
        return Page(rows, limit: limit) { Paging.cursor(String($0.id)) }
    }
}
