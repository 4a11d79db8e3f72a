/// One part of a referral bonus as a programme promises it (M1).
package struct BonusInstalment: Hashable, Sendable, Codable {
    package let share: BasisPoints
    package let afterDays: Int

    package init(share: BasisPoints, afterDays: Int) {
        self.share = share
        self.afterDays = afterDays
    }

    private enum CodingKeys: String, CodingKey {
        case share = "share_bp"
        case afterDays = "after_days"
    }
}

/// A hire for which a referral bonus is due; the keys are those of the what-if command.
package struct BonusScenario: Hashable, Sendable, Codable {
    package var currency: Currency
    package var amountMinor: Int64
    package var instalments: [BonusInstalment]
    package var start: CivilDate
    package var left: CivilDate?
    package var asOf: CivilDate

    package init(
        amount: Money, instalments: [BonusInstalment], start: CivilDate, left: CivilDate? = nil, asOf: CivilDate
    ) {
        currency = amount.currency
        amountMinor = amount.minor
        self.instalments = instalments
        self.start = start
        self.left = left
        self.asOf = asOf
    }

    private enum CodingKeys: String, CodingKey {
        case currency
        case amountMinor = "amount_minor"
        case instalments, start, left
        case asOf = "as_of"
    }
}

/// Whether an instalment may be paid (M3); paid ones are the ledger's matter.
package enum InstalmentState: String, CaseIterable, Codable, Sendable {
    case pending, payable, forfeited
}

/// When which part of a bonus is due, and where it stands on a day (M1, M3).
package struct BonusPlan: Hashable, Sendable, Codable {
    package struct Instalment: Hashable, Sendable, Codable {
        package let dueOn: CivilDate
        package let amountMinor: Int64
        package let state: InstalmentState

        private enum CodingKeys: String, CodingKey {
            case dueOn = "due_on"
            case amountMinor = "amount_minor"
            case state
        }
    }

    package let instalments: [Instalment]

    /// More parts or days than this are a slip of the keyboard.
    package static let mostInstalments = 100
    package static let mostDays = 36_500

    package static func make(for scenario: BonusScenario) throws(PlanProblem) -> BonusPlan {
        guard scenario.amountMinor >= 0 else { throw PlanProblem("amount_minor: must not be negative") }
        try checkTerms(scenario.instalments)
        if let left = scenario.left, left < scenario.start { throw PlanProblem("left: lies before start") }
        let amount = Money(minor: scenario.amountMinor, currency: scenario.currency)
        do {
            let amounts = try amount.split(scenario.instalments.map(\.share))
            return BonusPlan(
                instalments: try zip(scenario.instalments, amounts).map { terms, amount in
                    let due = try scenario.start.adding(days: terms.afterDays)
                    return Instalment(
                        dueOn: due, amountMinor: amount.minor,
                        state: state(due: due, left: scenario.left, asOf: scenario.asOf))
                })
        } catch {
            throw PlanProblem("\(error)")
        }
    }

    /// Whether a programme's instalments can stand: shares of 10000 together, days that are not negative (M1).
    package static func checkTerms(_ instalments: [BonusInstalment]) throws(PlanProblem) {
        guard (1...mostInstalments).contains(instalments.count) else {
            throw PlanProblem("instalments: must be 1 to \(mostInstalments)")
        }
        guard instalments.allSatisfy({ (0...BasisPoints.whole.value).contains($0.share.value) }),
            instalments.reduce(0, { $0 + $1.share.value }) == BasisPoints.whole.value
        else { throw PlanProblem("instalments: share_bp must be 0 to 10000 and sum to 10000") }
        guard instalments.allSatisfy({ (0...mostDays).contains($0.afterDays) }) else {
            throw PlanProblem("instalments: after_days must be 0 to \(mostDays)")
        }
    }

    /// Payable from the due date if still employed that day, else forfeited from the leaving date on (M3).
    package static func state(due: CivilDate, left: CivilDate?, asOf day: CivilDate) -> InstalmentState {
        if let left, left < due { return day >= left ? .forfeited : .pending }
        return day >= due ? .payable : .pending
    }
}

/// Why a bonus or fee scenario has no plan, in a sentence that names the key.
package struct PlanProblem: Error, Hashable, Sendable, CustomStringConvertible {
    package let reason: String

    init(_ reason: String) {
        self.reason = reason
    }

    package var description: String { reason }
}
