import Agency
import ArgumentParser

struct InterviewCommands: NounCommand {
    static let noun = "interview"
    static let about = "Meetings of candidates with clients."
    static let verbs: [any VerbCommand.Type] = [
        Schedule.self, List.self, Show.self, Debrief.self, Cancel.self,
    ]

    struct Schedule: OperationCommand {
        static let operation = "interview.schedule"
        static let about = "Record an interview of a submission."
        static let examples = [
            """
            liaison interview schedule 7 --starts-at 2026-03-04T10:00:00Z --ends-at 2026-03-04T11:00:00Z \
            --interviewer 1 --interviewer 2
            """
        ]

        @Argument(help: "The submission.") var submission: Int64
        @Option(help: "When it begins, with its zone: 2026-03-04T10:00:00+01:00.") var startsAt: Instant
        @Option(help: "When it ends.") var endsAt: Instant
        @Option(name: .ids("interviewer"), help: "A contact of the client; may be given again.")
        var interviewers: [Identifiers] = []
        @Option(help: "Where.") var location: String?
        @OptionGroup var record: RecordOptions
        var members: Members {
            [
                "id": submission, "starts_at": startsAt, "ends_at": endsAt, "interviewer_ids": interviewers.joined,
                "location": location,
            ]
        }
    }

    struct List: PagedListCommand {
        static let operation = "interview.list"
        static let about = "List interviews."

        @Option(name: .id("submission"), help: "Only this submission.") var submission: Int64?
        @Option(name: .id("client"), help: "Only this client.") var client: Int64?
        @Option(name: .id("recruiter"), help: "Only this desk.") var recruiter: Int64?
        @OptionGroup var page: PageOptions
        @OptionGroup var list: ListOptions
        var members: Members { ["submission_id": submission, "client_id": client, "recruiter_id": recruiter] }
        var columns: [Column] {
            [
                "id", .detail("submission_id", title: "SUBMISSION"), "candidate", "client", .detail("vacancy"), .detail("round"),
                "starts_at", .detail("held_on"), Column("promised_on", title: "PROMISED"), Column("cancelled_at", title: "CANCELLED"),
            ]
        }
    }

    struct Show: OperationCommand {
        static let operation = "interview.show"
        static let about = "Show an interview."

        @Argument(help: "The interview.") var id: Int64
        @OptionGroup var record: RecordOptions
        var members: Members { ["id": id] }
    }

    struct Debrief: OperationCommand {
        static let operation = "interview.debrief"
        static let about = "Record the facts that the candidate brought home (T1)."
        static let examples = [
            "liaison interview debrief 7 --further-round --decision-on 2026-03-20 --would-not-say feedback_by"
        ]

        @Argument(help: "The interview.") var id: Int64
        @Flag(inversion: .prefixedNo, help: "Whether there is a further round.") var furtherRound: Bool?
        @Option(help: "When the further round is.") var furtherRoundOn: CivilDate?
        @Option(help: "When the final decision is made.") var decisionOn: CivilDate?
        @Option(help: "By when the client gives feedback.") var feedbackBy: CivilDate?
        @Option(help: "The day on which that was promised; today if not given.") var givenOn: CivilDate?
        @Option(name: .id("contact"), help: "Who promised it.") var contact: Int64?
        @Option(help: "Who was in the room, with name and title.") var attendees: TextArgument?
        @Option(help: "What was promised.") var promised: TextArgument?
        @Option(help: "A fact that the client would not say; may be given again.") var wouldNotSay: [String] = []
        @OptionGroup var record: RecordOptions
        var members: Members {
            [
                "id": id, "further_round": furtherRound, "further_round_on": furtherRoundOn,
                "decision_on": decisionOn, "feedback_by": feedbackBy, "given_on": givenOn, "contact_id": contact,
                "attendees": attendees,
                "promised": promised,
                "would_not_say": wouldNotSay.map { $0.replacing("-", with: "_") },
            ]
        }
    }

    struct Cancel: OperationCommand {
        static let operation = "interview.cancel"
        static let about = "Record that it does not take place."

        @Argument(help: "The interview.") var id: Int64
        @Option(help: "Why.") var reason: TextArgument
        @OptionGroup var record: RecordOptions
        var members: Members { ["id": id, "reason": reason] }
    }
}
