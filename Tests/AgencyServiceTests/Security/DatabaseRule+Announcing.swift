import TestSupport

extension DatabaseRule {
    /// The outbox rows of a script, each as "event table desk candidate".
    static func announces(_ events: String..., on table: String, by script: String) -> DatabaseRule {
        DatabaseRule(
            "the outbox has \(events.joined(separator: ", ")) once", on: table,
            script: script + ";" + announced, is: events.joined(separator: ", "))
    }

    private static let announced = """
        select string_agg(concat_ws(' ', o.event, o.subject_table, 'desk', o.recruiter_id, 'candidate', o.candidate_id), ', ' order by o.id)
          from liaison_private.outbox o where o.at = now()
        """

    private static func release(_ feedback: Int) -> String {
        """
        insert into liaison.releases (feedback_id, submission_id, candidate_id, recruiter_id, outcome, message)
        values (\(feedback), 4, 4, 1, 'reject', 'Sorry.')
        """
    }

    static let announcing = [
        announces(
            "submission.add submissions desk 2 candidate 3", "submission.send submissions desk 2 candidate 3",
            on: "submissions",
            by: submission(901, candidate: 3, vacancy: 12, "direct")
                + "update liaison.submissions set sent_on = '2026-03-04', stage = 'sent' where id = 901"),
        announces(
            "submission.close submissions desk 1 candidate 4", on: "submissions",
            by: "update liaison.submissions set stage = 'closed', closed_on = '2026-03-04' where id = 4;"
                + "update liaison.submissions set close_reason = 'Over.' where id = 4"),
        announces(
            "submission.consent consents desk candidate 1", on: "consents",
            by: "insert into liaison.consents (id, candidate_id, wording) values (7, 1, 'Yes.')"),
        announces(
            "submission.withdraw withdrawals desk candidate 4", on: "withdrawals",
            by: "insert into liaison.withdrawals (id, candidate_id) values (4, 4)"),
        announces("interview.schedule interviews desk 1 candidate 1", on: "interviews", by: interview(1)),
        announces(
            "interview.move interviews desk 1 candidate 1", "interview.cancel interviews desk 1 candidate 1",
            on: "interviews",
            by: """
                update liaison.interviews set location = 'Room 2' where id = 1;
                update liaison.interviews set location = 'Room 2', ends_at = ends_at where id = 1;
                update liaison.interviews set cancelled_at = now() where id = 1
                """),
        announces(
            "promise.set promises desk 1 candidate 1", on: "promises", by: promise(1, by: "2026-03-09", given: "2026-03-03")),
        announces(
            "interview.schedule interviews desk 1 candidate 1", "chase.log chases desk 1 candidate 1", on: "chases",
            by: interview(1) + chase(901, on: "2026-02-23")),
        announces("feedback.log feedback desk 1 candidate 4", on: "feedback", by: feedback(4, "reject")),
        announces("feedback.release releases desk 1 candidate 4", on: "releases", by: release(4)),
        announces(
            "submission.word releases desk 1 candidate 4", on: "releases",
            by: """
                insert into liaison.releases (submission_id, candidate_id, recruiter_id, outcome, message)
                values (4, 4, 1, 'closed', 'Over.')
                """),
        announces(
            "feedback.withhold withholdings desk 1 candidate", on: "withholdings",
            by: "insert into liaison.withholdings (id, recruiter_id, reason) values (4, 1, 'Private.')"),
        announces(
            "enquiry.ask enquiries desk 2 candidate 3", on: "enquiries",
            by: "insert into liaison.enquiries (submission_id, candidate_id, recruiter_id, question) values (3, 3, 2, 'News?')"),
        announces(
            "enquiry.answer enquiries desk 1 candidate 1", on: "enquiries",
            by: """
                update liaison.enquiries set answer = 'Soon.', answered_at = now(), answered_on = '2026-03-04', answered_by = 1 where id = 1;
                update liaison.enquiries set answer = 'Soon.' where id = 1
                """),
        announces(
            "incident.log incidents desk 2 candidate 5", on: "incidents",
            by: """
                insert into liaison.incidents (submission_id, candidate_id, recruiter_id, kind, happened_on, description)
                values (5, 5, 2, 'bypass', '2026-03-03', 'Rang.')
                """),
        announces(
            "referral.nominate nominations desk 1 candidate", "referral.confirm nominations desk 1 candidate",
            on: "nominations",
            by: """
                insert into liaison.nominations (programme_id, referrer_id, recruiter_id, candidate_name, candidate_email, made_on)
                values (1, 1, 1, 'New Person', 'new@cast.test', '2026-03-04');
                update liaison.nominations set confirmed_at = now() where candidate_email = 'new@cast.test';
                update liaison.nominations set confirmed_at = now() where candidate_email = 'new@cast.test'
                """),
        DatabaseRule(
            "an import by a coordinator tells nobody", on: "feedback",
            script: imported(by: Cast.cora) + feedback(4, "hold") + counted, is: "0"),
        DatabaseRule(
            "nobody else keeps an event quiet", on: "feedback",
            script: imported(by: Cast.ruth) + feedback(4, "hold") + counted, is: "1"),
        DatabaseRule(
            "the outbox is not rewritten", on: "liaison_private.outbox",
            script: "update liaison_private.outbox set event = 'feedback.log'", is: "42501"),
        DatabaseRule(
            "an event stays until it was delivered", on: "liaison_private.outbox",
            script: "delete from liaison_private.outbox", is: "42501"),
        DatabaseRule(
            "the outbox is not emptied", on: "liaison_private.outbox", script: "truncate liaison_private.outbox",
            is: "42501"),
        DatabaseRule(
            "delivery is noted, and what was delivered may go", on: "liaison_private.outbox",
            script: """
                update liaison_private.outbox set attempts = 1, next_attempt_at = now(), delivered_at = now();
                with gone as (delete from liaison_private.outbox returning 1) select count(*) > 0 from gone
                """, is: "true"),
    ]

    private static let counted = "select count(*) from liaison_private.outbox o where o.at = now()"

    private static func imported(by person: Cast.Person) -> String {
        "select set_config('liaison.token', '\(person.token)', true), set_config('liaison.operation', 'import.csv', true);"
    }
}
