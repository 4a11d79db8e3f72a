import ArgumentParser

struct EnquiryCommands: NounCommand {
    static let noun = "enquiry"
    static let about = "Candidates' questions to their agent."
    static let verbs: [any VerbCommand.Type] = [Ask.self, List.self, Answer.self]

    struct Ask: OperationCommand {
        static let operation = "enquiry.ask"
        static let about = "Ask your agent about a submission."
        static let examples = ["liaison enquiry ask 7 --question 'Is there any news?'"]

        @Argument(help: "The submission.") var submission: Int64
        @Option(help: "Your question; - for standard input, @FILE for a file.") var question: TextArgument
        @OptionGroup var record: RecordOptions
        var members: Members { ["id": submission, "question": question] }
    }

    struct List: PagedListCommand {
        static let operation = "enquiry.list"
        static let about = "List enquiries."

        @Flag(inversion: .prefixedNo, help: "Only open ones, or only answered ones.") var open: Bool?
        @OptionGroup var page: PageOptions
        @OptionGroup var list: ListOptions
        var members: Members { ["open": open] }
        var columns: [Column] {
            [
                "id", "submission_id", "question", "asked_at", "due_on", "answer", "answered_at",
            ]
        }
    }

    struct Answer: OperationCommand {
        static let operation = "enquiry.answer"
        static let about = "Answer a candidate's question."

        @Argument(help: "The enquiry.") var id: Int64
        @Option(help: "The answer; - for standard input, @FILE for a file.") var answer: TextArgument
        @Flag(help: "Send it although contact details were found in it (R2).") var confirmDetails = false
        @OptionGroup var record: RecordOptions
        var members: Members { ["id": id, "answer": answer, "confirm_details": confirmDetails ? true : nil] }
    }
}
