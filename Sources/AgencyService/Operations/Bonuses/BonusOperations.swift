import Agency
import Postgres

enum BonusOperations {
    static let all = [AnyOperation(list), AnyOperation(pay), AnyOperation(reverse)]

    struct List: Codable, Sendable {
        var state: BonusState?
        var programmeId: Int64?
        /// The day that the list speaks of; today if it is not given.
        var asOf: CivilDate?
        var limit: Int64?
        var cursor: String?
    }

    static let list = Operation<List, Page<Bonus>>(
        "bonus.list", "List referral bonuses, newest first", route: .get("/bonuses"), roles: [.referrer, .recruiter, .coordinator],
        rules: ["M3", "M4", "R6", "P"]
    ) { input, call in
        let limit = try Paging.limit(input.limit)
        if call.role == .referrer, input.asOf != nil { throw Problem.invalid(["as_of": "is for the agency's staff"]) }
        let day: SQL = input.asOf.map { "\($0)" } ?? "(select liaison.agency_today())"
        var condition: SQL = "true\(SQL.and("b.id", below: try Paging.id(input.cursor)))\(SQL.and("b.programme_id", input.programmeId))"
        if let state = input.state {
            let found: SQL =
                call.role == .referrer ? "case when b.paid_on is null then 'payable' else 'paid' end" : Bonus.state(asOf: day)
            condition.append(" and \(found) = \(state)" as SQL)
        }
        let rows: [Bonus] = try await call.all(
            """
            \(Bonus.select(for: call.role, asOf: day))
             where \(condition) and \(call.newestOnDesks("liaison.bonuses", "b", where: condition, limit: limit + 1))
             order by b.id desc limit \(limit + 1)
            """)
        return Page(rows, limit: limit) { Paging.cursor(String($0.id)) }
    }

    struct Pay: Codable, Sendable {
        var id: Int64
        /// What the payment is known by outside.
        var reference: ShortText
    }

    static let pay = Operation<Pay, Bonus>(
        "bonus.pay", "Record that a payable bonus was paid", route: .post("/bonuses/{id}/payment"), roles: [.coordinator],
        rules: ["M3", "M4"], problems: [.alreadyPaid, .conflict]
    ) { input, call in
        try await call.execute("select liaison.pay_bonus(\(input.id), \(input.reference))")
        return try await call.one("bonus", "\(Bonus.select(for: call.role)) where b.id = \(input.id)")
    }

    struct Reverse: Codable, Sendable {
        var id: Int64
        var reason: ShortText
    }

    static let reverse = Operation<Reverse, Bonus>(
        "bonus.reverse", "Undo a payment of a bonus by a reversing entry", route: .post("/bonuses/{id}/reversal"), roles: [.coordinator],
        rules: ["M3"], problems: [.conflict]
    ) { input, call in
        try await call.execute("select liaison.reverse_payment(\(input.id), \(input.reason))")
        return try await call.one("bonus", "\(Bonus.select(for: call.role)) where b.id = \(input.id)")
    }
}
