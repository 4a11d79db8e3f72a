extension ConstraintProblem {
    /// Contracts, placements, fees and bonuses.
    static let money: [Row] = [
        missing("contracts_client_fkey", "client"),
        field("contracts_kind_check", "kind", "goes with its own amounts: fee_bp with percent, flat_minor with flat"),
        field("contracts_fee_check", "fee_bp", "or an amount is out of its bounds"),
        field("contracts_days_check", "payment_days", "or introduction_months is out of its bounds"),
        field("contracts_currency_check", "currency", "is no ISO 4217 code"),
        conflict("placements_submission_key", "This candidate was placed here before; see liaison placement list.", rule: "M3"),
        field("placements_salary_check", "salary", "must be more than nothing, in one currency"),
        ("placements_left_check", Problem(.invalidDate, "Nobody leaves before they start.", rule: "M3")),
        conflict("bonuses_instalment_key", "The bonuses of this hire are there already; see liaison bonus list.", rule: "M3"),
        conflict("fees_pkey", "This hire has its fee already; see liaison fee list.", rule: "M6"),
        conflict("fees_invoice_key", "Another fee was asked for by an invoice of this number.", rule: "M6"),
    ]
}
