extension DatabaseRule {
    /// When the candidate of a submission last heard something, after a script (T17).
    private static func heard(_ day: String, of submission: Int, on table: String, by script: String) -> DatabaseRule {
        DatabaseRule(
            "a silence ends by what is heard: \(table)", on: table,
            script: """
                \(script);
                select coalesce((select w.last_heard_on::text from liaison_private.silences w where w.id = \(submission)), 'none')
                """, is: day)
    }

    static let silences = [
        heard(
            "2026-03-04", of: 901, on: "submissions", by: submission(901, candidate: 3, vacancy: 12, "direct")),
        heard(
            "none", of: 4, on: "submissions",
            by: """
                update liaison.submissions set published_stage = 'closed', published_closed_on = '2026-03-04' where id = 4
                """),
        heard(
            "2026-03-04", of: 7, on: "consents",
            by: """
                update liaison_private.silences set heard_on = '2026-01-01', met_on = null where id = 7;
                insert into liaison.consents (id, candidate_id, wording) values (7, 1, 'Yes.')
                """),
        heard(
            "2026-04-16", of: 1, on: "interviews",
            by: """
                update liaison.interviews set starts_at = '2026-04-16 09:00+00', ends_at = '2026-04-16 10:00+00' where id = 1
                """),
        // An older round's release changes nothing that was published, and is heard all the same.
        heard(
            "2026-03-04", of: 4, on: "releases",
            by: interview(4) + feedback(904, "advance")
                + """
                insert into liaison.releases (feedback_id, submission_id, candidate_id, recruiter_id, outcome, message)
                select f.id, 4, 4, 1, 'advance', 'Well done.' from liaison.feedback f where f.interview_id = 904;
                update liaison_private.silences set heard_on = '2026-01-01', met_on = null where id = 4;
                insert into liaison.releases (feedback_id, submission_id, candidate_id, recruiter_id, outcome, message)
                values (4, 4, 4, 1, 'advance', 'Well done.')
                """),
        heard(
            "2026-03-04", of: 1, on: "enquiries",
            by: """
                update liaison_private.silences set heard_on = '2026-01-01', met_on = null where id = 1;
                update liaison.enquiries set answer = 'Not yet.', answered_at = now(), answered_on = '2026-03-04', answered_by = 1
                 where submission_id = 1
                """),
        heard(
            "2026-03-04", of: 1, on: "holding_messages",
            by: "update liaison_private.silences set heard_on = '2026-01-01', met_on = null where id = 1;" + holdingMessage(1)),
        heard(
            "2026-03-04", of: 1, on: "call_promises",
            by: """
                update liaison_private.silences set heard_on = '2026-01-01', met_on = null where id = 1;
                update liaison.call_promises set called_at = now() where id = 1
                """),
        // A promise alone is no word.
        heard(
            "2026-01-01", of: 1, on: "call_promises",
            by: "update liaison_private.silences set heard_on = '2026-01-01', met_on = null where id = 1;" + callPromise(1, by: "2026-03-09")),
    ]
}
