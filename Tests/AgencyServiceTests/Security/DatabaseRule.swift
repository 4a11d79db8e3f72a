import Postgres

/// A rule that the database keeps by itself: a script on the security scene, and what must come of it for whoever runs it.
struct DatabaseRule: Sendable, CustomStringConvertible {
    let description: String
    /// The tables whose triggers keep it.
    let tables: [String]
    let script: String
    /// The last value of the script, the name of a problem, or the SQLSTATE and constraint of a failure.
    let expected: String

    init(_ description: String, on tables: String..., script: String, is expected: String) {
        self.description = description
        self.tables = tables.map { $0.contains(".") ? $0 : "liaison.\($0)" }
        self.script = script
        self.expected = expected
    }

    /// What comes of it for the superuser, undone afterwards.
    func outcome(_ connection: PostgresConnection) async throws -> String {
        try await connection.query("select probe.outcome(\(script), null, '')").scalar()
    }

    static let all =
        chasing + citing + deciding + staging + keeping + belonging + announcing + silences + attesting + afterRejection + courtesy
        + policies + holding + calls + covering + money

    // The scene's submissions: 1 Anna, agency, Albion · 2 Dirk, direct, Liberty · 3 Stella, speculative, Sakura · 4 Rosa, referral, Albion.
    // New interviews are 901 (Anna, held Monday 16 February), 904 (Rosa) and so on; today is Wednesday 4 March.

    /// An interview of a submission, from nine to ten in the morning UTC.
    static func interview(_ submission: Int, on date: String = "2026-02-16") -> String {
        """
        insert into liaison.interviews (id, submission_id, candidate_id, client_id, recruiter_id, starts_at, ends_at)
        overriding system value
        select 900 + s.id, s.id, s.candidate_id, s.client_id, s.recruiter_id, '\(date) 09:00+00', '\(date) 10:00+00'
          from liaison.submissions s where s.id = \(submission);

        """
    }

    static func promise(_ interview: Int, by date: String, given: String = "2026-02-16") -> String {
        """
        insert into liaison.promises (interview_id, candidate_id, client_id, recruiter_id, date, given_on)
        select i.id, i.candidate_id, i.client_id, i.recruiter_id, '\(date)', '\(given)' from liaison.interviews i where i.id = \(interview)
        returning 'stored';

        """
    }

    static func chase(
        _ interview: Int, on date: String, contact: Int = 102, by method: String = "email", kind: String = "chase",
        byCandidate: Bool = false, call: String? = nil, offer: Int? = nil
    ) -> String {
        let column = (byCandidate ? ", by_candidate" : call == nil ? "" : ", call_id") + (offer == nil ? "" : ", offer_id")
        let value = (byCandidate ? ", true" : call.map { ", \($0)" } ?? "") + (offer.map { ", \($0)" } ?? "")
        return """
            insert into liaison.chases (interview_id, candidate_id, client_id, recruiter_id, contact_id, made_on, method, kind\(column))
            select i.id, i.candidate_id, i.client_id, i.recruiter_id, \(contact), '\(date)', '\(method)', '\(kind)'\(value)
              from liaison.interviews i where i.id = \(interview) returning 'stored';

            """
    }

    static func feedback(_ interview: Int, _ decision: String, contact: String = "null", on date: String = "2026-03-03")
        -> String
    {
        """
        insert into liaison.feedback (interview_id, submission_id, candidate_id, client_id, recruiter_id, decision, comments, contact_id, received_on)
        select i.id, i.submission_id, i.candidate_id, i.client_id, i.recruiter_id, '\(decision)', 'Said.', \(contact), '\(date)'
          from liaison.interviews i where i.id = \(interview) returning 'stored';

        """
    }

    static func submission(_ id: Int, candidate: Int, vacancy: Int, _ channel: String = "agency") -> String {
        """
        insert into liaison.submissions (id, candidate_id, client_id, vacancy_id, recruiter_id, channel) overriding system value
        select \(id), \(candidate), v.client_id, v.id, v.recruiter_id, '\(channel)' from liaison.vacancies v where v.id = \(vacancy)
        returning 'stored';

        """
    }
}
