import Agency
import Postgres

extension AgendaOperations {
    private struct Awaited: Decodable {
        var interviewId: Int64
        var submissionId: Int64
        var candidate: String
        var client: String
        var vacancy: String
        var startsOn: CivilDate
        var startsAt: String
        var heldOn: CivilDate
        var dueOn: CivilDate
        var isPromised: Bool
        var asOf: CivilDate
    }

    /// The interviews of a client contact's own company: those ahead, and those whose feedback is awaited.
    static func ofClient(_ asOf: CivilDate?, _ call: Call) async throws -> Agenda {
        // Of today only what waits now, which has an index of its own.
        let isOpen: SQL = asOf == nil ? "i.resolved_on is null" : "(i.resolved_on is null or i.resolved_on > d.as_of)"
        let results = try await call.pipeline([
            """
            with day as materialized (
                select c.id as client_id, coalesce(\(asOf)::date, liaison.local_date(liaison.now(), c.time_zone)) as as_of
                  from liaison.clients c where c.id = (select liaison.company_id()))
            select i.id as interview_id, i.submission_id, k.name as candidate, c.name as client, v.title as vacancy,
                   liaison.local_date(i.starts_at, c.time_zone) as starts_on,
                   to_char(i.starts_at at time zone c.time_zone, 'HH24:MI') as starts_at, i.held_on,
                   coalesce(p.date, i.default_due_on) as due_on, p.date is not null as is_promised, d.as_of
              from day d
              join liaison.clients c on c.id = d.client_id
              join liaison.interviews i on i.client_id = d.client_id and i.cancelled_at is null and \(isOpen)
              join liaison.submissions s on s.id = i.submission_id
              join liaison.vacancies v on v.id = s.vacancy_id
              join liaison.candidates k on k.id = i.candidate_id
              left join lateral (select q.date from liaison.promises q
                                  where q.interview_id = i.id and q.given_on <= d.as_of
                                  order by q.given_on desc, q.id desc limit 1) p on true
             order by due_on, i.id limit \(Agenda.largest)
            """,
            doneByContact(asOf),
        ])
        let rows = try results[0].decode(Awaited.self)
        let done = try results[1].decode(DoneByContact.self)
        return Agenda(
            rows.map { row in
                let isAhead = row.heldOn > row.asOf
                let day = isAhead ? row.startsOn : row.dueOn
                let promised = row.isPromised ? ", promised by \(row.dueOn)" : ""
                return AgendaItem(
                    dueOn: day,
                    state: isAhead
                        ? (row.startsOn <= row.asOf ? .today : .opens) : AgendaState(on: row.asOf, due: row.dueOn),
                    opensOn: isAhead ? row.startsOn : row.heldOn, rule: "T2",
                    what: isAhead
                        ? "Interview for \(row.vacancy) at \(row.startsAt)"
                        : "Feedback on the interview of \(row.heldOn)\(promised)",
                    interviewId: row.interviewId, submissionId: row.submissionId, candidate: row.candidate,
                    client: row.client,
                    command: isAhead
                        ? "liaison interview show \(row.interviewId)" : "liaison feedback log \(row.interviewId)")
            } + done.map(\.agenda), empty: "Nobody waits for you. The interviews of your company: liaison interview list.")
    }

    /// What a client contact said on the day: feedback, or a date by which there will be some.
    private struct DoneByContact: Decodable {
        var interviewId: Int64
        var submissionId: Int64
        var candidate: String
        var client: String
        /// Nil for feedback.
        var date: CivilDate?
        var asOf: CivilDate

        var agenda: AgendaItem {
            AgendaItem(
                dueOn: asOf, state: .done, opensOn: nil, rule: date == nil ? "T3" : "T7",
                what: date.map { "Said that you will answer by \($0)" } ?? "Gave feedback", interviewId: interviewId,
                submissionId: submissionId, candidate: candidate, client: client, command: nil)
        }
    }

    private static func doneByContact(_ asOf: CivilDate?) -> SQL {
        """
        with day as materialized (
            select c.id as client_id, c.name, coalesce(\(asOf)::date, liaison.local_date(liaison.now(), c.time_zone)) as as_of
              from liaison.clients c where c.id = (select liaison.company_id())),
             done as materialized (
            (select f.interview_id, null::date as date from liaison.feedback f
              where f.logged_by = (select liaison.account_id()) and f.logged_on = (select d.as_of from day d)
              limit \(Agenda.largest))
            union all
            (select p.interview_id, p.date from liaison.promises p
              where p.client_id = (select d.client_id from day d) and p.contact_id = (select liaison.contact_id())
                and p.date >= (select d.as_of from day d) and p.given_on = (select d.as_of from day d)
              limit \(Agenda.largest)))
        select i.id as interview_id, i.submission_id, k.name as candidate, d.name as client, done.date, d.as_of
          from done
         cross join day d
          join liaison.interviews i on i.id = done.interview_id
          join liaison.candidates k on k.id = i.candidate_id
         order by done.date nulls first, i.id
        """
    }
}
