import Agency
import Postgres

/// Somebody who speaks for a candidate; never shown to a client (T12).
package struct Reference: Codable, Sendable {
    package var id: Int64
    package var candidateId: Int64
    package var candidate: String
    package var name: String
    package var relation: String?
    package var company: String?
    package var email: String?
    package var phone: String?
    /// The positions of which the candidate told them; for no other may they be contacted.
    package var told: [ReferenceAlert]
    /// What they said to the agency; staff only.
    package var contacts: [ReferenceAnswer]?
}

/// A position of which a candidate told a reference.
package struct ReferenceAlert: Codable, Sendable {
    package var vacancyId: Int64
    package var vacancy: String
    package var client: String
    package var toldOn: CivilDate
}

/// A contact of the agency with a reference and what came of it.
package struct ReferenceAnswer: Codable, Sendable {
    package var id: Int64
    package var vacancyId: Int64
    package var vacancy: String
    package var on: CivilDate
    package var method: ContactMethod
    package var outcome: String
}

extension Reference {
    static func select(for role: Role?) -> SQL {
        let contacts: SQL =
            role == .candidate
            ? ""
            : """
            , (select coalesce(jsonb_agg(jsonb_build_object('id', h.id, 'vacancy_id', h.vacancy_id, 'vacancy', v.title,
                                         'on', h.contacted_on, 'method', h.method, 'outcome', h.outcome) order by h.contacted_on, h.id), '[]')
                 from liaison.reference_contacts h join liaison.vacancies v on v.id = h.vacancy_id
                where h.reference_id = r.id) as contacts
            """
        return """
            select r.id, r.candidate_id, k.name as candidate, r.name, r.relation, r.company, r.email, r.phone,
                   (select coalesce(jsonb_agg(jsonb_build_object('vacancy_id', a.vacancy_id, 'vacancy', v.title, 'client', c.name,
                                              'told_on', a.told_on) order by a.id), '[]')
                      from liaison.reference_alerts a
                      join liaison.vacancies v on v.id = a.vacancy_id
                      join liaison.clients c on c.id = v.client_id
                     where a.reference_id = r.id) as told\(contacts)
              from liaison.candidate_references r join liaison.candidates k on k.id = r.candidate_id
            """
    }
}
