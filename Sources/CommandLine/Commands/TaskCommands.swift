import AgencyService
import ArgumentParser

struct TaskCommands: NounCommand {
    static let noun = "task"
    static let about = "What is to be done after a rejection (T15)."
    static let verbs: [any VerbCommand.Type] = [List.self, Done.self, Skip.self]

    struct List: PagedListCommand {
        static let operation = "task.list"
        static let about = "List tasks."
        static let examples = ["liaison task list --state open"]

        @Option(help: "Only this state.") var state: TaskState?
        @Option(name: .id("submission"), help: "Only this submission.") var submission: Int64?
        @OptionGroup var page: PageOptions
        @OptionGroup var list: ListOptions
        var members: Members { ["state": state, "submission_id": submission] }
        var columns: [Column] {
            ["id", "kind", "state", "due_on", "candidate", "client", "vacancy", "reason", "note", "closed_on"]
        }
    }

    struct Done: OperationCommand {
        static let operation = "task.done"
        static let about = "Record that a task was done; each is done once."

        @Argument(help: "The task.") var id: Int64
        @Option(help: "What came of it, for colleagues.") var note: TextArgument?
        @OptionGroup var record: RecordOptions
        var members: Members { ["id": id, "note": note] }
    }

    struct Skip: OperationCommand {
        static let operation = "task.skip"
        static let about = "Set a task aside."

        @Argument(help: "The task.") var id: Int64
        @Option(help: "Why it does not apply here.") var reason: TextArgument
        @OptionGroup var record: RecordOptions
        var members: Members { ["id": id, "reason": reason] }
    }
}
