import Agency
import Postgres

/// What a client said about an interview, as logged; agency-internal (R9).
package struct FeedbackRecord: Codable, Sendable {
    package var id: Int64
    package var interviewId: Int64
    package var submissionId: Int64
    package var candidate: String
    package var decision: Decision
    package var comments: String
    package var rating: Int64?
    package var strengths: String?
    package var concerns: String?
    package var receivedOn: CivilDate
    package var contactId: Int64?
    package var method: String?
    package var loggedAt: Instant
    package var releasedAt: Instant?
    package var withheldAt: Instant?
    /// When a release, or a reason to withhold, is due (T17); staff only.
    package var releaseDue: CivilDate?
}

extension FeedbackRecord {
    /// Feedback with its words; reading them leaves an audit row for each (L4), so the statement writes.
    ///
    /// - Parameter ids: a query for the ids, in order of the answer.
    static func select(_ ids: SQL, for role: Role?) -> SQL {
        let inside: SQL =
            role == .client
            ? "null as released_at, null as withheld_at, null as release_due"
            : """
            f.released_at, f.withheld_at, null as release_due, f.logged_on, b.id as calendar_id, b.version as calendar_version,
            a.policy_version
            """
        let calendar: SQL =
            role == .client ? "" : "cross join liaison.settings a join liaison.calendars b on b.id = a.calendar_id"
        return """
            with chosen as materialized (\(ids)),
                 words as materialized (select * from liaison.read_feedback(array(select id from chosen)))
            select f.id, f.interview_id, f.submission_id, k.name as candidate, w.decision, w.comments, w.rating, w.strengths,
                   w.concerns, f.received_on, f.contact_id, f.method, f.logged_at, \(inside)
              from words w join liaison.feedback f on f.id = w.id join liaison.candidates k on k.id = f.candidate_id
                   \(calendar)
             order by f.id desc
            """
    }
}

extension Call {
    private struct Logged: Decodable {
        var loggedOn: CivilDate
        var calendarId: Int64
        var calendarVersion: Int64
        var policyVersion: Int64

        var source: EtiquetteSource {
            EtiquetteSource(
                calendarId: calendarId, calendarVersion: calendarVersion, policyVersion: policyVersion, clientId: nil)
        }
    }

    /// The feedback with these ids, and for staff when what still waits for its release is due (T17).
    ///
    /// - Parameter ids: a query for the ids, in order of the answer.
    func feedback(_ ids: SQL) async throws -> [FeedbackRecord] {
        let result = try await result(FeedbackRecord.select(ids, for: role))
        var records = try result.decode(FeedbackRecord.self)
        if role == .client { return records }
        let logged = try result.decode(Logged.self)
        let etiquettes = try await etiquettes(logged.map(\.source))
        for index in records.indices where records[index].releasedAt == nil && records[index].withheldAt == nil {
            let day = logged[index]
            records[index].releaseDue = try etiquettes[day.source].on(day.loggedOn).releaseDue(logged: day.loggedOn)
        }
        return records
    }
}

/// A message that an agent let out to the candidate (R9).
package struct Release: Codable, Sendable {
    package var id: Int64
    package var feedbackId: Int64?
    package var submissionId: Int64
    package var outcome: String
    package var message: String
    package var releasedAt: Instant
}

/// Why feedback is kept from the candidate (T17).
package struct Withholding: Codable, Sendable {
    package var feedbackId: Int64
    package var reason: String
    package var withheldAt: Instant
}

/// How feedback reached the agency; a formal letter counts (T15).
package enum FeedbackMethod: String, CaseIterable, Codable, Sendable, SchemaDescribing, PostgresBindable {
    case phone, email, meeting, letter, portal
}
