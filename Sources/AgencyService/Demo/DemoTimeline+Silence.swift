import Agency
import Postgres

/// What candidates of the demo agency hear while there is no news (T17).
extension DemoTimeline {
    /// A word that there is no news yet.
    mutating func hold(_ submission: Submission, on day: CivilDate, _ message: String) {
        add(
            day, minute: 650, setting.agency,
            """
            insert into liaison.holding_messages (submission_id, candidate_id, recruiter_id, message, sent_by)
            values (\(submission.id), \(submission.candidate.id), \(submission.desk.rawValue), \(message), \(account(of: submission.desk)))
            """)
    }

    /// A promise to call, and the call if it was made.
    mutating func promiseCall(_ submission: Submission, by: CivilDate, on day: CivilDate, calledOn: CivilDate? = nil) {
        let account = account(of: submission.desk)
        add(
            day, minute: 655, setting.agency,
            """
            insert into liaison.call_promises (submission_id, candidate_id, recruiter_id, call_by, promised_by)
            values (\(submission.id), \(submission.candidate.id), \(submission.desk.rawValue), \(by), \(account))
            """)
        guard let calledOn else { return }
        add(
            calledOn, minute: 660, setting.agency,
            """
            update liaison.call_promises set called_at = liaison.now(), called_by = \(account), note = 'Went through what is left to wait for.'
             where submission_id = \(submission.id)
            """)
    }
}
