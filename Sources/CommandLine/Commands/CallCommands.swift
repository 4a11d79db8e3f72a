import Agency
import ArgumentParser

struct CallCommands: NounCommand {
    static let noun = "call"
    static let about = "Calls that an agent promised to a candidate (R11, T17)."
    static let verbs: [any VerbCommand.Type] = [Promise.self, Keep.self, List.self]

    struct Promise: OperationCommand {
        static let operation = "call.promise"
        static let about = "Record the day by which you told the candidate that you would call; they see it."
        static let examples = ["liaison call promise 7 --by 2026-03-06"]

        @Argument(help: "The submission.") var submission: Int64
        @Option(name: [.customLong("by"), .customLong("call-by")], help: "A business day of the agency.") var callBy: CivilDate
        @OptionGroup var record: RecordOptions
        var members: Members { ["id": submission, "call_by": callBy] }
    }

    struct Keep: OperationCommand {
        static let operation = "call.keep"
        static let about = "Record that you made a promised call; it answers every promise of one that is open there."

        @Argument(help: "The promised call.") var id: Int64
        @Option(help: "What was said, for colleagues.") var note: TextArgument?
        @OptionGroup var record: RecordOptions
        var members: Members { ["id": id, "note": note] }
    }

    struct List: PagedListCommand {
        static let operation = "call.list"
        static let about = "List promised calls, with what became of them."

        @Flag(inversion: .prefixedNo, help: "Only those still to be made, or only those made.") var open: Bool?
        @Option(name: .id("submission"), help: "Only this submission.") var submission: Int64?
        @OptionGroup var page: PageOptions
        @OptionGroup var list: ListOptions
        var members: Members { ["open": open, "submission_id": submission] }
        var columns: [Column] { ["id", "submission_id", "candidate", "call_by", .state("state"), "promised_on", "called_on", "note"] }
    }
}
