import Agency
import AgencyService

extension PlanCase {
    /// Every read of the catalogue, for each role that has it and with each filter.
    static let all = people + process + courtesy + silence + notes + reading + deciding + money

    private static let staff: [Role] = [.recruiter, .coordinator]
    private static let everybody: [Role] = [.candidate, .recruiter, .coordinator, .client, .referrer, .admin]

    private static let people: [PlanCase] =
        everybody.calls("session.show") + everybody.calls("token.list")
        + [.admin].calls("account.list", [:], ["role": "recruiter"], ["role": "client"], ["cursor": cursor(150_000)])
        + [.admin].calls("account.show", ["id": 100_040])
        + staff.calls("recruiter.list", [:], ["cursor": cursor(500)])
        + staff.calls("candidate.list", [:], ["cursor": cursor(100_000)], ["recruiter_id": 77])
        + staff.calls(
            "candidate.list", ["query": "Hugo 1a"], ["query": "candidate77777@"], ["query": "anna"], ["query": "zzz"],
            ["query": "hugo", "recruiter_id": 77]
        ).allowing(rows: 6000, sorted: 700, because: "what is common is found among the newest five thousand")
        + [.client].calls("candidate.list", [:], ["query": "an"], ["cursor": cursor(100_000)])
        + [.recruiter, .coordinator].calls("candidate.show", ["id": 40])
        + [.candidate].calls("candidate.show", ["id": 40])
        + [.client].calls("candidate.show", ["id": 543])
        + ([.candidate] + staff + [.client]).calls("client.list", [:], ["query": "1"], ["cursor": cursor(1000)])
        + (staff + [.client]).calls("client.show", ["id": 1]) + (staff + [.client]).calls("contact.list", ["id": 1])
        + [.candidate].calls("client.show", ["id": 671]) + [.candidate].calls("contact.list", ["id": 671])
        + ([.candidate] + staff + [.client]).calls(
            "vacancy.list", [:], ["client_id": 1], ["cursor": cursor(25_000)])
        + (staff + [.client]).calls("vacancy.list", ["open": true])
        + ([.candidate] + staff + [.client]).calls("vacancy.list", ["query": "nurse 1"], ["query": "zzz"])
        .allowing(rows: 8000, sorted: 2500, because: "what is common is found among the newest five thousand")
        + (staff + [.client]).calls("vacancy.show", ["id": 1]) + [.candidate].calls("vacancy.show", ["id": 16_761])
        + staff.calls("desk.list") + staff.calls("tie.list", [:], ["client_id": 7])
        + ([.referrer, .client] + staff).calls("programme.list")
        + ([.referrer, .candidate] + staff).calls("referral.list", [:], ["cursor": cursor(15_000)])
        + staff.calls("calendar.list")
        + [.admin, .coordinator].calls(
            "audit.list", [:], ["operation": "nothing.such"], ["account_id": 1500],
            ["account_id": 999_999], ["account_id": 1500, "operation": "nothing.such"], ["cursor": cursor(500_000)])

    private static let process: [PlanCase] =
        staff.calls(
            "submission.list", [:], ["candidate_id": 40], ["vacancy_id": 1000], ["client_id": 77], ["recruiter_id": 77],
            ["stage": "interviewing"], ["stage": "offered"], ["stage": "rejected", "recruiter_id": 77],
            ["stage": "offered", "client_id": 77], ["cursor": cursor(200_000)])
        + [.candidate].calls("submission.list", [:], ["stage": "interviewing"])
        + [.client].calls("submission.list", [:], ["vacancy_id": 3], ["cursor": cursor(200_000)], ["recruiter_id": 77])
        + (staff + [.candidate]).calls("submission.show", ["id": 80]) + [.client].calls("submission.show", ["id": 1085])
        + staff.calls(
            "interview.list", [:], ["submission_id": 80], ["client_id": 77], ["recruiter_id": 77],
            ["cursor": cursor(500_000)], ["client_id": 77, "recruiter_id": 77])
        + [.candidate].calls("interview.list", [:], ["submission_id": 80])
        + [.client].calls("interview.list", [:], ["recruiter_id": 77], ["cursor": cursor(500_000)])
        + staff.calls("interview.show", ["id": 500_000]) + staff.calls("promise.history", ["id": 500_000])
        + staff.calls("chase.plan", ["id": 500_000])
        + [.candidate].calls("interview.show", ["id": candidatesInterview])
        + [.client].calls("interview.show", ["id": clientsInterview])
        + [.candidate].calls("promise.history", ["id": candidatesInterview])
        + [.client].calls("promise.history", ["id": clientsInterview])
        + [.candidate].calls("chase.plan", ["id": candidatesInterview])
        + explaining
        + staff.calls("chase.list", [:], ["interview_id": 500_001], ["cursor": cursor(300_001)])
        + staff.calls("chase.list", ["contact_id": 770]).allowing(sorted: 500, because: "one person's chases are few")
        + [.candidate].calls("chase.list")
        + staff.calls(
            "feedback.list", [:], ["interview_id": 500_000], ["state": "unreleased"], ["state": "released"],
            ["state": "withheld"], ["cursor": cursor(500_000)])
        + [.client].calls("feedback.list", [:], ["interview_id": 500_000], ["cursor": cursor(500_000)])
        + staff.calls("feedback.show", ["id": 500_000]) + [.client].calls("feedback.show", ["id": clientsFeedback])
        + (staff + [.candidate]).calls("enquiry.list", [:], ["open": true], ["cursor": cursor(90_000)])
        + (staff + [.candidate]).calls("enquiry.list", ["open": false])
        .allowing(rows: 6000, because: "the newest ones, which are open, are passed over")
        + staff.calls("incident.list", [:], ["submission_id": 21], ["cursor": cursor(10_000)])

    private static let explaining: [PlanCase] =
        (staff.calls("explain.interview", ["id": 500_000], ["id": 500_000, "as_of": "2026-11-10"])
        + staff.calls("explain.submission", ["id": 80]) + [.candidate].calls("explain.interview", ["id": candidatesInterview])
        + [.candidate].calls("explain.submission", ["id": 80]) + [.client].calls("explain.interview", ["id": clientsInterview])
        + [.client].calls("explain.submission", ["id": 1085]))
        .allowing(statements: 100, because: "all that bears on one submission is read at once, each thing with its day")

    private static let courtesy: [PlanCase] =
        (staff + [.candidate]).calls("offer.list", [:], ["state": "citable"], ["cursor": cursor(1000)])
        + staff.calls("offer.list", ["candidate_id": 40])
        + staff.calls("task.list", [:], ["state": "open"], ["submission_id": 80], ["cursor": cursor(1000)])
        + staff.calls("interest.list", [:], ["candidate_id": 40], ["client_id": 77], ["live": true])
        + staff.calls("lead.list", [:], ["client_id": 77], ["open": true])
        + staff.calls("phrase.list", [:], ["language": "en"], ["kind": "insult"], ["active": true])
        + staff.calls("phrase.show", ["id": 1])

    private static let silence: [PlanCase] =
        staff.calls("silence.draft", ["id": desksSubmission])
        + (staff + [.candidate]).calls("silence.list", ["id": 80], ["id": 80, "cursor": cursor(30_000)])
        + (staff + [.candidate]).calls("call.list", [:], ["open": true], ["submission_id": 80], ["cursor": cursor(30_000)])
        + (staff + [.candidate]).calls("call.list", ["open": false])
        .allowing(rows: 12_000, because: "the newest ones, which are to be made, are passed over")
        + staff.calls("report.calls", [:], pastDay, ["recruiter_id": 41])
        .allowing(rows: 80_000, sorted: 60_000, because: "two years of promises are summed up by desk")

    /// Notes and material have the numbers of their interviews.
    private static let notes: [PlanCase] =
        (staff + [.candidate]).calls(
            "note.list", [:], ["interview_id": 500_004], ["cursor": cursor(500_000)])
        + (staff + [.candidate]).calls("note.list", ["queued": true]).allowing(
            sorted: 300, because: "what waits for one agent, or for all of them, is little")
        + (staff + [.candidate]).calls("note.list", ["queued": false]).allowing(
            rows: 6000, because: "the newest ones, which wait, are passed over")
        + [.coordinator].calls("note.show", ["id": 500_004]) + [.recruiter].calls("note.show", ["id": 7724])
        + [.candidate].calls("note.show", ["id": candidatesInterview])
        + [.client].calls("note.show", ["id": clientsInterview])
        + [.client].calls("note.list", [:], ["interview_id": clientsInterview], ["cursor": cursor(500_000)])
        + (staff + [.candidate]).calls(
            "material.list", [:], ["interview_id": 500_007], ["cursor": cursor(500_000)])
        + (staff + [.candidate]).calls("material.list", ["open": true]).allowing(
            sorted: 300, because: "what waits for one agent, or for all of them, is little")
        + (staff + [.candidate]).calls("material.list", ["open": false]).allowing(
            rows: 6000, because: "the newest ones, which wait, are passed over")
        + [.client].calls("material.list", [:], ["interview_id": clientsInterview], ["cursor": cursor(500_000)])
        + (staff + [.candidate]).calls("reference.list", [:], ["candidate_id": 40], ["cursor": cursor(90_000)])

    private static let reading: [PlanCase] =
        [.candidate].calls("status")
        + [.candidate, .client, .referrer, .admin].calls("agenda")
        + [.candidate, .client].calls("agenda", pastDay, farDay).allowing(sorted: 300, because: "an agenda is one page of 300")
        + staff.calls("agenda").allowing(
            rows: 200_000, sorted: 5000, statements: 240, because: "ten lists of 300 items each, what was done, and the report of silences")
        + staff.calls("agenda", pastDay, farDay).allowing(
            rows: 900_000, sorted: 30_000, statements: 240, because: "a past day is found again from its four weeks, its silences from four months")
        + [.coordinator].calls("report.overdue-feedback", [:], ["cursor": cursor("2026-11-01", 900_000)])
        .by("interviews_open_idx")
        + ([.recruiter].calls("report.overdue-feedback", [:], ["cursor": cursor("2026-11-01", 900_000)])
        + staff.calls("report.overdue-feedback", ["recruiter_id": 41])).allowing(
            rows: 6000, because: "the overdue of other desks, 5,000 at most, may be passed over in their order")
        + [.client].calls("report.overdue-feedback")
        + (staff + [.client]).calls("report.overdue-feedback", pastDay, farDay, past(["by": "client"])).allowing(
            rows: 70_000, sorted: 6000, because: "a past day is found again from its four weeks")
        + (staff + [.client]).calls(
            "report.overdue-feedback", ["by": "client"], ["by": "recruiter"], ["by": "contact"]
        ).allowing(rows: 60_000, sorted: 7500, because: "all 5,000 overdue are summed up")
        + ["report.unreleased", "report.unanswered", "report.silent"].flatMap { staff.calls($0, ["recruiter_id": 41]) }
        + ["report.unreleased", "report.unanswered"].flatMap { report in
            staff.calls(report)
                + staff.calls(report, pastDay, farDay).allowing(
                    rows: 45_000, sorted: 2500, because: "a past day is found again from its four weeks")
        }
        + staff.calls("report.silent").by("silences_last_heard_idx").allowing(
            rows: 30_000, sorted: 5000, because: "who has an interview ahead is looked at one by one")
        + staff.calls("report.silent", pastDay, farDay).allowing(
            rows: 700_000, sorted: 30_000, because: "a past day's silences are found again from all that was heard in four months")

    private static let deciding: [PlanCase] =
        staff.calls("policy.show", [:], ["client_id": 77])
        + staff.calls("policy.history", [:], ["client_id": 77], ["cursor": cursor(10)])
        + staff.calls("policy.effect", ["set": ["answer_days=10"], "client_id": 77])
        .allowing(sorted: 1000, because: "the few promises and chases of each interview are put in their order")
        + staff.calls("policy.effect", ["set": ["answer_days=10"], "from": "2026-10-05", "to": "2026-10-11"])
        .allowing(rows: 60_000, sorted: 30_000, because: "a week of interviews is read, with their promises and chases")
        + ["client", "contact", "recruiter"].flatMap { by in
            [.coordinator].calls("report.responsiveness", ["by": .string(by)], ["by": .string(by), "cursor": cursor(500)])
                .allowing(rows: 70_000, because: "fifty are summed up from their dates of a year")
                + [.recruiter].calls("report.responsiveness", ["by": .string(by)])
                .allowing(rows: 40_000, sorted: 1000, because: "a desk's dates of a year are summed up by whom they dealt with")
        }
        + [.client].calls("report.responsiveness", [:], ["by": "contact"])
        + staff.calls("report.responsiveness", ["recruiter_id": 41])
        .allowing(rows: 40_000, sorted: 1000, because: "a desk's dates of a year are summed up by whom they dealt with")

    /// An agency at scale has no money yet.
    private static let money: [PlanCase] =
        staff.calls("contract.show", ["id": 999]) + staff.calls("contract.history", ["id": 77], ["id": 77, "cursor": cursor(10)])
        + staff.calls("placement.list", [:], ["client_id": 77], ["candidate_id": 40], ["cursor": cursor(1000)], ["employed": true])
        + staff.calls("fee.list", [:], ["client_id": 77], ["state": "open"], ["cursor": cursor(1000)], pastDay)
        + staff.calls("ledger.show", [:], ["placement_id": 7], ["cursor": cursor(1000)], pastDay)
        + staff.calls("ledger.balance", [:], pastDay)
        + staff.calls("bonus.list", [:], ["state": "payable"], ["programme_id": 1], ["cursor": cursor(1000)], pastDay)
        + [.referrer].calls("bonus.list", [:], ["state": "payable"], ["cursor": cursor(1000)])
        + [.coordinator].calls("batch.show", ["id": 1])
        + staff.calls("report.bonus-liability", [:], ["recruiter_id": 41], pastDay)
        + staff.calls("report.introduced-hires", [:], ["recruiter_id": 41], ["cursor": cursor(1000)], pastDay)

    private static let pastDay: JSONObject = ["as_of": "2026-11-10"]
    private static let farDay: JSONObject = ["as_of": "2025-06-02"]

    private static func past(_ input: JSONObject) -> JSONObject { input.merging(farDay) { $1 } }

    // Of the candidate, company and contact that ask.
    private static let candidatesInterview: JSONValue = 571_554
    private static let clientsInterview: JSONValue = 804
    private static let clientsFeedback: JSONValue = 56_413
    /// Open, and on the desk of the recruiter that asks.
    private static let desksSubmission: JSONValue = 71_928

    private static func cursor(_ id: Int64) -> JSONValue { .string(Paging.cursor(String(id))) }
    private static func cursor(_ day: String, _ id: Int64) -> JSONValue { .string(Paging.cursor(day, String(id))) }
}
