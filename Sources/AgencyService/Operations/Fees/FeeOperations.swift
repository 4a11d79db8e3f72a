import Agency
import Postgres

enum FeeOperations {
    static let all = [AnyOperation(list), AnyOperation(invoice), AnyOperation(raise), AnyOperation(pay)]

    struct List: Codable, Sendable {
        var clientId: Int64?
        var state: FeeState?
        /// The day that the list speaks of, as known on it; today if it is not given.
        var asOf: CivilDate?
        var limit: Int64?
        var cursor: String?
    }

    static let list = Operation<List, Page<Fee>>(
        "fee.list", "List fees for hires, newest first", route: .get("/fees"), roles: .staff, rules: ["M5", "M6", "M7", "P"]
    ) { input, call in
        let limit = try Paging.limit(input.limit)
        let condition: SQL = "true\(SQL.and("f.id", below: try Paging.id(input.cursor)))\(SQL.and("f.client_id", input.clientId))"
        var shown: SQL = ""
        if let state = input.state { shown.append(" and \(Fee.state) = \(state)" as SQL) }
        if let day = input.asOf { shown.append(" and p.placed_on <= \(day)" as SQL) }
        // Which desk's are shown is the policy's; the state of each is looked up, so only without one the newest are enough.
        let desks = input.state == nil ? call.newestOnDesks("liaison.fees", "f", where: condition, limit: limit + 1) : "true"
        let rows: [Fee] = try await call.all(
            """
            \(Fee.select(input.asOf)) where \(condition)\(shown) and \(desks) order by f.id desc limit \(limit + 1)
            """)
        return Page(rows, limit: limit) { Paging.cursor(String($0.id)) }
    }

    struct Invoice: Codable, Sendable {
        /// The fee.
        var id: Int64
        /// The invoice's number.
        var reference: ShortText
    }

    static let invoice = Operation<Invoice, Fee>(
        "fee.invoice", "Record the invoice by which a fee was asked for", route: .post("/fees/{id}/invoice"), roles: .staff,
        rules: ["M6"], problems: [.conflict]
    ) { input, call in
        try await call.requireDesk("liaison.fees", input.id, noun: "fee")
        try await call.execute("select liaison.invoice_fee(\(input.id), \(input.reference))")
        return try await call.one("fee", "\(Fee.select(nil)) where f.id = \(input.id)")
    }
}
