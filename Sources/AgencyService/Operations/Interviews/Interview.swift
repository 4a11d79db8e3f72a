import Agency
import Postgres

/// A meeting inside a submission, as its reader may see it.
package struct Interview: Codable, Sendable {
    package var id: Int64
    package var submissionId: Int64
    package var candidateId: Int64
    package var candidate: String
    package var clientId: Int64
    package var client: String
    package var vacancy: String
    package var round: Int64
    package var startsAt: Instant
    package var endsAt: Instant
    package var timeZone: String
    package var location: String?
    /// D of RULES 3: the day on which it ends, in the client's time zone.
    package var heldOn: CivilDate
    package var interviewers: [PersonMet]
    /// The promise in force (T2), or null.
    package var promisedOn: CivilDate?
    /// When feedback is due (T2).
    package var dueOn: CivilDate
    package var cancelledAt: Instant?
    /// Whether the agent has debriefed (T1); staff only.
    package var debriefed: Bool?
    /// Whether feedback was logged; staff only (R9).
    package var feedbackLogged: Bool?
}

/// Somebody at the company whom the candidate meets: a name and a title, never an address (R2).
package struct PersonMet: Codable, Sendable {
    package var id: Int64
    package var name: String
    package var title: String?
}

extension Interview {
    static func select(for role: Role?) -> SQL {
        let inside: SQL =
            switch role {
            case .recruiter, .coordinator:
                """
                exists (select from liaison.debriefs d where d.id = i.id) as debriefed, i.answered_on is not null as feedback_logged
                """
            default: "null as debriefed, null as feedback_logged"
            }
        return """
            select i.id, i.submission_id, i.candidate_id, k.name as candidate, i.client_id, c.name as client, v.title as vacancy,
                   i.round, i.starts_at, i.ends_at, c.time_zone, i.location, i.held_on, p.date as promised_on,
                   coalesce(p.date, i.default_due_on) as due_on, i.cancelled_at, \(inside),
                   (select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'name', n.name, 'title', n.title) order by n.id), '[]')
                      from liaison.interviewers w join liaison.contacts n on n.id = w.contact_id
                     where w.interview_id = i.id) as interviewers
              from liaison.interviews i
              join liaison.submissions s on s.id = i.submission_id
              join liaison.candidates k on k.id = i.candidate_id
              join liaison.clients c on c.id = i.client_id
              join liaison.vacancies v on v.id = s.vacancy_id
              left join lateral (select q.date from liaison.promises q where q.interview_id = i.id
                                  order by q.given_on desc, q.id desc limit 1) p on true
            """
    }

    static func query(_ id: Int64, for role: Role?) -> SQL { "\(select(for: role)) where i.id = \(id)" }
}
