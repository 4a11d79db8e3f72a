import Agency
import Postgres

/// A candidate's thank-you note to one of the people they met (T10).
package struct Note: Codable, Sendable {
    package var id: Int64
    package var interviewId: Int64
    package var candidate: String
    package var client: String
    /// The interviewer for whom it is worded.
    package var contactId: Int64
    package var contact: String
    /// Null for the client, who reads what the agent forwarded.
    package var route: CourtesyRoute?
    package var state: NoteState
    package var message: String
    /// The client's day.
    package var writtenOn: CivilDate
    /// Whether it was written after the deadline; null for the client.
    package var late: Bool?
    package var forwardedAt: Instant?
    package var returnedAt: Instant?
    package var returnReason: String?
    /// Another note of the same candidate that says nearly the same; only in the answer to its author (T10).
    package var similarTo: SimilarNote?
    /// Whom the candidate writes to; only in the answer to its author, off the agency channel (R4, R5).
    package var writeTo: [Addressee]?
    /// What its wording was warned of when it was written or forwarded, to whoever did so (T14).
    package var warnings: [WordingWarning]?
}

/// How far a note got.
package enum NoteState: String, CaseIterable, Codable, Sendable, SchemaDescribing {
    /// Waits for the agent.
    case queued
    case forwarded
    /// Given back by the agent with a reason; may be written anew.
    case returned
    /// Off the agency channel: recorded as sent by the candidate.
    case sent
}

/// A note that another one is too much like.
package struct SimilarNote: Codable, Sendable {
    package var noteId: Int64
    package var contact: String
    /// How much of their wording the two share, 0 to 100.
    package var percent: Int
}

/// Somebody to whom a candidate sends a note themselves.
package struct Addressee: Codable, Sendable {
    package var name: String
    package var title: String?
    /// Null unless the client cleared it (R4).
    package var email: String?
    package var isCopy: Bool
}

extension Note {
    static func select(for role: Role?) -> SQL {
        let inside: SQL =
            role == .client
            ? "'forwarded' as state"
            : """
            n.route, case when n.route <> 'agent' then 'sent' when n.returned_at is not null then 'returned'
                          when n.forwarded_at is not null then 'forwarded' else 'queued' end as state,
                   n.is_late as late, n.returned_at, n.return_reason
            """
        return """
            select n.id, n.interview_id, k.name as candidate, c.name as client, n.contact_id, p.name as contact, n.message, n.written_on,
                   n.forwarded_at, \(inside)
              from liaison.notes n
              join liaison.candidates k on k.id = n.candidate_id
              join liaison.clients c on c.id = n.client_id
              join liaison.contacts p on p.id = n.contact_id
            """
    }

    /// The agent's queue: neither forwarded nor returned.
    static let isQueued: SQL = "n.route = 'agent' and n.forwarded_at is null and n.returned_at is null"
}
