import Agency
import ArgumentParser

struct SubmissionCommands: NounCommand {
    static let noun = "submission"
    static let about = "Candidates put forward for vacancies."
    static let verbs: [any VerbCommand.Type] = [
        Add.self, List.self, Show.self, Consent.self, Send.self, Advance.self, Withdraw.self, Close.self,
    ]

    struct Add: OperationCommand {
        static let operation = "submission.add"
        static let about = "Put a candidate forward for a vacancy."
        static let examples = ["liaison submission add --candidate 3 --vacancy 4 --channel agency"]

        @Option(name: .id("candidate"), help: "The candidate.") var candidate: Int64
        @Option(name: .id("vacancy"), help: "The vacancy.") var vacancy: Int64
        @Option(help: "How the candidate came to the vacancy.") var channel: Channel
        @Option(name: .id("nomination"), help: "The nomination that it comes from.") var nomination: Int64?
        @OptionGroup var record: RecordOptions
        var members: Members {
            ["candidate_id": candidate, "vacancy_id": vacancy, "channel": channel, "nomination_id": nomination]
        }
    }

    struct List: PagedListCommand {
        static let operation = "submission.list"
        static let about = "List submissions."

        @Option(name: .id("candidate"), help: "Only this candidate.") var candidate: Int64?
        @Option(name: .id("vacancy"), help: "Only this vacancy.") var vacancy: Int64?
        @Option(name: .id("client"), help: "Only this client.") var client: Int64?
        @Option(help: "Only this stage.") var stage: Stage?
        @Option(name: .id("recruiter"), help: "Only this desk.") var recruiter: Int64?
        @OptionGroup var page: PageOptions
        @OptionGroup var list: ListOptions
        var members: Members {
            [
                "candidate_id": candidate, "vacancy_id": vacancy, "client_id": client, "stage": stage,
                "recruiter_id": recruiter,
            ]
        }
        var columns: [Column] {
            [
                "id", "candidate", "vacancy", "client", "channel", "stage", .detail("recruiter"), .detail("sent_on"),
                .detail("closed_on"),
            ]
        }
    }

    struct Show: OperationCommand {
        static let operation = "submission.show"
        static let about = "Show a submission."

        @Argument(help: "The submission.") var id: Int64
        @OptionGroup var record: RecordOptions
        var members: Members { ["id": id] }
    }

    struct Consent: OperationCommand {
        static let operation = "submission.consent"
        static let about = "Record that the candidate agreed to be put forward (R10)."

        @Argument(help: "The submission.") var id: Int64
        @Option(help: "What they agreed to, in words.") var wording: TextArgument?
        @OptionGroup var record: RecordOptions
        var members: Members { ["id": id, "wording": wording] }
    }

    struct Send: OperationCommand {
        static let operation = "submission.send"
        static let about = "Record that it went to the client."

        @Argument(help: "The submission.") var id: Int64
        @OptionGroup var record: RecordOptions
        var members: Members { ["id": id] }
    }

    struct Advance: OperationCommand {
        static let operation = "submission.advance"
        static let about = "Move it to another stage."

        @Argument(help: "The submission.") var id: Int64
        @Option(help: "Where it stands now.") var stage: Stage
        @OptionGroup var record: RecordOptions
        var members: Members { ["id": id, "stage": stage] }
    }

    struct Withdraw: OperationCommand {
        static let operation = "submission.withdraw"
        static let about = "Take it back on the candidate's wish."

        @Argument(help: "The submission.") var id: Int64
        @Option(help: "Why.") var reason: TextArgument?
        @OptionGroup var record: RecordOptions
        var members: Members { ["id": id, "reason": reason] }
    }

    struct Close: OperationCommand {
        static let operation = "submission.close"
        static let about = "Close it, with a word to the candidate."

        @Argument(help: "The submission.") var id: Int64
        @Option(help: "Why; stays in the agency.") var reason: TextArgument
        @Option(help: "What the candidate is told.") var message: TextArgument?
        @Flag(help: "Send it although contact details were found in it (R2).") var confirmDetails = false
        @OptionGroup var record: RecordOptions
        var members: Members {
            ["id": id, "reason": reason, "message": message, "confirm_details": confirmDetails ? true : nil]
        }
    }
}
