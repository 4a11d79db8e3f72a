import Agency
import ArgumentParser

struct DeskCommands: NounCommand {
    static let noun = "desk"
    static let about = "Desks that are lent while their owner is away."
    static let verbs: [any VerbCommand.Type] = [Lend.self, Return.self, List.self]

    struct Lend: OperationCommand {
        static let operation = "desk.lend"
        static let about = "Lend a desk to another recruiter."
        static let examples = ["liaison desk lend 2 --to-recruiter 5 --to-on 2026-04-10"]

        @Argument(help: "The recruiter whose desk it is.") var recruiter: Int64
        @Option(name: .id("to-recruiter"), help: "The recruiter who covers.") var toRecruiter: Int64
        @Option(help: "The first day; today if not given.") var fromOn: CivilDate?
        @Option(help: "The last day.") var toOn: CivilDate
        @OptionGroup var record: RecordOptions
        var members: Members {
            ["recruiter_id": recruiter, "to_recruiter_id": toRecruiter, "from_on": fromOn, "to_on": toOn]
        }
    }

    struct Return: OperationCommand {
        static let operation = "desk.return"
        static let about = "Give a desk back before its last day."

        @Argument(help: "The loan.") var id: Int64
        @OptionGroup var record: RecordOptions
        var members: Members { ["id": id] }
    }

    struct List: PagedListCommand {
        static let operation = "desk.list"
        static let about = "List desks that are lent."

        @OptionGroup var page: PageOptions
        @OptionGroup var list: ListOptions
        var members: Members { [:] }
        var columns: [Column] { ["id", "recruiter_id", "to_recruiter_id", "from_on", "to_on", "returned_at"] }
    }
}
