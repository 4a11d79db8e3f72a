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
        /// The recruiter on whose lent desk it was done; null on a desk of one's own.
        var coveringId: Int64?
        var covering: String?
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
            with page as materialized (
                select e.id, e.at, e.account_id, e.operation, e.action, e.table_name, e.row_id, e.changes,
                       e.covering_id
                  from liaison.audit_events e
                 where true\(SQL.and("e.operation", input.operation))\(SQL.and("e.account_id", input.accountId))
                       \(SQL.and("e.id", below: before))
                 order by e.id desc limit \(limit + 1))
            select page.*, n.name as account, r.name as covering
              from page
              left join liaison.account_names(array(select p.account_id from page p)) n on n.id = page.account_id
              left join liaison.desk_names(array(select distinct p.covering_id from page p where p.covering_id is not null)) r
                on r.id = page.covering_id
             order by page.id desc
            """)
        return Page(rows, limit: limit) { Paging.cursor(String($0.id)) }
    }
}
