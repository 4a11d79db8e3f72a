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
        let rows: [Awaited] = try await call.all(
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
            """)
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
            })
    }
}
