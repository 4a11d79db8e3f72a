import Agency
import Postgres

/// Material that was promised or waits for its agent (T11).
struct DueMaterial: Decodable {
    var materialId: Int64
    var interviewId: Int64
    var submissionId: Int64
    /// Nil for the candidate.
    var recruiterId: Int64?
    var candidate: String
    var client: String
    var route: CourtesyRoute
    var isPromise: Bool
    var what: String
    var dueOn: CivilDate
    var asOf: CivilDate

    var agendaOfCandidate: AgendaItem {
        let command =
            route == .agent
            ? "liaison material add \(interviewId) --promise \(materialId) --what TEXT" : "liaison material done \(materialId)"
        return item("You promised \(client): \(words)", command: command, candidate: nil)
    }

    var doneByCandidate: AgendaItem {
        AgendaItem(
            dueOn: asOf, state: .done, opensOn: nil, rule: "T11", what: "You handed in: \(words)", interviewId: interviewId,
            submissionId: submissionId, candidate: nil, client: client, command: nil)
    }

    var agendaOfStaff: AgendaItem {
        isPromise
            ? item("Ask for what was promised: \(words)", command: "liaison material list --interview \(interviewId)", candidate: candidate)
            : item("Pass on to \(client): \(words)", command: "liaison material done \(materialId)", candidate: candidate)
    }

    /// The first line of what it is, as much of it as a list has room for.
    private var words: String {
        let line = what.prefix { !$0.isNewline }
        return line.count > 80 ? line.prefix(79) + "…" : String(line)
    }

    private func item(_ what: String, command: String, candidate: String?) -> AgendaItem {
        AgendaItem(
            dueOn: dueOn, state: AgendaState(on: asOf, due: dueOn), opensOn: nil, rule: "T11", what: what,
            interviewId: interviewId, submissionId: submissionId, candidate: candidate, client: client, command: command)
    }

    /// What the candidate who asks has promised and not come up with, of submissions that are open as far as they were told (R9).
    static func ofCandidate(_ asOf: CivilDate?) -> SQL {
        let day: SQL = "coalesce(\(asOf)::date, liaison.local_date((select liaison.now()), c.time_zone))"
        let waits: SQL =
            asOf == nil
            ? "m.done_at is null"
            : "m.added_on <= \(asOf)::date and (m.done_on is null or m.done_on > \(asOf)::date)"
        return """
            select m.id as material_id, m.interview_id, s.id as submission_id, null::bigint as recruiter_id, '' as candidate, c.name as client,
                   m.route, m.is_promise, m.what, m.due_on, \(day) as as_of
              from liaison.materials m
              join liaison.interviews i on i.id = m.interview_id
              join liaison.submissions s on s.id = i.submission_id
              join liaison.clients c on c.id = m.client_id
             where m.is_promise and s.published_closed_on is null and \(waits)
             order by m.due_on, m.id limit \(Agenda.largest)
            """
    }

    /// What the candidate who asks has handed in on the day.
    static func handedIn(_ asOf: CivilDate?) -> SQL {
        let day: SQL = "coalesce(\(asOf)::date, liaison.local_date((select liaison.now()), c.time_zone))"
        return """
            select m.id as material_id, m.interview_id, i.submission_id, null::bigint as recruiter_id, '' as candidate, c.name as client,
                   m.route, m.is_promise, m.what, m.added_on as due_on, \(day) as as_of
              from liaison.materials m
              join liaison.interviews i on i.id = m.interview_id
              join liaison.clients c on c.id = m.client_id
             where not m.is_promise and m.added_on = \(day)
             order by m.id limit \(Agenda.largest)
            """
    }

    /// On the agency channel: what waits to be passed on, and what was promised for the day or earlier.
    static func ofStaff(_ asOf: CivilDate?, _ call: Call) -> SQL {
        let past = PastQueue(
            table: "liaison.materials", came: "added_on", passed: "done_at",
            desk: call.desk("x.recruiter_id", only: nil))
        let waits: SQL =
            asOf == nil
            ? "\(Material.isOpen)\(call.desk("m.recruiter_id", only: nil))"
            : """
            m.id = any (array(\(past.ids))) and (m.done_on is null or m.done_on > d.as_of)
            and (m.returned_at is null or liaison.local_date(m.returned_at, c.time_zone) > d.as_of)
            """
        return """
            with \(ReportDay.table(asOf))
            select m.id as material_id, m.interview_id, i.submission_id, m.recruiter_id, k.name as candidate, c.name as client, m.route,
                   m.is_promise, m.what,
                   greatest(m.due_on, case when not m.is_promise then liaison.roll(c.calendar_id, m.added_on) end) as due_on, d.as_of
              from day d
             cross join liaison.materials m
              join liaison.interviews i on i.id = m.interview_id
              join liaison.candidates k on k.id = m.candidate_id
              join liaison.clients c on c.id = m.client_id
             where m.route = 'agent' and (not m.is_promise or m.due_on < d.as_of) and \(waits)
             order by m.id limit \(Agenda.largest)
            """
    }
}
