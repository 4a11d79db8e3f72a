import Agency
import ArgumentParser

struct LedgerCommands: NounCommand {
    static let noun = "ledger"
    static let about = "The ledger that every sum is read from (M7)."
    static let verbs: [any VerbCommand.Type] = [Show.self, Balance.self]

    struct Show: PagedListCommand {
        static let operation = "ledger.show"
        static let about = "Show the journal, newest first; as CSV a line for each entry."
        static let examples = ["liaison ledger show --placement 3", "liaison ledger show --as-of 2026-03-31 --format csv"]

        @Option(name: .id("placement"), help: "Only movements for this hire.") var placement: Int64?
        @Option(help: "The last day.") var asOf: CivilDate?
        @OptionGroup var page: PageOptions
        @OptionGroup var list: ListOptions
        var members: Members { ["placement_id": placement, "as_of": asOf] }
        var columns: [Column] {
            [
                "id", "made_on", "kind", Column("placement_id", title: "PLACEMENT"), .detail("candidate"), .detail("client"),
                .detail("reference"), .detail("reverses_id", title: "REVERSES"), "entries",
            ]
        }
    }

    struct Balance: ListCommand {
        static let operation = "ledger.balance"
        static let about = "Show what stands under each account at the end of a day; credits are below nothing."
        static let examples = ["liaison ledger balance --as-of 2026-03-31"]

        @Option(help: "The day; today if not given.") var asOf: CivilDate?
        @OptionGroup var list: ListOptions
        var members: Members { ["as_of": asOf] }
        var columns: [Column] {
            [
                "account", .detail("kind"), "currency", Column("debit_minor", title: "DEBIT"), Column("credit_minor", title: "CREDIT"),
                Column("balance_minor", title: "BALANCE"),
            ]
        }
    }
}
