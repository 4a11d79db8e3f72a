import Agency
import Postgres

/// One candidate put forward for one vacancy through one channel, as its reader may see it.
package struct Submission: Codable, Sendable {
    package var id: Int64
    package var candidateId: Int64
    package var candidate: String
    package var vacancyId: Int64
    package var vacancy: String
    package var clientId: Int64
    package var client: String
    package var recruiterId: Int64
    package var recruiter: String?
    package var channel: Channel
    /// What the agency knows for staff; what was published for a candidate (R9); null for the client.
    package var stage: Stage?
    package var publishedStage: Stage?
    package var consentedAt: Instant?
    package var sentOn: CivilDate?
    package var closedOn: CivilDate?
    package var createdAt: Instant
    /// Declared ties at the client, for coordinators (R8).
    package var ties: [DeclaredTie]?
}

/// A declared tie as it stands beside a submission (R8).
package struct DeclaredTie: Codable, Sendable {
    package var person: String
    package var relation: String
}

extension Submission {
    /// The columns of a submission for a role; each role's grants cover what is named here and nothing more.
    static func columns(for role: Role?) -> SQL {
        let common: SQL =
            """
            s.id, s.candidate_id, k.name as candidate, s.vacancy_id, v.title as vacancy, s.client_id, c.name as client, \
            s.recruiter_id, r.name as recruiter, s.channel, s.created_at
            """
        return switch role {
        case .candidate:
            """
            \(common), s.published_stage as stage, s.published_stage, a.given_at as consented_at, null as sent_on, \
            s.published_closed_on as closed_on, null as ties
            """
        case .client:
            """
            \(common), null as stage, null as published_stage, null as consented_at, s.sent_on, null as closed_on, null as ties
            """
        default:
            """
            \(common), s.stage, s.published_stage, a.given_at as consented_at, s.sent_on, s.closed_on, \
            case when (select liaison.is_coordinator()) then \
            (select coalesce(jsonb_agg(jsonb_build_object('person', t.person, 'relation', t.relation) order by t.id), '[]') \
            from liaison.ties t where t.client_id = s.client_id) end as ties
            """
        }
    }

    /// The joins that the columns need.
    static func joins(for role: Role?) -> SQL {
        let consent: SQL = role == .client ? "" : " left join liaison.consents a on a.id = s.id"
        return """
            join liaison.candidates k on k.id = s.candidate_id join liaison.vacancies v on v.id = s.vacancy_id \
            join liaison.clients c on c.id = s.client_id left join liaison.recruiters r on r.id = s.recruiter_id\(consent)
            """
    }

    static func query(_ id: Int64, for role: Role?) -> SQL {
        "select \(columns(for: role)) from liaison.submissions s \(joins(for: role)) where s.id = \(id)"
    }
}
