import Agency
import Postgres

/// What becomes of a fee after the hire was recorded.
extension FeeOperations {
    struct Raise: Codable, Sendable {
        /// The placement.
        var id: Int64
        /// The first-year salary, where it was not recorded with the hire and the fee is a share of it.
        var salary: Money?
    }

    private struct Hire: Decodable {
        var submissionId: Int64
        var startOn: CivilDate
        var salary: Money?
    }

    static let raise = Operation<Raise, Fee>(
        "fee.raise", "Raise the fee of a hire that was recorded before its contract", route: .post("/placements/{id}/fee"), roles: .staff,
        rules: ["M4", "M5", "M6"], problems: [.conflict]
    ) { input, call in
        try await call.requireDesk("liaison.placements", input.id, noun: "placement")
        if let salary = input.salary, !(1...ContractOperations.mostMinor).contains(salary.minor) {
            throw Problem.invalid(["salary.minor": "must be 1 to \(ContractOperations.mostMinor) minor units"])
        }
        let hire: Hire = try await call.one(
            "placement",
            """
            select p.submission_id, p.start_on,
                   case when p.salary_minor is not null
                        then jsonb_build_object('minor', p.salary_minor, 'currency', p.salary_currency) end as salary
              from liaison.placements p where p.id = \(input.id)
            """)
        let terms: HireTerms? = try await call.first(HireTerms.query(submission: hire.submissionId, start: hire.startOn))
        guard let terms else {
            throw Problem(
                .conflict, "No contract says what this hire brings, or nobody introduced the candidate; see liaison contract show.",
                rule: "M6")
        }
        let plan = try terms.plan(start: hire.startOn, salary: input.salary ?? hire.salary)
        try await call.execute(
            """
            select liaison.raise_fee(
                       \(input.id), \(input.salary?.minor), \(input.salary?.currency.code), \(terms.contractId), \(plan.feeMinor),
                       \(plan.dueOn))
            """)
        return try await call.one("fee", "\(Fee.select(nil)) where f.id = \(input.id)")
    }

    struct Pay: Codable, Sendable {
        /// The fee.
        var id: Int64
        /// What the payment is known by outside.
        var reference: ShortText
        /// In minor units of the fee's currency; all that is owed if it is not given.
        var amountMinor: Int64?
    }

    static let pay = Operation<Pay, Fee>(
        "fee.pay", "Record that a client paid a fee, or a part of it", route: .post("/fees/{id}/payment"), roles: .staff,
        rules: ["M3", "M7"], problems: [.alreadyPaid, .conflict]
    ) { input, call in
        try await call.requireDesk("liaison.fees", input.id, noun: "fee")
        try await call.execute("select liaison.pay_fee(\(input.id), \(input.amountMinor), \(input.reference))")
        return try await call.one("fee", "\(Fee.select(nil)) where f.id = \(input.id)")
    }
}
