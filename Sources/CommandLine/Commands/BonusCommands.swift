import Agency
import AgencyService
import ArgumentParser

struct BonusCommands: NounCommand {
    static let noun = "bonus"
    static let about = "Referral bonuses."
    static let verbs: [any VerbCommand.Type] = [List.self, Pay.self, Reverse.self, Export.self, Plan.self]

    struct List: PagedListCommand {
        static let operation = "bonus.list"
        static let about = "List referral bonuses; a referrer sees those that are due to them."
        static let examples = ["liaison bonus list --state payable"]

        @Option(help: "Only this state: pending, payable, forfeited, paid or void.") var state: BonusState?
        @Option(name: .id("programme"), help: "Only this programme.") var programme: Int64?
        @Option(help: "The day to look at; today if not given.") var asOf: CivilDate?
        @OptionGroup var page: PageOptions
        @OptionGroup var list: ListOptions
        var members: Members { ["state": state, "programme_id": programme, "as_of": asOf] }
        var columns: [Column] {
            [
                "id", .detail("programme"), "candidate_name", .detail("referrer"), .detail("instalment"), "due_on", "amount.minor",
                "amount.currency", .state("state"), .detail("paid_on"), .detail("reference"),
            ]
        }
    }

    struct Pay: OperationCommand {
        static let operation = "bonus.pay"
        static let about = "Record that a payable bonus was paid; once, and for good."
        static let examples = ["liaison bonus pay 4 --reference PAYROLL-2026-04"]

        @Argument(help: "The bonus.") var id: Int64
        @Option(help: "What the payment is known by outside.") var reference: String
        @OptionGroup var record: RecordOptions
        var members: Members { ["id": id, "reference": reference] }
    }

    struct Reverse: OperationCommand {
        static let operation = "bonus.reverse"
        static let about = "Undo a payment by a reversing entry; what is due can be paid again."

        @Argument(help: "The bonus.") var id: Int64
        @Option(help: "Why.") var reason: String
        @OptionGroup var record: RecordOptions
        var members: Members { ["id": id, "reason": reason] }
    }

    struct Export: BatchExport {
        static let operation = "bonus.export"
        static let about = "Make a batch of the bonuses that are payable, each in one batch only; or print one again (M8)."
        static let examples = ["liaison bonus export --format csv", "liaison bonus export --batch 3 --format csv"]

        @Option(help: "Print this batch again, as it was, instead of making one.") var batch: Int64?
        @OptionGroup var list: ListOptions
    }

    struct Plan: VerbCommand {
        static let verb = "plan"
        static let about = "Read bonus scenarios as NDJSON, write instalments as NDJSON; needs no database."
        static let examples = ["liaison bonus plan < scenarios.ndjson"]

        func run(in context: CommandContext) async throws {
            try LineByLine(context: context).answer { BonusPlan.answer(line: $0) }
        }
    }
}
