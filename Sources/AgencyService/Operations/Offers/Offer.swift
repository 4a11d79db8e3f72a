import Agency
import Postgres

/// A competing offer that a candidate declared (T13).
package struct Offer: Codable, Sendable {
    package var id: Int64
    package var candidateId: Int64
    package var candidate: String
    package var company: String
    package var position: String
    package var replyBy: CivilDate
    package var evidence: String?
    package var state: OfferState
    package var declaredOn: CivilDate
    /// The words in which it was attested.
    package var attestation: String?
    package var attestedOn: CivilDate?
    package var citedOn: CivilDate?
    package var untrueOn: CivilDate?
    /// Staff only.
    package var untrueReason: String?
    package var clearedOn: CivilDate?
}

/// Where an offer stands, whatever the interview (T13).
package enum OfferState: String, CaseIterable, Codable, Sendable, SchemaDescribing, PostgresBindable {
    case declared, citable, expired, cited, barred, untrue
}

extension Offer {
    /// The record; candidates have no grant on the agency's reasons.
    static func select(for role: Role?) -> SQL {
        """
        select o.id, o.candidate_id, k.name as candidate, o.company, o.position, o.reply_by, o.evidence, \(state) as state,
               o.declared_on, o.attestation, o.attested_on, o.cited_on, o.untrue_on,
               \(raw: role == .candidate ? "null" : "o.untrue_reason") as untrue_reason, o.cleared_on
          from liaison.offers o join liaison.candidates k on k.id = o.candidate_id
        """
    }

    static let state: SQL = """
        case when o.untrue_at is not null then 'untrue' when o.cited_on is not null then 'cited'
             when o.attested_at is null then 'declared' when \(hasUntrueBefore) then 'barred'
             when o.reply_by < (select liaison.agency_today()) then 'expired' else 'citable' end
        """

    /// Whether an earlier offer of the same candidate was found untrue and not cleared.
    static let hasUntrueBefore: SQL = """
        exists (select from liaison.offers u
                 where u.candidate_id = o.candidate_id and u.id < o.id and u.untrue_at is not null and u.cleared_at is null)
        """

    /// What is attested where nobody words it otherwise.
    static let attestation = """
        I declare that this offer was made to me as described and is open until the date given, and that another company may be told of it.
        """
}
