import Agency
import Postgres

/// What a programme promises for a referred hire (M1).
struct BonusTerms: Decodable {
    var amountMinor: Int64
    var currency: Currency
    var instalments: [ProgrammeOperations.Instalment]

    /// The amounts and due dates of the instalments.
    func plan(start: CivilDate) throws -> BonusPlan {
        try BonusPlan.make(
            for: BonusScenario(
                amount: Money(minor: amountMinor, currency: currency), instalments: instalments.map(\.part), start: start, asOf: start))
    }
}

extension ProgrammeOperations.Instalment {
    /// The part as the pure rules have it.
    var part: BonusInstalment { BonusInstalment(share: BasisPoints(shareBp), afterDays: Int(afterDays)) }
}

extension Call {
    /// Grants the bonuses of a hire that came by a valid and confirmed referral (M1 to M4); nothing happens for any other.
    func grantBonuses(submission: Int64, placement: Int64, start: CivilDate) async throws {
        let terms: BonusTerms? = try await first(
            "select amount_minor, currency, instalments from liaison.bonus_terms(\(submission))")
        guard let plan = try terms?.plan(start: start) else { return }
        let amounts = plan.instalments.map(\.amountMinor)
        let days = plan.instalments.map(\.dueOn.description)
        try await execute("select liaison.grant_bonuses(\(placement), \(amounts), \(days)::text[]::date[])")
    }
}
