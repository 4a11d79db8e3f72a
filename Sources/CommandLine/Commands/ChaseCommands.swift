import Agency
import ArgumentParser

struct ChaseCommands: NounCommand {
    static let noun = "chase"
    static let about = "Asking clients for outstanding feedback."
    static let verbs: [any VerbCommand.Type] = [Plan.self, Log.self, List.self]

    struct Plan: OperationCommand {
        static let operation = "chase.plan"
        static let about = "Show when and whom to chase, and why (T1-T9)."
        static let examples = ["liaison chase plan 12 --as-of 2026-03-04"]

        @Argument(help: "The interview.") var interview: Int64
        @Option(help: "The day to look at; today if not given.") var asOf: CivilDate?
        @OptionGroup var record: RecordOptions
        var members: Members { ["id": interview, "as_of": asOf] }
    }

    struct Log: OperationCommand {
        static let operation = "chase.log"
        static let about = "Record that the client was chased."
        static let examples = ["liaison chase log 12 --on 2026-03-04 --contact 3 --method phone"]

        @Argument(help: "The interview.") var interview: Int64
        @Option(help: "The day of the contact.") var on: CivilDate
        @Option(name: .id("contact"), help: "Who was chased.") var contact: Int64
        @Option(help: "How they were reached.") var method: ContactMethod
        @Option(help: "What for; chase if not given.") var kind: ChaseKind?
        @Option(name: .id("offer"), help: "The offer that is cited (T13).") var offer: Int64?
        @Option(help: "What came of it; none if they did not answer.") var outcome: TextArgument?
        @Option(help: "The date that they promised now.") var newPromise: CivilDate?
        @Option(
            name: [.customLong("also-interview"), .customLong("also-interview-id"), .customLong("also-interview-ids")],
            help: "Another interview that the same contact was asked about; may be given again.")
        var alsoInterviews: [Identifiers] = []
        @Flag(help: "Hand it to your agent as an enquiry if it must go through them (R1).") var asEnquiry = false
        @Option(help: "A note for colleagues.") var note: TextArgument?
        @OptionGroup var record: RecordOptions
        var members: Members {
            [
                "id": interview, "on": on, "contact_id": contact, "method": method, "kind": kind, "offer_id": offer,
                "outcome": outcome, "new_promise": newPromise, "also_interview_ids": alsoInterviews.joined,
                "as_enquiry": asEnquiry ? true : nil, "note": note,
            ]
        }
    }

    struct List: PagedListCommand {
        static let operation = "chase.list"
        static let about = "List chases."

        @Option(name: .id("interview"), help: "Only this interview.") var interview: Int64?
        @Option(name: .id("contact"), help: "Only this contact.") var contact: Int64?
        @OptionGroup var page: PageOptions
        @OptionGroup var list: ListOptions
        var members: Members { ["interview_id": interview, "contact_id": contact] }
        var columns: [Column] {
            [
                "id", "interview_id", "on", "contact", "method", "kind", "outcome", "logged_by",
            ]
        }
    }
}
