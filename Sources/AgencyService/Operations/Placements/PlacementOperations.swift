import Agency
import Postgres

enum PlacementOperations {
    static let all = [AnyOperation(start), AnyOperation(leave), AnyOperation(list)]

    struct Start: Codable, Sendable {
        /// The submission.
        var id: Int64
        var startOn: CivilDate
        /// The first-year salary, where the fee is a share of it.
        var salary: Money?
    }

    private struct Made: Decodable { var id: Int64 }

    static let start = Operation<Start, Placement>(
        "placement.start", "Record that a candidate starts at the client, with the fee and the bonuses that this brings",
        route: .post("/submissions/{id}/placement"), roles: .staff, rules: ["M1", "M3", "M4", "M5", "M6", "R9"],
        problems: [.conflict, .invalidDate]
    ) { input, call in
        try await call.requireDesk("liaison.submissions", input.id, noun: "submission")
        if let salary = input.salary, !(1...ContractOperations.mostMinor).contains(salary.minor) {
            throw Problem.invalid(["salary.minor": "must be 1 to \(ContractOperations.mostMinor) minor units"])
        }
        let terms: HireTerms? = try await call.first(HireTerms.query(submission: input.id, start: input.startOn))
        let plan = try terms?.plan(start: input.startOn, salary: input.salary)
        let made: Made = try await call.one(
            "submission",
            """
            select liaison.place_candidate(
                       \(input.id), \(input.startOn), \(input.salary?.minor), \(input.salary?.currency.code), \(terms?.contractId),
                       \(plan?.feeMinor), \(plan?.dueOn)) as id
            """)
        try await call.grantBonuses(submission: input.id, placement: made.id, start: input.startOn)
        return try await call.one("placement", "\(Placement.select) where p.id = \(made.id)")
    }

    struct Leave: Codable, Sendable {
        /// The placement.
        var id: Int64
        /// The last day of employment.
        var leftOn: CivilDate
    }

    private struct Employment: Decodable {
        var startOn: CivilDate
        var currency: Currency?
        var feeMinor: Int64
        var rebates: [ContractRebate]?
    }

    static let leave = Operation<Leave, Placement>(
        "placement.leave", "Record that somebody left, and what comes back of the fee", route: .post("/placements/{id}/departure"),
        roles: .staff, rules: ["M3", "M5"], problems: [.conflict, .invalidDate]
    ) { input, call in
        try await call.requireDesk("liaison.placements", input.id, noun: "placement")
        let employed: Employment = try await call.one(
            "placement",
            """
            select p.start_on, f.currency, f.rebates,
                   (select coalesce(-sum(e.amount_minor), 0)::bigint from liaison.ledger_entries e
                     where e.placement_id = p.id and e.account = 'fee_income') as fee_minor
              from liaison.placements p left join liaison.fees f on f.id = p.id where p.id = \(input.id)
            """)
        guard input.leftOn >= employed.startOn else {
            throw Problem(
                .invalidDate, "Nobody leaves before they start; they started on \(employed.startOn).", rule: "M3",
                facts: ["start_on": .string(employed.startOn.description), "fields": ["left_on": "lies before start_on"]])
        }
        var rebate: Int64 = 0
        if let currency = employed.currency {
            rebate = try FeePlan.make(
                for: FeeScenario(
                    currency: currency, kind: .flat, flatMinor: employed.feeMinor, paymentDays: 0,
                    rebates: employed.rebates?.map(\.row) ?? [], start: employed.startOn, left: input.leftOn)
            ).rebateMinor
        }
        try await call.execute("select liaison.record_departure(\(input.id), \(input.leftOn), \(rebate))")
        return try await call.one("placement", "\(Placement.select) where p.id = \(input.id)")
    }

    struct List: Codable, Sendable {
        var clientId: Int64?
        var candidateId: Int64?
        /// Only those who are employed, or only those who left.
        var employed: Bool?
        var limit: Int64?
        var cursor: String?
    }

    static let list = Operation<List, Page<Placement>>(
        "placement.list", "List hires, newest first", route: .get("/placements"), roles: .staff, rules: ["M3", "P"]
    ) { input, call in
        let limit = try Paging.limit(input.limit)
        let state: SQL = input.employed.map { $0 ? "p.left_on is null" : "p.left_on is not null" } ?? "true"
        let condition: SQL = """
            \(state)\(SQL.and("p.id", below: try Paging.id(input.cursor)))\(SQL.and("p.client_id", input.clientId))\
            \(SQL.and("p.candidate_id", input.candidateId))
            """
        let rows: [Placement] = try await call.all(
            """
            \(Placement.select)
             where \(condition) and \(call.newestOnDesks("liaison.placements", "p", where: condition, limit: limit + 1))
             order by p.id desc limit \(limit + 1)
            """)
        return Page(rows, limit: limit) { Paging.cursor(String($0.id)) }
    }
}
