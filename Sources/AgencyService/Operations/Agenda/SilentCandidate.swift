import Agency
import Postgres

/// A candidate who is due a word by the end of the day, or was before (T17).
struct SilentCandidate: Decodable {
    var submissionId: Int64
    var recruiterId: Int64
    var candidate: String
    var client: String
    var lastHeardOn: CivilDate
    var silenceDays: Int
    var asOf: CivilDate

    var agenda: AgendaItem {
        get throws {
            let due = try lastHeardOn.adding(days: silenceDays)
            return AgendaItem(
                dueOn: due, state: AgendaState(on: asOf, due: due), opensOn: nil, rule: "T17",
                what: "Let them hear something; the last was on \(lastHeardOn)", interviewId: nil, submissionId: submissionId,
                candidate: candidate, client: client, command: "liaison silence send \(submissionId)")
        }
    }

    /// The report lists who is late; the last day in time is here as well.
    ///
    /// Whose desks they are on, the function decides.
    static func query(_ asOf: CivilDate?) -> SQL {
        """
        with \(ReportDay.table(asOf)),
             page as materialized (
            select w.id, w.last_heard_on, d.as_of, d.silence_days
              from (select y.as_of, liaison.policy_number(null, y.as_of, 'silence_days') as silence_days from day y offset 0) d
             cross join lateral liaison.silent_submissions(d.as_of, d.silence_days - 1, null, null, null, \(Agenda.largest)) w)
        select s.id as submission_id, s.recruiter_id, k.name as candidate, c.name as client, page.last_heard_on, page.silence_days,
               page.as_of
          from page
          join liaison.submissions s on s.id = page.id
          join liaison.candidates k on k.id = s.candidate_id
          join liaison.clients c on c.id = s.client_id
         order by page.last_heard_on, s.id
        """
    }
}

/// A call that was promised to a candidate and had not been made by the end of the day (R11, T17).
struct DueCall: Decodable {
    var promiseId: Int64
    var submissionId: Int64
    var recruiterId: Int64
    var candidate: String
    var client: String
    var callBy: CivilDate
    var asOf: CivilDate

    var agenda: AgendaItem {
        AgendaItem(
            dueOn: callBy, state: AgendaState(on: asOf, opens: callBy, due: callBy), opensOn: callBy, rule: "T17",
            what: "Call the candidate, as promised", interviewId: nil, submissionId: submissionId, candidate: candidate, client: client,
            command: "liaison call keep \(promiseId)")
    }

    /// - Parameter daysAhead: how many days ahead a call that will be due is shown.
    static func query(_ asOf: CivilDate?, daysAhead: Int, _ call: Call) -> SQL {
        let desk = call.desk("p.recruiter_id", only: nil)
        let soon: SQL = "p.call_by <= (select d.as_of + \(raw: "\(daysAhead)") from day d)"
        let open: SQL = "select p.id, p.call_by from liaison.call_promises p where p.called_at is null and \(soon)"
        // Of a past day also what was called since, in three months from the day by which it was promised.
        let past: SQL =
            asOf == nil
            ? ""
            : """
            union all
            select p.id, p.call_by from liaison.call_promises p
             where p.call_by >= (select d.as_of - 90 from day d) and \(soon) and p.promised_on <= (select d.as_of from day d)
               and p.called_on > (select d.as_of from day d)\(desk)
            """
        let known: SQL = asOf == nil ? "" : " and p.promised_on <= (select d.as_of from day d)"
        return """
            with \(ReportDay.table(asOf)), page as materialized (
                select x.id from (\(open)\(known)\(desk) \(past)) x order by x.call_by, x.id limit \(Agenda.largest))
            select p.id as promise_id, p.submission_id, p.recruiter_id, k.name as candidate, c.name as client, p.call_by, d.as_of
              from page
             cross join day d
              join liaison.call_promises p on p.id = page.id
              join liaison.submissions s on s.id = p.submission_id
              join liaison.candidates k on k.id = p.candidate_id
              join liaison.clients c on c.id = s.client_id
             order by p.call_by, p.id
            """
    }
}
