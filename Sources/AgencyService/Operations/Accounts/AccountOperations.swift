import Agency
import Postgres

enum AccountOperations {
    static let all = [
        AnyOperation(invite), AnyOperation(accept), AnyOperation(list), AnyOperation(show), AnyOperation(disable),
        AnyOperation(enable), AnyOperation(reset),
    ]

    struct ById: Codable, Sendable { var id: Int64 }

    struct List: Codable, Sendable {
        var limit: Int64?
        var cursor: String?
        var role: Role?
    }

    static let columns: SQL = "id, email, role, name, person_id, disabled_at, created_at"

    static let list = Operation<List, Page<Account>>(
        "account.list", "List accounts", route: .get("/accounts"), roles: [.admin], rules: ["P"]
    ) { input, call in
        let limit = try Paging.limit(input.limit)
        let before = try Paging.id(input.cursor)
        let rows: [Account] = try await call.all(
            """
            select \(columns) from liaison.accounts
             where true\(SQL.and("role", input.role))\(SQL.and("id", below: before))
             order by id desc limit \(limit + 1)
            """)
        return Page(rows, limit: limit) { Paging.cursor(String($0.id)) }
    }

    static let show = Operation<ById, Account>(
        "account.show", "Show an account", route: .get("/accounts/{id}"), roles: [.admin], rules: ["P"]
    ) { input, call in
        try await call.one("account", "select \(columns) from liaison.accounts where id = \(input.id)")
    }

    static let disable = Operation<ById, Account>(
        "account.disable", "Disable an account and end its sessions", route: .post("/accounts/{id}/disabling"),
        roles: [.admin], status: 200, rules: ["P"], problems: [.conflict], resource: "account.show"
    ) { input, call in
        // Somebody is left who can enable it again.
        if input.id == call.caller?.accountId {
            throw Problem(.conflict, "You cannot disable your own account; ask another admin.")
        }
        return try await call.one(
            "account",
            """
            update liaison.accounts set disabled_at = coalesce(disabled_at, liaison.now()) where id = \(input.id)
            returning \(columns)
            """)
    }

    static let enable = Operation<ById, Account>(
        "account.enable", "Enable an account again", route: .delete("/accounts/{id}/disabling"), roles: [.admin],
        rules: ["P"], resource: "account.show"
    ) { input, call in
        try await call.one(
            "account",
            "update liaison.accounts set disabled_at = null where id = \(input.id) returning \(columns)")
    }
}
