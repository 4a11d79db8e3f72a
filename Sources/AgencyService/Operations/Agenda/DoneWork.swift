import Agency
import Postgres

/// Something that was done on a desk on the day of an agenda.
struct DoneWork: Decodable {
    var kind: Kind
    var interviewId: Int64?
    var submissionId: Int64?
    var recruiterId: Int64
    var candidate: String
    var client: String?
    /// Whom or what it was about, where that says more.
    var detail: String?
    var asOf: CivilDate

    /// The kinds of lines that can be done, and what they are called then.
    enum Kind: String, CaseIterable, Codable {
        case chase, courtesy
        case offerNotice = "offer_notice"
        case release, word, withholding, answer, debrief
        case noteForwarded = "note_forwarded"
        case noteReturned = "note_returned"
        case materialPassed = "material_passed"
        case materialReturned = "material_returned"
        case taskDone = "task_done"
        case taskSkipped = "task_skipped"
        case reference, holding, call

        fileprivate var rule: String {
            switch self {
            case .chase: "T6"
            case .courtesy: "T5"
            case .offerNotice: "T13"
            case .word: "T19"
            case .debrief: "T1"
            case .noteForwarded, .noteReturned: "T10"
            case .materialPassed, .materialReturned: "T11"
            case .taskDone, .taskSkipped: "T15"
            case .reference: "T12"
            case .release, .withholding, .answer, .holding, .call: "T17"
            }
        }

        fileprivate var what: String {
            switch self {
            case .chase: "Asked for the feedback"
            case .courtesy: "Made a courtesy call"
            case .offerNotice: "Cited an offer"
            case .release: "Released the feedback"
            case .word: "Closed it with a word to the candidate"
            case .withholding: "Withheld the feedback, with a reason"
            case .answer: "Answered the enquiry"
            case .debrief: "Debriefed"
            case .noteForwarded: "Forwarded the thank-you note"
            case .noteReturned: "Returned the thank-you note"
            case .materialPassed: "Passed material on"
            case .materialReturned: "Returned material"
            case .taskDone: "Done after the rejection"
            case .taskSkipped: "Set aside after the rejection"
            case .reference: "Asked a reference"
            case .holding: "Told the candidate that there is no news yet"
            case .call: "Called the candidate, as promised"
            }
        }
    }

    var agenda: AgendaItem {
        AgendaItem(
            dueOn: asOf, state: .done, opensOn: nil, rule: kind.rule, what: detail.map { "\(kind.what): \($0)" } ?? kind.what,
            interviewId: interviewId, submissionId: submissionId, candidate: candidate, client: client, command: nil)
    }
}

extension DoneWork {
    /// One kind of work: rows `x` that were done on the day.
    private struct Source {
        /// An expression of the kind's name.
        var kind: StaticString
        /// Further tables that say which interview, submission, client and desk.
        var tables: StaticString
        var interview: StaticString
        var submission: StaticString
        var desk: StaticString = "x.recruiter_id"
        /// An expression of whom or what it was about.
        var detail: StaticString = "null::text"
        /// When it was done: a date of the agency's or the client's, or a moment, which an index begins with.
        var done: When
        /// Which of those rows.
        var and: SQL = ""

        enum When {
            case on(StaticString)
            case at(StaticString)
        }

        /// The condition that finds the day's rows in their index.
        private var day: SQL {
            switch done {
            case .on(let column): return "\(raw: "\(column)") = (select d.as_of from day d)"
            case .at(let moment):
                let start: SQL = "d.as_of::timestamp at time zone d.time_zone"
                let end: SQL = "(d.as_of + 1)::timestamp at time zone d.time_zone"
                return """
                    \(raw: "\(moment)") >= (select \(start) from day d) and \(raw: "\(moment)") < (select \(end) from day d)
                    """
            }
        }

        /// In the index's own order, so that nobody reads the table for the first rows that come.
        private var order: SQL {
            switch done {
            case .on: ""
            case .at(let moment): " order by \(raw: "\(moment)")"
            }
        }

        func query(_ call: Call) -> SQL {
            """
            (select \(raw: "\(kind)") as kind, \(raw: "\(interview)") as interview_id, \(raw: "\(submission)") as submission_id,
                    \(raw: "\(desk)") as recruiter_id, \(raw: "\(detail)") as detail
               from \(raw: "\(tables)") where \(day)\(and)\(call.desk(desk, only: nil))\(order) limit \(Agenda.largest))
            """
        }
    }

    private static let feedbackSources = [
        Source(
            kind: "x.kind",
            tables: "liaison.chases x join liaison.interviews i on i.id = x.interview_id join liaison.contacts n on n.id = x.contact_id",
            interview: "x.interview_id", submission: "i.submission_id", detail: "n.name || ', by ' || x.method",
            done: .on("x.made_on"), and: " and not x.by_candidate"),
        Source(
            kind: "case when x.feedback_id is null then 'word' else 'release' end", tables: "liaison.releases x", interview: "x.interview_id",
            submission: "x.submission_id", done: .on("x.released_on")),
        Source(
            kind: "'withholding'", tables: "liaison.withholdings x join liaison.feedback f on f.id = x.id", interview: "f.interview_id",
            submission: "f.submission_id", done: .at("x.withheld_at")),
        Source(
            kind: "'answer'", tables: "liaison.enquiries x", interview: "null::bigint", submission: "x.submission_id",
            done: .on("x.answered_on")),
        Source(
            kind: "'debrief'", tables: "liaison.debriefs x join liaison.interviews i on i.id = x.id", interview: "x.id",
            submission: "i.submission_id", done: .at("x.debriefed_at")),
    ]

    private static let courtesySources = [
        Source(
            kind: "case when x.forwarded_at is null then 'note_returned' else 'note_forwarded' end",
            tables: "liaison.notes x join liaison.interviews i on i.id = x.interview_id join liaison.contacts n on n.id = x.contact_id",
            interview: "x.interview_id", submission: "i.submission_id", detail: "n.name",
            done: .at("coalesce(x.forwarded_at, x.returned_at)")),
        Source(
            kind: "case when x.done_at is null then 'material_returned' else 'material_passed' end",
            tables: "liaison.materials x join liaison.interviews i on i.id = x.interview_id", interview: "x.interview_id",
            submission: "i.submission_id", detail: "left(split_part(x.what, e'\\n', 1), 80)",
            done: .at("coalesce(x.done_at, x.returned_at)"), and: " and x.route = 'agent' and not x.is_promise"),
        Source(
            kind: "case x.state when 'done' then 'task_done' else 'task_skipped' end",
            tables: "liaison.tasks x join liaison.feedback f on f.id = x.feedback_id", interview: "f.interview_id", submission: "x.submission_id",
            detail: "replace(x.kind, '_', ' ')", done: .on("x.closed_on")),
        Source(
            kind: "'holding'", tables: "liaison.holding_messages x", interview: "null::bigint", submission: "x.submission_id",
            done: .on("x.sent_on")),
        Source(
            kind: "'call'", tables: "liaison.call_promises x", interview: "null::bigint", submission: "x.submission_id",
            done: .on("x.called_on")),
    ]

    /// References belong to a candidate and a vacancy, for which the candidate may have been put forward twice.
    private static let references = Source(
        kind: "'reference'",
        tables: """
            liaison.reference_contacts x join liaison.candidate_references r on r.id = x.reference_id
            join liaison.submissions s
              on s.id = (select max(z.id) from liaison.submissions z where z.candidate_id = r.candidate_id and z.vacancy_id = x.vacancy_id)
            """,
        interview: "null::bigint", submission: "s.id", desk: "r.recruiter_id", detail: "r.name", done: .on("x.contacted_on"))

    /// Kind by kind.
    static func inOrder(_ left: DoneWork, _ right: DoneWork) -> Bool { left.place.lexicographicallyPrecedes(right.place) }

    private var place: [Int64] {
        [Int64(Kind.allCases.firstIndex(of: kind) ?? 0), submissionId ?? 0, interviewId ?? 0]
    }

    /// Every kind by its own index.
    static func query(_ asOf: CivilDate?, _ call: Call) -> SQL {
        let sources = feedbackSources + courtesySources + [references]
        return """
            with \(ReportDay.table(asOf)), work as materialized (
                \(sources.map { $0.query(call) }.joined(by: " union all ")))
            select w.kind, w.interview_id, w.submission_id, w.recruiter_id, k.name as candidate, c.name as client, w.detail, d.as_of
              from work w
             cross join day d
              join liaison.submissions s on s.id = w.submission_id
              join liaison.candidates k on k.id = s.candidate_id
              join liaison.clients c on c.id = s.client_id
            """
    }
}
