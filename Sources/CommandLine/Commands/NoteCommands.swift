import ArgumentParser

struct NoteCommands: NounCommand {
    static let noun = "note"
    static let about = "Thank-you notes after an interview (T10)."
    static let verbs: [any VerbCommand.Type] = [Write.self, List.self, Show.self, Forward.self, Return.self]

    struct Write: OperationCommand {
        static let operation = "note.write"
        static let about = "Thank somebody whom you met; through your agent where they speak for you (R1)."
        static let examples = ["liaison note write 12 --contact 3 --message @thanks.txt"]

        @Argument(help: "The interview.") var interview: Int64
        @Option(name: .id("contact"), help: "The interviewer for whom it is worded.") var contact: Int64
        @Option(help: "The note; - for standard input, @FILE for a file.") var message: TextArgument
        @OptionGroup var record: RecordOptions
        var members: Members { ["id": interview, "contact_id": contact, "message": message] }
    }

    struct List: PagedListCommand {
        static let operation = "note.list"
        static let about = "List thank-you notes."
        static let examples = ["liaison note list --queued"]

        @Option(name: .id("interview"), help: "Only this interview.") var interview: Int64?
        @Flag(inversion: .prefixedNo, help: "Only what waits for the agent, or only the rest.") var queued: Bool?
        @OptionGroup var page: PageOptions
        @OptionGroup var list: ListOptions
        var members: Members { ["interview_id": interview, "queued": queued] }
        var columns: [Column] {
            [
                "id", "interview_id", "candidate", .detail("client"), "contact", "state", "written_on", .detail("late"), "message",
                .detail("return_reason"),
            ]
        }
    }

    struct Show: OperationCommand {
        static let operation = "note.show"
        static let about = "Show a thank-you note."

        @Argument(help: "The note.") var id: Int64
        @OptionGroup var record: RecordOptions
        var members: Members { ["id": id] }
    }

    struct Forward: OperationCommand {
        static let operation = "note.forward"
        static let about = "Let a candidate's note across to the company."

        @Argument(help: "The note.") var id: Int64
        @Flag(help: "Forward it although contact details were found in it (R2).") var confirmDetails = false
        @OptionGroup var record: RecordOptions
        var members: Members { ["id": id, "confirm_details": confirmDetails ? true : nil] }
    }

    struct Return: OperationCommand {
        static let operation = "note.return"
        static let about = "Give a note back to the candidate."
        static let examples = ["liaison note return 5 --reason 'Leave the salary out of it.'"]

        @Argument(help: "The note.") var id: Int64
        @Option(help: "Why; - for standard input, @FILE for a file.") var reason: TextArgument
        @Flag(help: "Return it although contact details were found in the reason (R2).") var confirmDetails = false
        @OptionGroup var record: RecordOptions
        var members: Members { ["id": id, "reason": reason, "confirm_details": confirmDetails ? true : nil] }
    }
}
