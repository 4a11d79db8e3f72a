import Agency
import ArgumentParser

struct ReportCommands: NounCommand {
    static let noun = "report"
    static let about = "What is late, and with whom."
    static let verbs: [any VerbCommand.Type] = [
        OverdueFeedback.self, Unreleased.self, Unanswered.self, Silent.self, Responsiveness.self, Calls.self,
        IntroducedHires.self, BonusLiability.self,
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
                return [
                    "key", "name", .days("overdue"), .days("days_overdue_max", title: "DAYS AT MOST"),
                    Column("oldest_due_on", title: "OLDEST DUE"),
                ]
            }
            return [
                Column("interview_id", title: "INTERVIEW"), "candidate", "client", .detail("vacancy"), .detail("recruiter"),
                .detail("held_on"), "due_on", .detail("first_promised_on", title: "FIRST PROMISED"), .detail("slips"),
                .days("days_overdue", title: "DAYS"), .detail("business_days_overdue", title: "BUSINESS DAYS"), .detail("chases"),
                .detail("last_chased_on", title: "LAST CHASED"), .state("chase_state", title: "CHASE"),
                Column("chase_opens", title: "OPENS"), .detail("chase_by", title: "BY"), Column("recommended_contact", title: "CONTACT"),
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
                Column("feedback_id", title: "FEEDBACK"), .detail("interview_id", title: "INTERVIEW"), "candidate", "client",
                .detail("vacancy"), .detail("recruiter"), "logged_on", "due_on",
                .days("business_days_overdue", title: "BUSINESS DAYS"),
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
                Column("enquiry_id", title: "ENQUIRY"), .detail("submission_id", title: "SUBMISSION"), "candidate",
                .detail("recruiter"), "asked_on", "due_on",
                .days("business_days_overdue", title: "BUSINESS DAYS"),
            ]
        }
    }

    struct Silent: PagedListCommand {
        static let operation = "report.silent"
        static let about = "Candidates who have heard nothing for longer than the policy's days (T17)."

        @OptionGroup var scope: Scope
        @OptionGroup var page: PageOptions
        @OptionGroup var list: ListOptions
        var members: Members { ["as_of": scope.asOf, "recruiter_id": scope.desk] }
        var columns: [Column] {
            [
                Column("submission_id", title: "SUBMISSION"), "candidate", "client", .detail("vacancy"), .detail("recruiter"),
                Column("last_heard_on", title: "LAST HEARD"), "due_on",
                .days("days_silent", title: "DAYS"),
            ]
        }
    }

    struct Calls: PagedListCommand {
        static let operation = "report.calls"
        static let about = "How agents keep the days by which they said they would call a candidate (T17)."
        static let examples = ["liaison report calls --from 2026-01-01 --to 2026-03-31 --format csv"]

        @Option(help: "The first of the promised days; two years before --to if not given.") var from: CivilDate?
        @Option(help: "The last of them; a year after --as-of if not given.") var to: CivilDate?
        @OptionGroup var scope: Scope
        @OptionGroup var page: PageOptions
        @OptionGroup var list: ListOptions
        var members: Members { ["from": from, "to": to, "as_of": scope.asOf, "recruiter_id": scope.desk] }
        var columns: [Column] { [.detail("recruiter_id", title: "DESK"), "recruiter", "promised", "kept", .days("broken"), "open"] }
    }

    struct Responsiveness: PagedListCommand {
        static let operation = "report.responsiveness"
        static let about = "How clients keep the dates by which they said they would answer (T2, T7)."
        static let examples = ["liaison report responsiveness --by contact --from 2026-01-01 --format csv"]

        @Option(help: "client, contact or recruiter; client if not given.") var by: ReportGrouping?
        @Option(help: "The first of the promised days; a year before --to if not given.") var from: CivilDate?
        @Option(help: "The last of them; the day of --as-of if not given.") var to: CivilDate?
        @OptionGroup var scope: Scope
        @Option(name: .id("client"), help: "Only this client.") var client: Int64?
        @OptionGroup var page: PageOptions
        @OptionGroup var list: ListOptions
        var members: Members {
            [
                "by": by, "from": from, "to": to, "as_of": scope.asOf, "client_id": client, "recruiter_id": scope.desk,
            ]
        }
        var columns: [Column] {
            [
                .detail("key"), "name", .detail("client"), "promises", "kept", .days("slips"),
                .days("days_late_median", title: "DAYS LATE"), Column("answered_within_median", title: "ANSWERED WITHIN"),
            ]
        }
    }

    struct BonusLiability: PagedListCommand {
        static let operation = "report.bonus-liability"
        static let about = "Referral bonuses that are promised and not paid, by programme and month (M3, M7)."
        static let examples = ["liaison report bonus-liability --as-of 2026-03-31 --format csv"]

        @OptionGroup var scope: Scope
        @OptionGroup var page: PageOptions
        @OptionGroup var list: ListOptions
        var members: Members { ["as_of": scope.asOf, "recruiter_id": scope.desk] }
        var columns: [Column] {
            [
                Column("programme_id", title: "PROGRAMME"), "programme", .detail("sponsor_client_id", title: "SPONSOR"), "month", "currency",
                "instalments", Column("amount_minor", title: "AMOUNT"), Column("payable_minor", title: "PAYABLE"),
            ]
        }
    }

    struct IntroducedHires: PagedListCommand {
        static let operation = "report.introduced-hires"
        static let about = "Hires of candidates whom the agency had introduced, whose fee was not invoiced (M6)."
        static let examples = ["liaison report introduced-hires --as-of 2026-03-31 --format csv"]

        @OptionGroup var scope: Scope
        @OptionGroup var page: PageOptions
        @OptionGroup var list: ListOptions
        var members: Members { ["as_of": scope.asOf, "recruiter_id": scope.desk] }
        var columns: [Column] {
            [
                Column("placement_id", title: "PLACEMENT"), "candidate", "client", .detail("vacancy"), .detail("channel"),
                .detail("recruiter"), Column("introduced_on", title: "INTRODUCED"), "start_on", Column("fee_due_on", title: "FEE DUE"),
                Column("fee_minor", title: "FEE"), "currency",
            ]
        }
    }
}
