import Agency
import Postgres

/// A submission and one of its interviews with what bears on them, as the columns that the reader's role is granted tell.
struct ExplainedRow: Decodable {
    struct Contact: Decodable {
        var contactId: Int64
        var on: CivilDate
        var by: String
    }

    var submissionId: Int64
    var clientId: Int64
    var vacancyId: Int64
    var candidate: String
    var client: String
    var vacancy: String
    var agent: String
    var channel: Channel
    var day: CivilDate
    var agencyDay: CivilDate
    var calendarId: Int64
    var calendarVersion: Int64
    var agencyCalendarId: Int64
    var agencyCalendarVersion: Int64

    var interviewId: Int64?
    var heldOn: CivilDate?
    var isCancelled: Bool?
    var thanks: [ExplainedMeeting.Thanks]?

    // Of staff and the candidate.
    var material: [ExplainedMeeting.Material]?
    var referees: [ExplainedCase.Reference]?

    // Of staff; the last six of the own desk alone.
    var runs: Bool?
    var consentedOn: CivilDate?
    var sentOn: CivilDate?
    var closedOn: CivilDate?
    var incidents: [CivilDate]?
    var missing: [String]?
    var spoken: [Contact]?
    var feedback: [ExplainedCase.Logged]?
    var tasks: [ExplainedCase.Task]?
    var enquiries: [ExplainedCase.Enquiry]?
    var lastHeardOn: CivilDate?

    // Of a client contact.
    var resolvedOn: CivilDate?
    var promises: [ChaseFacts.Given]?

    static func query(_ subject: ExplainedSubject, asOf: CivilDate?, for role: Role?) -> SQL {
        """
        with subject as materialized (
            select s.*, coalesce(\(asOf)::date, liaison.local_date((select liaison.now()), c.time_zone)) as day,
                   coalesce(\(asOf)::date, liaison.local_date((select liaison.now()), a.time_zone)) as agency_day,
                   c.name as client, c.time_zone, c.calendar_id, a.time_zone as agency_zone, a.calendar_id as agency_calendar_id
              from (select \(columns(for: role)) from liaison.submissions s where s.id = \(subject.submission)) s
              join liaison.clients c on c.id = s.client_id
             cross join liaison.settings a)
        select s.id as submission_id, s.client_id, s.vacancy_id, k.name as candidate, s.client, v.title as vacancy,
               coalesce(r.name, 'the agency') as agent, s.channel, s.day, s.agency_day, s.calendar_id, b.version as calendar_version,
               s.agency_calendar_id, e.version as agency_calendar_version, i.id as interview_id, i.held_on,
               i.cancelled_at is not null as is_cancelled, \(thanks(for: role)) as thanks\(further(for: role))
          from subject s
          join liaison.vacancies v on v.id = s.vacancy_id
          join liaison.candidates k on k.id = s.candidate_id
          join liaison.calendars b on b.id = s.calendar_id
          join liaison.calendars e on e.id = s.agency_calendar_id
          left join liaison.recruiters r on r.id = s.recruiter_id
          left join liaison.interviews i on i.id = \(subject.interview) and i.submission_id = s.id
        """
    }

    /// The columns of a submission that a role is granted and that are of use here.
    private static func columns(for role: Role?) -> SQL {
        switch role {
        case .candidate: "s.id, s.client_id, s.vacancy_id, s.candidate_id, s.recruiter_id, s.channel"
        case .client: "s.id, s.client_id, s.vacancy_id, s.candidate_id, s.recruiter_id, s.channel, s.sent_on"
        default: "s.id, s.client_id, s.vacancy_id, s.candidate_id, s.recruiter_id, s.channel, s.sent_on, s.closed_on"
        }
    }

    private static func further(for role: Role?) -> SQL {
        switch role {
        case .candidate: shared
        case .client:
            """
            , s.sent_on, i.resolved_on,
            (select coalesce(jsonb_agg(jsonb_build_object('given_on', p.given_on, 'date', p.date) order by p.given_on, p.id), '[]')
               from liaison.promises p where p.interview_id = i.id) as promises
            """
        default: shared + staff
        }
    }
}
