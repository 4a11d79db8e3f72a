import Agency
import AgencyService
import ArgumentParser

struct ContractCommands: NounCommand {
    static let noun = "contract"
    static let about = "What clients owe for a hire (M5)."
    static let verbs: [any VerbCommand.Type] = [Set.self, Show.self, History.self]

    /// A row of the rebate table: `28:10000` returns all to who leaves within 28 days.
    struct Rebate: ExpressibleByArgument, InputMember {
        let withinDays: Int64
        let basisPoints: Int64

        init?(argument: String) {
            let parts = argument.split(separator: ":", omittingEmptySubsequences: false).compactMap { Int64($0) }
            guard parts.count == 2 else { return nil }
            withinDays = parts[0]
            basisPoints = parts[1]
        }

        var jsonValue: JSONValue { ["within_days": .integer(withinDays), "rebate_bp": .integer(basisPoints)] }
    }

    struct Set: OperationCommand {
        static let operation = "contract.set"
        static let about = "Record what a client owes for a hire; a new version, for start dates from a day on."
        static let examples = [
            "liaison contract set 4 --kind percent --currency GBP --fee-bp 2000 --minimum 500000 --payment-days 30 --rebate 28:10000 --rebate 56:5000",
            "liaison contract set 4 --kind flat --currency JPY --flat 900000 --payment-days 14 --effective-from 2026-04-01",
        ]

        @Argument(help: "The client.") var client: Int64
        @Option(help: "percent of the first-year salary, or flat.") var kind: FeeKind
        @Option(help: "The currency, like GBP.") var currency: String
        @Option(help: "The share of the salary in basis points: 2000 is 20 %.") var feeBp: Int64?
        @Option(name: [.customLong("minimum"), .customLong("minimum-minor")], help: "The least that is owed, in whole minor units.")
        var minimum: Int64?
        @Option(name: [.customLong("flat"), .customLong("flat-minor")], help: "The sum of a flat fee, in whole minor units.")
        var flat: Int64?
        @Option(help: "Days from the start date to the due date.") var paymentDays: Int64
        @Option(help: "DAYS:SHARE, basis points returned to who leaves within the days; may be given again.") var rebate: [Rebate] = []
        @Option(help: "For how long after an introduction a hire brings the fee; 12 if not given.") var introductionMonths: Int64?
        @Option(help: "The first start date that it is for; today if not given.") var effectiveFrom: CivilDate?
        @OptionGroup var record: RecordOptions
        var members: Members {
            [
                "id": client, "kind": kind, "currency": currency.uppercased(), "fee_bp": feeBp, "minimum_minor": minimum,
                "flat_minor": flat, "payment_days": paymentDays, "rebates": rebate, "introduction_months": introductionMonths,
                "effective_from": effectiveFrom,
            ]
        }
    }

    struct Show: OperationCommand {
        static let operation = "contract.show"
        static let about = "Show the version that a hire of a day goes by."

        @Argument(help: "The client.") var client: Int64
        @Option(help: "The start date; today if not given.") var asOf: CivilDate?
        @OptionGroup var record: RecordOptions
        var members: Members { ["id": client, "as_of": asOf] }
    }

    struct History: PagedListCommand {
        static let operation = "contract.history"
        static let about = "List every version of a client's contract."

        @Argument(help: "The client.") var client: Int64
        @OptionGroup var page: PageOptions
        @OptionGroup var list: ListOptions
        var members: Members { ["id": client] }
        var columns: [Column] {
            [
                "id", "effective_from", "kind", "currency", "fee_bp", .detail("minimum_minor"), "flat_minor", "payment_days",
                .detail("introduction_months"), .detail("set_by"),
            ]
        }
    }
}
