import Agency
import Postgres

enum ContractOperations {
    static let all = [AnyOperation(set), AnyOperation(show), AnyOperation(history)]

    /// More than this in minor units is a slip of the keyboard.
    static let mostMinor: Int64 = 1_000_000_000_000_000

    struct Set: Codable, Sendable {
        /// The client.
        var id: Int64
        var kind: FeeKind
        var currency: Currency
        /// The share of the first-year salary in basis points, for `percent`.
        var feeBp: Int64?
        /// The least that is owed in minor units, for `percent`.
        var minimumMinor: Int64?
        /// What is owed in minor units, for `flat`.
        var flatMinor: Int64?
        var paymentDays: Int64
        var rebates: [ContractRebate]?
        /// 12 if it is not given (M5).
        var introductionMonths: Int64?
        /// The first start date that it is for; today if it is not given.
        var effectiveFrom: CivilDate?
    }

    private struct Made: Decodable { var id: Int64 }

    static let set = Operation<Set, Contract>(
        "contract.set", "Record what a client owes for a hire, as a new version of its contract",
        route: .post("/clients/{id}/contracts"), roles: .staff, rules: ["M5", "M6", "P"]
    ) { input, call in
        try await call.requireDesk("liaison.clients", input.id, noun: "client")
        try check(input)
        let rebates = String(decoding: try JSONWriter.bytes(input.rebates ?? []), as: UTF8.self)
        let made: Made = try await call.one(
            "client",
            """
            insert into liaison.contracts (
                client_id, effective_from, kind, currency, fee_bp, minimum_minor, flat_minor, payment_days, rebates, introduction_months)
            values (\(input.id), coalesce(\(input.effectiveFrom)::date, liaison.agency_today()), \(input.kind), \(input.currency.code),
                    \(input.feeBp), \(input.minimumMinor ?? 0), \(input.flatMinor), \(input.paymentDays), \(rebates)::text::jsonb,
                    \(input.introductionMonths ?? 12))
            returning id
            """)
        return try await call.one("contract", "\(Contract.select) where n.id = \(made.id)")
    }

    private static func check(_ input: Set) throws {
        var fields: [String: String] = [:]
        func amount(_ value: Int64?, _ name: String) {
            if let value, !(0...mostMinor).contains(value) { fields[name] = "must be 0 to \(mostMinor) minor units" }
        }
        amount(input.minimumMinor, "minimum_minor")
        amount(input.flatMinor, "flat_minor")
        switch input.kind {
        case .percent:
            if input.feeBp.map({ !(0...10_000).contains($0) }) ?? true {
                fields["fee_bp"] = "must be 0 to 10000 basis points of the salary for a percent fee"
            }
            if input.flatMinor != nil { fields["flat_minor"] = "is for a flat fee" }
        case .flat:
            if input.flatMinor == nil { fields["flat_minor"] = "must be given for a flat fee" }
            if input.feeBp != nil { fields["fee_bp"] = "is for a percent fee" }
            if input.minimumMinor ?? 0 != 0 { fields["minimum_minor"] = "is for a percent fee" }
        }
        if !(0...366).contains(input.paymentDays) { fields["payment_days"] = "must be 0 to 366" }
        if let months = input.introductionMonths, !(0...120).contains(months) { fields["introduction_months"] = "must be 0 to 120" }
        if let reason = refusal(of: input.rebates ?? []) { fields["rebates"] = reason }
        guard fields.isEmpty else {
            var problem = Problem.invalid(fields)
            problem.rule = "M5"
            throw problem
        }
    }

    private static func refusal(of rebates: [ContractRebate]) -> String? {
        if rebates.count > 24 { return "must be 24 rows at most" }
        if !rebates.allSatisfy({ (0...36_500).contains($0.withinDays) }) { return "must have days from 0 to 36500" }
        if !rebates.allSatisfy({ (0...10_000).contains($0.rebateBp) }) { return "must return 0 to 10000 basis points" }
        // The first row that is long enough applies, so one after a longer one never would.
        if zip(rebates, rebates.dropFirst()).contains(where: { $0.withinDays >= $1.withinDays }) {
            return "must be in the order of their days, each of its own"
        }
        return nil
    }

    struct Show: Codable, Sendable {
        /// The client.
        var id: Int64
        /// The start date that it is for; today if it is not given.
        var asOf: CivilDate?
    }

    static let show = Operation<Show, Contract>(
        "contract.show", "Show the version of a client's contract that a hire of a day goes by", route: .get("/clients/{id}/contract"),
        roles: .staff, rules: ["M5", "P"]
    ) { input, call in
        let day: SQL = input.asOf.map { "\($0)" } ?? "(select liaison.agency_today())"
        return try await call.one(
            "contract",
            """
            \(Contract.select) where n.client_id = \(input.id) and n.effective_from <= \(day)
             order by n.effective_from desc, n.id desc limit 1
            """)
    }

    struct History: Codable, Sendable {
        /// The client.
        var id: Int64
        var limit: Int64?
        var cursor: String?
    }

    static let history = Operation<History, Page<Contract>>(
        "contract.history", "List every version of a client's contract, newest first", route: .get("/clients/{id}/contracts"),
        roles: .staff, rules: ["M5", "P"]
    ) { input, call in
        let limit = try Paging.limit(input.limit)
        let before = try Paging.id(input.cursor)
        let rows: [Contract] = try await call.all(
            """
            \(Contract.select) where n.client_id = \(input.id)\(SQL.and("n.id", below: before)) order by n.id desc limit \(limit + 1)
            """)
        return Page(rows, limit: limit) { Paging.cursor(String($0.id)) }
    }
}
