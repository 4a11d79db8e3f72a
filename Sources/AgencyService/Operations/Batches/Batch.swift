import Agency
import Postgres

/// What is exported together for payroll or invoicing; it can be had again, byte for byte (M8).
package struct Batch: Codable, Sendable {
    package var id: Int64
    package var kind: BatchKind
    package var madeOn: CivilDate
    package var items: [BatchLine]
    /// Always null: a batch is one page.
    package var next: String?
}

/// Bonuses for payroll, or fees for invoicing.
package enum BatchKind: String, CaseIterable, Codable, Sendable, SchemaDescribing, PostgresBindable { case bonus, fee }

/// A line of a batch as it was written.
package struct BatchLine: Codable, Sendable {
    package var batchId: Int64
    package var kind: BatchKind
    /// The bonus or fee.
    package var itemId: Int64
    /// Who is paid, or who owes.
    package var name: String
    package var description: String
    package var dueOn: CivilDate
    package var amountMinor: Int64
    package var currency: Currency

    static let select: SQL = """
        select i.batch_id, b.kind, coalesce(i.bonus_id, i.fee_id) as item_id, i.name, i.description, i.due_on, i.amount_minor, i.currency
          from liaison.batch_items i join liaison.batches b on b.id = i.batch_id
        """
}

extension BatchLine: TableRow {
    package static let columns = [
        "batch_id", "kind", "item_id", "name", "description", "due_on", "amount_minor", "currency", "amount",
    ]

    package func write(to lines: inout CSVLines) {
        lines.cell(batchId)
        lines.cell(kind.rawValue)
        lines.cell(itemId)
        lines.cell(name)
        lines.cell(description)
        lines.cell(dueOn)
        lines.cell(amountMinor)
        lines.cell(currency.code)
        // With the decimals of the currency and without its code: 1000.00.
        lines.cell(Money(minor: amountMinor, currency: currency).description.split(separator: " ").first.map(String.init))
    }
}
