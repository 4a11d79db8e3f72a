import Agency
import ArgumentParser

struct MaterialCommands: NounCommand {
    static let noun = "material"
    static let about = "What was promised at an interview, and what came to mind later (T11)."
    static let verbs: [any VerbCommand.Type] = [Add.self, List.self, Done.self, Return.self]

    struct Add: OperationCommand {
        static let operation = "material.add"
        static let about = "Add material, a later thought, or a promise of material."
        static let examples = [
            "liaison material add 12 --what 'My certificate' --promised --due-on 2026-03-06",
            "liaison material add 12 --promise 4 --what @certificate.txt",
            "liaison material add 12 --kind later-thought --what @thought.txt",
        ]

        @Argument(help: "The interview.") var interview: Int64
        @Option(help: "What it is, or the thing itself; - for standard input, @FILE for a file.") var what: TextArgument
        @Option(help: "Material if not given.") var kind: MaterialKind?
        @Flag(help: "It is only promised so far.") var promised = false
        @Option(name: .id("promise"), help: "The promised material that this is.") var promise: Int64?
        @Option(name: .id("contact"), help: "The interviewer for whom it is.") var contact: Int64?
        @Option(help: "The day by which it is due; the second business day if not given.") var dueOn: CivilDate?
        @OptionGroup var record: RecordOptions
        var members: Members {
            [
                "id": interview, "what": what, "kind": kind, "promised": promised ? true : nil, "promise_id": promise,
                "contact_id": contact, "due_on": dueOn,
            ]
        }
    }

    struct List: PagedListCommand {
        static let operation = "material.list"
        static let about = "List material and later thoughts."

        @Option(name: .id("interview"), help: "Only this interview.") var interview: Int64?
        @Flag(inversion: .prefixedNo, help: "Only what is still to be done, or only the rest.") var open: Bool?
        @OptionGroup var page: PageOptions
        @OptionGroup var list: ListOptions
        var members: Members { ["interview_id": interview, "open": open] }
        var columns: [Column] {
            [
                "id", "interview_id", "candidate", .detail("client"), "kind", "state", "due_on", "done_on", "what",
                .detail("return_reason"),
            ]
        }
    }

    struct Done: OperationCommand {
        static let operation = "material.done"
        static let about = "Record that it was passed on; a candidate who may write to the company, that it was sent."

        @Argument(help: "The material.") var id: Int64
        @Flag(help: "Pass it on although contact details were found in it (R2).") var confirmDetails = false
        @OptionGroup var record: RecordOptions
        var members: Members { ["id": id, "confirm_details": confirmDetails ? true : nil] }
    }

    struct Return: OperationCommand {
        static let operation = "material.return"
        static let about = "Give it back to the candidate."

        @Argument(help: "The material.") var id: Int64
        @Option(help: "Why; - for standard input, @FILE for a file.") var reason: TextArgument
        @Flag(help: "Return it although contact details were found in the reason (R2).") var confirmDetails = false
        @OptionGroup var record: RecordOptions
        var members: Members { ["id": id, "reason": reason, "confirm_details": confirmDetails ? true : nil] }
    }
}
