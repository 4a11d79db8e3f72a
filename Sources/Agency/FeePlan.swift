/// One row of a rebate table: left within so many days, so much of the fee returned (M5).
package struct RebateRow: Hashable, Sendable, Codable {
    package let withinDays: Int
    package let rebate: BasisPoints

    package init(withinDays: Int, rebate: BasisPoints) {
        self.withinDays = withinDays
        self.rebate = rebate
    }

    private enum CodingKeys: String, CodingKey {
        case withinDays = "within_days"
        case rebate = "rebate_bp"
    }
}

/// How a contract says the fee (M5).
package enum FeeKind: String, CaseIterable, Codable, Sendable {
    case percent, flat
}

/// A hire under a client contract; the keys are those of the what-if command.
package struct FeeScenario: Hashable, Sendable, Codable {
    package var currency: Currency
    package var kind: FeeKind
    /// Share of the first-year salary, for `percent`.
    package var fee: BasisPoints?
    package var minimumMinor: Int64?
    package var flatMinor: Int64?
    package var salaryMinor: Int64?
    package var paymentDays: Int
    package var rebates: [RebateRow]
    package var start: CivilDate
    package var left: CivilDate?

    package init(
        currency: Currency, kind: FeeKind, fee: BasisPoints? = nil, minimumMinor: Int64? = nil,
        flatMinor: Int64? = nil, salaryMinor: Int64? = nil, paymentDays: Int, rebates: [RebateRow] = [],
        start: CivilDate, left: CivilDate? = nil
    ) {
        self.currency = currency
        self.kind = kind
        self.fee = fee
        self.minimumMinor = minimumMinor
        self.flatMinor = flatMinor
        self.salaryMinor = salaryMinor
        self.paymentDays = paymentDays
        self.rebates = rebates
        self.start = start
        self.left = left
    }

    private enum CodingKeys: String, CodingKey {
        case currency, kind
        case fee = "fee_bp"
        case minimumMinor = "minimum_minor"
        case flatMinor = "flat_minor"
        case salaryMinor = "salary_minor"
        case paymentDays = "payment_days"
        case rebates, start, left
    }
}

/// What a client owes for a hire, when, and what comes back if the person left (M5).
package struct FeePlan: Hashable, Sendable {
    package let feeMinor: Int64
    package let dueOn: CivilDate
    /// Nil while the person is employed.
    package let daysServed: Int?
    package let rebateMinor: Int64
    package let netMinor: Int64

    package static func make(for scenario: FeeScenario) throws(PlanProblem) -> FeePlan {
        let amount = try fee(of: scenario)
        guard (0...BonusPlan.mostDays).contains(scenario.paymentDays) else {
            throw PlanProblem("payment_days: must be 0 to \(BonusPlan.mostDays)")
        }
        guard scenario.rebates.allSatisfy({ (0...BasisPoints.whole.value).contains($0.rebate.value) }) else {
            throw PlanProblem("rebates: rebate_bp must be 0 to 10000")
        }
        if let left = scenario.left, left < scenario.start { throw PlanProblem("left: lies before start") }
        let served = scenario.left?.days(since: scenario.start)
        do {
            let rebate = try amount.share(returnedShare(daysServed: served, rebates: scenario.rebates))
            return FeePlan(
                feeMinor: amount.minor, dueOn: try scenario.start.adding(days: scenario.paymentDays),
                daysServed: served, rebateMinor: rebate.minor, netMinor: try amount.subtracting(rebate).minor)
        } catch {
            throw PlanProblem("\(error)")
        }
    }

    /// The share of the first row whose days are at least the days served; nothing while employed or after the last.
    package static func returnedShare(daysServed: Int?, rebates: [RebateRow]) -> BasisPoints {
        guard let daysServed else { return BasisPoints(0) }
        return rebates.first { $0.withinDays >= daysServed }?.rebate ?? BasisPoints(0)
    }

    private static func fee(of scenario: FeeScenario) throws(PlanProblem) -> Money {
        switch scenario.kind {
        case .flat:
            guard let flat = scenario.flatMinor, flat >= 0 else {
                throw PlanProblem("flat_minor: must be given and not negative for a flat fee")
            }
            return Money(minor: flat, currency: scenario.currency)
        case .percent:
            guard let share = scenario.fee, (0...BasisPoints.whole.value).contains(share.value) else {
                throw PlanProblem("fee_bp: must be 0 to 10000 for a percent fee")
            }
            guard let salary = scenario.salaryMinor, salary >= 0 else {
                throw PlanProblem("salary_minor: must be given and not negative for a percent fee")
            }
            let minimum = scenario.minimumMinor ?? 0
            guard minimum >= 0 else { throw PlanProblem("minimum_minor: must not be negative") }
            do throws(MoneyProblem) {
                let part = try Money(minor: salary, currency: scenario.currency).share(share)
                return Money(minor: max(part.minor, minimum), currency: scenario.currency)
            } catch {
                throw PlanProblem("salary_minor: \(error)")
            }
        }
    }
}

extension FeePlan: Codable {
    private enum CodingKeys: String, CodingKey {
        case feeMinor = "fee_minor"
        case dueOn = "due_on"
        case daysServed = "days_served"
        case rebateMinor = "rebate_minor"
        case netMinor = "net_minor"
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(feeMinor, forKey: .feeMinor)
        try container.encode(dueOn, forKey: .dueOn)
        try container.encode(daysServed, forKey: .daysServed)
        try container.encode(rebateMinor, forKey: .rebateMinor)
        try container.encode(netMinor, forKey: .netMinor)
    }
}
