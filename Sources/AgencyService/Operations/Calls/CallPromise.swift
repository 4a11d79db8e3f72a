import Agency
import Postgres

/// A day by which an agent told a candidate that they would call (R11, T17).
package struct CallPromise: Codable, Sendable {
    package var id: Int64
    package var submissionId: Int64
    package var candidate: String
    package var callBy: CivilDate
    package var state: CallState
    package var promisedOn: CivilDate
    package var calledOn: CivilDate?
    /// What was said; for the agency.
    package var note: String?

    /// - Parameter role: who reads; a candidate is shown no notes.
    static func select(for role: Role?) -> SQL {
        """
        select p.id, p.submission_id, k.name as candidate, p.call_by, \(state) as state, p.promised_on, p.called_on,
               \(raw: role == .candidate ? "null::text" : "p.note") as note
          from liaison.call_promises p join liaison.candidates k on k.id = p.candidate_id
        """
    }

    private static let state: SQL = """
        case when p.called_on is null and p.call_by < (select liaison.agency_today()) or p.called_on > p.call_by then 'broken'
             when p.called_on is null then 'open' else 'kept' end
        """
}

/// Where a promised call stands: kept is what was made in time, broken what was not, made later or never.
package enum CallState: String, CaseIterable, Codable, Sendable, SchemaDescribing {
    case open, kept, broken
}
