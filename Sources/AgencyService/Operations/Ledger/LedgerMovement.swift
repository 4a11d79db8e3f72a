import Agency

/// A movement of money in the ledger, with the entries that balance it (M7).
package struct LedgerMovement: Codable, Sendable {
    package var id: Int64
    package var kind: LedgerMovementKind
    package var madeOn: CivilDate
    package var recordedAt: Instant
    package var placementId: Int64
    package var candidate: String
    package var client: String
    /// What a payment is known by outside, or why something was reversed.
    package var reference: String?
    /// The movement that this one takes back.
    package var reversesId: Int64?
    package var entries: [LedgerEntry]
}

/// A sum under an account; debits and credits of a movement are equal in each currency.
package struct LedgerEntry: Codable, Sendable {
    package var account: String
    package var side: LedgerSide
    package var amount: Money
}

/// The side of an account on which an entry stands.
package enum LedgerSide: String, CaseIterable, Codable, Sendable, SchemaDescribing { case debit, credit }

/// What moved the money (M3, M5).
package enum LedgerMovementKind: String, CaseIterable, Codable, Sendable, SchemaDescribing {
    case fee, rebate, bonus, forfeiture, reversal
    case feePayment = "fee_payment"
    case bonusPayment = "bonus_payment"
}

/// What stands under an account at the end of a day, in one currency.
package struct AccountBalance: Codable, Sendable {
    package var account: String
    package var kind: LedgerAccountKind
    package var currency: String
    package var debitMinor: Int64
    package var creditMinor: Int64
    /// Debits less credits.
    package var balanceMinor: Int64
}

/// On which side an account grows: assets and expenses by debits, liabilities and income by credits.
package enum LedgerAccountKind: String, CaseIterable, Codable, Sendable, SchemaDescribing {
    case asset, liability, income, expense
}

/// An entry of the ledger as a line of the journal.
struct JournalLine: Decodable, TableRow {
    var transactionId: Int64
    var madeOn: CivilDate
    var kind: String
    var placementId: Int64
    var reference: String?
    var reversesId: Int64?
    var account: String
    var debitMinor: Int64?
    var creditMinor: Int64?
    var currency: String

    static let columns = [
        "transaction_id", "made_on", "kind", "placement_id", "reference", "reverses_id", "account", "debit_minor", "credit_minor",
        "currency",
    ]

    func write(to lines: inout CSVLines) {
        lines.cell(transactionId)
        lines.cell(madeOn)
        lines.cell(kind)
        lines.cell(placementId)
        lines.cell(reference)
        lines.cell(reversesId)
        lines.cell(account)
        lines.cell(debitMinor)
        lines.cell(creditMinor)
        lines.cell(currency)
    }
}
