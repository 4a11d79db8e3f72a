import Agency
import ArgumentParser

struct ReportCommands: NounCommand {
    static let noun = "report"
    static let about = "What is late, and with whom."
    static let verbs: [any VerbCommand.Type] = [
        OverdueFeedback.self, Unreleased.self, Unanswered.self, Silent.self,
    ]

    /// What every report can be narrowed by.
    struct Scope: ParsableArguments {
        @Option(help: "The day to look at; today if not given.") var asOf: CivilDate?
        @Option(
            name: [.customLong("desk"), .customLong("recruiter"), .customLong("recruiter-id")],
            help: "Only the desk of this recruiter.")
        var desk: Int64?
    }

    struct OverdueFeedback: PagedListCommand {
        static let operation = "report.overdue-feedback"
        static let about = "Held interviews whose feedback is overdue (T3), with what to do next."
        static let examples = ["liaison report overdue-feedback --as-of 2026-03-04 --by client --format csv"]

        @OptionGroup var scope: Scope
        @Option(help: "Sum up.") var by: ReportGrouping?
        @OptionGroup var page: PageOptions
        @OptionGroup var list: ListOptions
        var members: Members { ["as_of": scope.asOf, "recruiter_id": scope.desk, "by": by] }
        var columns: [Column] {
            guard by == nil else {
                return ["key", "name", .days("overdue"), .days("days_overdue_max"), "oldest_due_on"]
            }
            return [
                Column("interview_id", title: "ID"), "candidate", "client", .detail("vacancy"), .detail("recruiter"),
                .detail("held_on"), "due_on", .detail("first_promised_on"), .detail("slips"),
                Column("days_overdue", title: "DAYS") { Int($0).flatMap { $0 > 0 ? .red : nil } },
                .detail("business_days_overdue"), .detail("chases"), .detail("last_chased_on"), .state("chase_state"),
                "chase_opens", .detail("chase_by"),
                Column("recommended_contact", title: "CONTACT"),
            ]
        }
    }

    struct Unreleased: PagedListCommand {
        static let operation = "report.unreleased"
        static let about = "Logged feedback that no candidate was told of (T17)."

        @OptionGroup var scope: Scope
        @OptionGroup var page: PageOptions
        @OptionGroup var list: ListOptions
        var members: Members { ["as_of": scope.asOf, "recruiter_id": scope.desk] }
        var columns: [Column] {
            [
                "feedback_id", "interview_id", "candidate", "client", "vacancy", "recruiter", "logged_on", "due_on",
                .days("business_days_overdue"),
            ]
        }
    }

    struct Unanswered: PagedListCommand {
        static let operation = "report.unanswered"
        static let about = "Enquiries without an answer (T17)."

        @OptionGroup var scope: Scope
        @OptionGroup var page: PageOptions
        @OptionGroup var list: ListOptions
        var members: Members { ["as_of": scope.asOf, "recruiter_id": scope.desk] }
        var columns: [Column] {
            [
                "enquiry_id", "submission_id", "candidate", "recruiter", "asked_on", "due_on",
                .days("business_days_overdue"),
            ]
        }
    }

    struct Silent: PagedListCommand {
        static let operation = "report.silent"
        static let about = "Candidates who have heard nothing for a week (T17)."

        @OptionGroup var scope: Scope
        @OptionGroup var page: PageOptions
        @OptionGroup var list: ListOptions
        var members: Members { ["as_of": scope.asOf, "recruiter_id": scope.desk] }
        var columns: [Column] {
            [
                "submission_id", "candidate", "client", "vacancy", "recruiter", "last_heard_on", "due_on",
                .days("days_silent"),
            ]
        }
    }
}
