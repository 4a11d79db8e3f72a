import Agency
import Postgres

/// What a candidate promised at an interview or thought of later (T11).
package struct Material: Codable, Sendable {
    package var id: Int64
    package var interviewId: Int64
    package var candidate: String
    package var client: String
    /// The interviewer for whom it is; null for the company.
    package var contactId: Int64?
    package var contact: String?
    package var kind: MaterialKind
    /// Null for the client, who reads what the agent passed on.
    package var route: CourtesyRoute?
    package var state: MaterialState
    package var what: String
    /// Null for a later thought.
    package var dueOn: CivilDate?
    package var addedOn: CivilDate?
    /// The client's day on which it was passed on or sent.
    package var doneOn: CivilDate?
    /// Whether it was done after its day; null for the client.
    package var late: Bool?
    /// The promised material that this is.
    package var promiseId: Int64?
    package var returnedAt: Instant?
    package var returnReason: String?
}

/// How far material got.
package enum MaterialState: String, CaseIterable, Codable, Sendable, SchemaDescribing {
    /// The candidate has yet to come up with it.
    case promised
    /// Waits for the agent.
    case queued
    /// Passed on by the agent, or sent by the candidate.
    case done
    /// Given back by the agent with a reason.
    case returned
}

extension Material {
    static func select(for role: Role?) -> SQL {
        let inside: SQL =
            role == .client
            ? "'done' as state"
            : """
            m.route, case when m.done_at is not null then 'done' when m.returned_at is not null then 'returned'
                          when m.is_promise then 'promised' else 'queued' end as state,
                   m.due_on, m.added_on, m.done_on > m.due_on as late, m.promise_id, m.returned_at, m.return_reason
            """
        return """
            select m.id, m.interview_id, k.name as candidate, c.name as client, m.contact_id, p.name as contact, m.kind, m.what,
                   m.done_on, \(inside)
              from liaison.materials m
              join liaison.candidates k on k.id = m.candidate_id
              join liaison.clients c on c.id = m.client_id
              left join liaison.contacts p on p.id = m.contact_id
            """
    }

    /// Neither passed on, sent nor returned.
    static let isOpen: SQL = "m.done_at is null and m.returned_at is null"
}
