import Agency
import Postgres

/// A version of what a client owes for a hire (M5).
package struct Contract: Codable, Sendable {
    package var id: Int64
    package var clientId: Int64
    package var client: String
    package var effectiveFrom: CivilDate
    package var kind: FeeKind
    package var currency: Currency
    /// The share of the first-year salary, for `percent`.
    package var feeBp: Int64?
    /// The least that is owed, for `percent`.
    package var minimumMinor: Int64
    /// What is owed, for `flat`.
    package var flatMinor: Int64?
    /// Days from the start date to the due date.
    package var paymentDays: Int64
    package var rebates: [ContractRebate]
    /// How long after an introduction a hire brings the fee (M6).
    package var introductionMonths: Int64
    package var setBy: String
    package var setAt: Instant

    static let select: SQL = """
        select n.id, n.client_id, c.name as client, n.effective_from, n.kind, n.currency, n.fee_bp, n.minimum_minor, n.flat_minor,
               n.payment_days, n.rebates, n.introduction_months, r.name as set_by, n.set_at
          from liaison.contracts n join liaison.clients c on c.id = n.client_id join liaison.recruiters r on r.id = n.set_by
        """
}

/// Left within so many days, so much of the fee returned (M5).
package struct ContractRebate: Codable, Sendable, Hashable {
    package var withinDays: Int64
    package var rebateBp: Int64
}

extension ContractRebate {
    /// The row as the pure rules have it.
    var row: RebateRow { RebateRow(withinDays: Int(withinDays), rebate: BasisPoints(rebateBp)) }
}
