import Agency
import Postgres

/// What a holding message is made of (T17).
struct HoldingFacts: Decodable {
    var submissionId: Int64
    var candidate: String
    var vacancy: String
    var client: String
    var channel: Channel
    /// When the candidate was told how it ended.
    var endedOn: CivilDate?
    var clientId: Int64
    var calendarId: Int64
    var calendarVersion: Int64
    var agencyCalendarId: Int64
    var agencyCalendarVersion: Int64
    var policyVersion: Int64
    /// The client's local date.
    var today: CivilDate
    var agencyToday: CivilDate
    /// The latest held interview, unless the candidate was told its outcome.
    var heldOn: CivilDate?
    var promised: CivilDate?
    var askedOn: CivilDate?
    /// The latest contact with the client by whomever (T6).
    var contactedOn: CivilDate?
    var meetingOn: CivilDate?
    var callBy: CivilDate?
    /// Feedback that waits for its release: for the agent, and not for the text.
    var unreleased: [Int64]

    private var source: EtiquetteSource {
        EtiquetteSource(
            calendarId: calendarId, calendarVersion: calendarVersion, policyVersion: policyVersion, clientId: clientId)
    }

    private var agencySource: EtiquetteSource {
        EtiquetteSource(
            calendarId: agencyCalendarId, calendarVersion: agencyCalendarVersion, policyVersion: policyVersion, clientId: nil)
    }

    /// - Throws: `conflict` once the candidate was told how it ended.
    func message(_ call: Call) async throws -> HoldingMessage {
        if let endedOn {
            throw Problem(
                .conflict, "The candidate was told how this ended; there is nothing to hold.", rule: "T17",
                facts: ["told_on": .string(endedOn.description)])
        }
        let etiquettes = try await call.etiquettes([source, agencySource])
        var awaited: HoldingMessage.Awaited?
        if let heldOn {
            let etiquette = try etiquettes[source].on(today)
            awaited = HoldingMessage.Awaited(
                heldOn: heldOn, promised: promised, askedOn: askedOn,
                asksOn: channel == .agency
                    ? try etiquette.nextChase(held: heldOn, promise: promised, latestContact: contactedOn, on: today) : nil)
        }
        return HoldingMessage(
            vacancy: vacancy, client: client, awaited: awaited, meetingOn: meetingOn, callBy: callBy,
            hearsBy: try etiquettes[agencySource].on(agencyToday).wordDue(lastHeard: agencyToday))
    }

    static func query(_ submission: Int64) -> SQL {
        """
        select s.id as submission_id, n.name as candidate, v.title as vacancy, c.name as client, s.channel,
               coalesce(s.published_closed_on, case when s.published_stage = 'placed' then s.published_on end) as ended_on,
               s.client_id, c.calendar_id, k.version as calendar_version, a.calendar_id as agency_calendar_id,
               b.version as agency_calendar_version, a.policy_version, t.today,
               liaison.local_date((select liaison.now()), a.time_zone) as agency_today,
               i.held_on,
               (select p.date from liaison.promises p where p.interview_id = i.id order by p.given_on desc, p.id desc limit 1) as promised,
               h.asked_on, h.contacted_on,
               (select min(liaison.local_date(m.starts_at, c.time_zone)) from liaison.interviews m
                 where m.submission_id = s.id and m.cancelled_at is null and m.ends_at > (select liaison.now())) as meeting_on,
               (select min(p.call_by) from liaison.call_promises p
                 where p.candidate_id = s.candidate_id and p.submission_id = s.id and p.called_at is null) as call_by,
               array(select f.id from liaison.feedback f
                      where f.submission_id = s.id and f.released_at is null and f.withheld_at is null order by f.id) as unreleased
          from liaison.submissions s
          join liaison.candidates n on n.id = s.candidate_id
          join liaison.vacancies v on v.id = s.vacancy_id
          join liaison.clients c on c.id = s.client_id
          join liaison.calendars k on k.id = c.calendar_id
         cross join liaison.settings a
          join liaison.calendars b on b.id = a.calendar_id
         cross join lateral (select liaison.local_date((select liaison.now()), c.time_zone) as today) t
          left join lateral (
               select x.id, x.held_on
                 from (select j.id, j.held_on, j.published_answered_on from liaison.interviews j
                        where j.submission_id = s.id and j.cancelled_at is null and j.ends_at <= (select liaison.now())
                        order by j.ends_at desc, j.id desc limit 1) x
                where x.published_answered_on is null) i on true
         cross join lateral (
               select max(y.made_on) filter (where not y.by_candidate) as asked_on, max(y.made_on) as contacted_on
                 from liaison.chases y where y.interview_id = i.id and y.made_on <= t.today) h
         where s.id = \(submission)
        """
    }
}
