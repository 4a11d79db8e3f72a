import Agency
import AgencyService
import ArgumentParser

struct FeedbackCommands: NounCommand {
    static let noun = "feedback"
    static let about = "What clients said, and what candidates are told of it."
    static let verbs: [any VerbCommand.Type] = [
        Log.self, List.self, Show.self, Release.self, Withhold.self,
    ]

    struct Log: OperationCommand {
        static let operation = "feedback.log"
        static let about = "Record what the client said; the candidate sees nothing of it before a release (R9)."
        static let examples = [
            "liaison feedback log 12 --decision advance --comments 'Clear and calm.' --rating 4",
            "liaison feedback log 12 --decision reject --comments @call.txt",
        ]

        @Argument(help: "The interview.") var interview: Int64
        @Option(help: "What they decided.") var decision: Decision
        @Option(help: "What they said; - for standard input, @FILE for a file.") var comments: TextArgument
        @Option(help: "1 to 5.") var rating: Int64?
        @Option(help: "What they liked.") var strengths: TextArgument?
        @Option(help: "What they doubted.") var concerns: TextArgument?
        @Option(help: "The day on which it came; today if not given.") var receivedOn: CivilDate?
        @Option(name: .id("contact"), help: "Who said it.") var contact: Int64?
        @Option(help: "How they said it.") var method: FeedbackMethod?
        @OptionGroup var record: RecordOptions
        var members: Members {
            [
                "id": interview, "decision": decision, "comments": comments, "rating": rating,
                "strengths": strengths, "concerns": concerns, "received_on": receivedOn, "contact_id": contact,
                "method": method,
            ]
        }
    }

    struct List: PagedListCommand {
        static let operation = "feedback.list"
        static let about = "List feedback."

        @Option(name: .id("interview"), help: "Only this interview.") var interview: Int64?
        @Option(help: "Only this state.") var state: FeedbackState?
        @OptionGroup var page: PageOptions
        @OptionGroup var list: ListOptions
        var members: Members { ["interview_id": interview, "state": state] }
        var columns: [Column] {
            [
                "id", "interview_id", "candidate", "decision", "rating", "received_on", "release_due", "released_at",
                "withheld_at", "comments",
            ]
        }
    }

    struct Show: OperationCommand {
        static let operation = "feedback.show"
        static let about = "Show feedback; the reading is in the audit trail (L4)."

        @Argument(help: "The feedback.") var id: Int64
        @OptionGroup var record: RecordOptions
        var members: Members { ["id": id] }
    }

    struct Release: OperationCommand {
        static let operation = "feedback.release"
        static let about = "Tell the candidate."
        static let examples = ["liaison feedback release 5 --message @words.txt --outcome advance"]

        @Argument(help: "The feedback.") var id: Int64
        @Option(help: "What the candidate is told; - for standard input, @FILE for a file.")
        var message: TextArgument
        @Option(help: "The outcome that is announced.") var outcome: Decision?
        @Flag(help: "Send it although contact details were found in it (R2).") var confirmDetails = false
        @OptionGroup var record: RecordOptions
        var members: Members {
            ["id": id, "message": message, "outcome": outcome, "confirm_details": confirmDetails ? true : nil]
        }
    }

    struct Withhold: OperationCommand {
        static let operation = "feedback.withhold"
        static let about = "Record why the candidate is not told (T17)."

        @Argument(help: "The feedback.") var id: Int64
        @Option(help: "Why.") var reason: TextArgument
        @OptionGroup var record: RecordOptions
        var members: Members { ["id": id, "reason": reason] }
    }
}
