import ArgumentParser

struct SilenceCommands: NounCommand {
    static let noun = "silence"
    static let about = "What a candidate hears while there is no news (T17)."
    static let verbs: [any VerbCommand.Type] = [Draft.self, Send.self, List.self]

    struct Draft: OperationCommand {
        static let operation = "silence.draft"
        static let about = "Show what would be sent: that there is no news yet, when you asked and when you ask next."

        @Argument(help: "The submission.") var submission: Int64
        @OptionGroup var record: RecordOptions
        var members: Members { ["id": submission] }
    }

    struct Send: OperationCommand {
        static let operation = "silence.send"
        static let about = "Send the draft as it is, or your own words."
        static let examples = ["liaison silence send 7", "liaison silence send 7 --message 'They decide on Friday.'"]

        @Argument(help: "The submission.") var submission: Int64
        @Option(help: "What the candidate is told; the draft if not given. - for standard input, @FILE for a file.")
        var message: TextArgument?
        @Flag(help: "Send it although contact details were found in it (R2).") var confirmDetails = false
        @OptionGroup var record: RecordOptions
        var members: Members { ["id": submission, "message": message, "confirm_details": confirmDetails ? true : nil] }
    }

    struct List: PagedListCommand {
        static let operation = "silence.list"
        static let about = "List what was sent about a submission while there was no news."

        @Argument(help: "The submission.") var submission: Int64
        @OptionGroup var page: PageOptions
        @OptionGroup var list: ListOptions
        var members: Members { ["id": submission] }
        var columns: [Column] { ["id", "sent_on", "message"] }
    }
}
