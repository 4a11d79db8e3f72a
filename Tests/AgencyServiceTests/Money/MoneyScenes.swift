import AgencyService
import TestSupport
import Testing

/// What the money tests begin with: contracts and hires of the cast.
enum MoneyScenes {
    /// A fifth of the salary, 5,000.00 GBP at least, in 30 days; all back within four weeks, half within eight.
    static let percent: JSONObject = [
        "id": 1, "kind": "percent", "currency": "GBP", "fee_bp": 2_000, "minimum_minor": 500_000, "payment_days": 30,
        "rebates": [["within_days": 28, "rebate_bp": 10_000], ["within_days": 56, "rebate_bp": 5_000]], "effective_from": "2026-01-01",
    ]

    static func money(_ minor: Int64, _ currency: String = "GBP") -> JSONValue {
        ["minor": .integer(minor), "currency": .string(currency)]
    }

    /// Anna starts at Albion on Monday 9 March for 48,000.00 GBP a year.
    static let annaStarts: JSONObject = ["id": 1, "start_on": "2026-03-09", "salary": ["minor": 4_800_000, "currency": "GBP"]]
}

extension AgencyService {
    /// Accounts with what stands under them, "receivable GBP 960000".
    func balances(as person: Cast.Person = Cast.cora, asOf day: String? = nil) async throws -> [String] {
        try await call("ledger.balance", as: person, day.map { ["as_of": .string($0)] } ?? [:]).items.map {
            "\($0.text("account") ?? "") \($0.text("currency") ?? "") \($0.int("balance_minor") ?? 0)"
        }
    }

    /// The entries of the journal, newest movement first, "fee: receivable debit 960000, fee_income credit 960000".
    func journal(as person: Cast.Person = Cast.cora, _ input: JSONObject = [:]) async throws -> [String] {
        try await call("ledger.show", as: person, input).items.map { movement in
            let entries = (movement["entries"]?.array ?? []).map {
                "\($0.text("account") ?? "") \($0.text("side") ?? "") \($0["amount"]?.int("minor") ?? 0)"
            }
            return "\(movement.text("kind") ?? ""): \(entries.joined(separator: ", "))"
        }
    }
}
