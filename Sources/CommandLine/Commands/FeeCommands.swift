import Agency
import AgencyService
import ArgumentParser

struct FeeCommands: NounCommand {
    static let noun = "fee"
    static let about = "Placement fees."
    static let verbs: [any VerbCommand.Type] = [List.self, Invoice.self, Raise.self, Pay.self, Export.self, Plan.self]

    struct List: PagedListCommand {
        static let operation = "fee.list"
        static let about = "List fees for hires, with what is owed still."

        @Option(name: .id("client"), help: "Only this client.") var client: Int64?
        @Option(help: "Only this state: open, invoiced, overdue or settled.") var state: FeeState?
        @Option(help: "The day to look at; today if not given.") var asOf: CivilDate?
        @OptionGroup var page: PageOptions
        @OptionGroup var list: ListOptions
        var members: Members { ["client_id": client, "state": state, "as_of": asOf] }
        var columns: [Column] {
            [
                "id", "candidate", "client", .detail("start_on"), "due_on", "amount.minor", "amount.currency",
                Column("outstanding.minor", title: "OUTSTANDING"), .state("state"), "invoice", .detail("invoiced_on"),
            ]
        }
    }

    struct Invoice: OperationCommand {
        static let operation = "fee.invoice"
        static let about = "Record the invoice by which a fee was asked for."
        static let examples = ["liaison fee invoice 3 --reference 2026-0117"]

        @Argument(help: "The fee.") var id: Int64
        @Option(help: "The invoice's number.") var reference: String
        @OptionGroup var record: RecordOptions
        var members: Members { ["id": id, "reference": reference] }
    }

    struct Raise: OperationCommand {
        static let operation = "fee.raise"
        static let about = "Raise the fee of a hire that was recorded before its contract."
        static let examples = ["liaison fee raise 3 --salary 4800000 --currency GBP"]

        @Argument(help: "The placement.") var placement: Int64
        @Option(help: "The first-year salary in whole minor units, if it was not recorded with the hire.") var salary: Int64?
        @Option(help: "The currency of the salary, like GBP.") var currency: String?
        @OptionGroup var record: RecordOptions
        var members: Members { ["id": placement, "salary": SalaryOption.member(salary, currency)] }
    }

    struct Pay: OperationCommand {
        static let operation = "fee.pay"
        static let about = "Record that a client paid a fee, or a part of it."
        static let examples = ["liaison fee pay 3 --reference BANK-4711"]

        @Argument(help: "The fee.") var id: Int64
        @Option(help: "What the payment is known by outside.") var reference: String
        @Option(
            name: [.customLong("amount"), .customLong("amount-minor")],
            help: "In whole minor units of the fee's currency; all that is owed if not given.")
        var amount: Int64?
        @OptionGroup var record: RecordOptions
        var members: Members { ["id": id, "reference": reference, "amount_minor": amount] }
    }

    struct Export: BatchExport {
        static let operation = "fee.export"
        static let about = "Make a batch of the fees that are owed and were not invoiced, each in one batch only; or print one again (M8)."
        static let examples = ["liaison fee export --format csv", "liaison fee export --batch 3 --format csv"]

        @Option(help: "Print this batch again, as it was, instead of making one.") var batch: Int64?
        @OptionGroup var list: ListOptions
    }

    struct Plan: VerbCommand {
        static let verb = "plan"
        static let about = "Read fee scenarios as NDJSON, write fees as NDJSON; needs no database."
        static let examples = ["liaison fee plan < scenarios.ndjson"]

        func run(in context: CommandContext) async throws {
            try LineByLine(context: context).answer { FeePlan.answer(line: $0) }
        }
    }
}
