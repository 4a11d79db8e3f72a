import Agency
import Postgres

/// A nomination, of which a referrer reads that it is registered and nothing else (R6).
struct Referral: Codable, Sendable {
    /// `registered`, and for the agency and the candidate `confirmed` once the candidate said so.
    enum State: String, Codable, Sendable, CaseIterable, SchemaDescribing { case registered, confirmed }

    var id: Int64
    var programmeId: Int64?
    var programme: String?
    var candidateName: String
    var candidateEmail: String?
    var candidateId: Int64?
    var clientId: Int64?
    var vacancyId: Int64?
    var referrerId: Int64?
    var madeAt: Instant?
    var madeOn: CivilDate
    var confirmedAt: Instant?
    var state: State
    /// What the agency found when it was made (M2); staff only.
    var verdict: ReferralVerdict?
    /// Why it is not valid.
    var verdictReason: String?
}

/// Whether a nomination brings a bonus (M2).
enum ReferralVerdict: String, Codable, Sendable, CaseIterable, SchemaDescribing {
    case valid
    case alreadyKnown = "already-known"
    case lateNomination = "late-nomination"
}

extension Referral {
    /// The record from rows `n` of nominations, by the grants of a role (R6, P).
    static func select(for role: Role?, from rows: SQL = "liaison.nominations") -> SQL {
        switch role {
        case .referrer:
            """
            select n.id, n.programme_id, p.name as programme, n.candidate_name, n.made_at, n.made_on, \
            'registered' as state from \(rows) n join liaison.programmes p on p.id = n.programme_id
            """
        case .candidate:
            """
            select n.id, n.candidate_name, n.candidate_id, n.made_on, n.confirmed_at, \
            case when n.confirmed_at is null then 'registered' else 'confirmed' end as state from \(rows) n
            """
        default:
            """
            select n.id, n.programme_id, p.name as programme, n.candidate_name, n.candidate_email, n.candidate_id, \
            n.client_id, n.vacancy_id, n.referrer_id, n.made_at, n.made_on, n.confirmed_at, \
            case when n.confirmed_at is null then 'registered' else 'confirmed' end as state, n.verdict, n.verdict_reason \
            from \(rows) n join liaison.programmes p on p.id = n.programme_id
            """
        }
    }
}
