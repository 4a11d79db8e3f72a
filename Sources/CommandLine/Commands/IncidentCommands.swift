import Agency
import ArgumentParser

struct IncidentCommands: NounCommand {
    static let noun = "incident"
    static let about = "Contacts that went around the agent (R3)."
    static let verbs: [any VerbCommand.Type] = [Log.self, List.self]

    struct Log: OperationCommand {
        static let operation = "incident.log"
        static let about = "Record a contact around the agent."
        static let examples = [
            "liaison incident log 7 --kind client-contact --happened-on 2026-03-04 --description 'They rang me.'"
        ]

        @Argument(help: "The submission.") var submission: Int64
        @Option(help: "What happened, in a word.") var kind: IncidentKind
        @Option(help: "The day on which it happened.") var happenedOn: CivilDate
        @Option(help: "What happened.") var description: TextArgument
        @OptionGroup var record: RecordOptions
        var members: Members {
            ["id": submission, "kind": kind, "happened_on": happenedOn, "description": description]
        }
    }

    struct List: PagedListCommand {
        static let operation = "incident.list"
        static let about = "List incidents."

        @Option(name: .id("submission"), help: "Only this submission.") var submission: Int64?
        @OptionGroup var page: PageOptions
        @OptionGroup var list: ListOptions
        var members: Members { ["submission_id": submission] }
        var columns: [Column] {
            [
                "id", "submission_id", "kind", "happened_on", "description", "recorded_at", "recorded_by",
            ]
        }
    }
}
