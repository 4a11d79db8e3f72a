import TestSupport

extension DatabaseRule {
    static let staging =
        [
            DatabaseRule(
                "R9 what is published at first is what was entered", on: "submissions",
                script: """
                    insert into liaison.submissions (candidate_id, client_id, vacancy_id, recruiter_id, channel, stage, published_stage, published_on)
                    values (3, 1, 12, 1, 'direct', 'registered', 'offered', '2020-01-01') returning concat_ws(' ', published_stage, published_on)
                    """, is: "registered 2026-03-04"),
            DatabaseRule(
                "sending is published", on: "submissions",
                script: submission(901, candidate: 3, vacancy: 12, "direct")
                    + "update liaison.submissions set sent_on = '2026-03-04' where id = 901 returning published_stage",
                is: "sent"),
            DatabaseRule(
                "an interview is published", on: "interviews",
                script: submission(901, candidate: 3, vacancy: 12, "direct")
                    + "update liaison.submissions set sent_on = '2026-03-04' where id = 901;"
                    + interview(901)
                    + "select concat_ws(' ', stage, published_stage) from liaison.submissions where id = 901",
                is: "interviewing interviewing"),
            DatabaseRule(
                "R9 feedback moves the internal stage alone", on: "feedback",
                script: interview(4) + feedback(904, "reject")
                    + """
                    select concat_ws(' ', s.stage, s.closed_on, s.published_stage, s.published_closed_on, i.answered_on, i.published_answered_on)
                      from liaison.submissions s join liaison.interviews i on i.submission_id = s.id where i.id = 904
                    """, is: "rejected 2026-03-03 interviewing 2026-03-03"),
            DatabaseRule(
                "T3 no feedback from the future", on: "feedback",
                script: interview(1) + feedback(901, "hold", on: "2026-03-05"), is: "invalid-date"),
            DatabaseRule(
                "T3 nor from before the interview", on: "feedback",
                script: interview(1) + feedback(901, "hold", on: "2026-02-15"), is: "invalid-date"),
            DatabaseRule(
                "T3 a closed submission waits for no feedback", on: "submissions",
                script: interview(1)
                    + "update liaison.submissions set stage = 'closed', closed_on = '2026-03-02' where id = 1;"
                    + "select resolved_on from liaison.interviews where id = 901", is: "2026-03-02"),
            DatabaseRule(
                "a withdrawal is published at once", on: "withdrawals",
                script: "insert into liaison.withdrawals (id, candidate_id) values (4, 4);"
                    + "select concat_ws(' ', stage, published_stage, published_closed_on) from liaison.submissions where id = 4",
                is: "withdrawn withdrawn 2026-03-04"),
            DatabaseRule(
                "R9 a release publishes", on: "releases",
                script: """
                    insert into liaison.releases (feedback_id, submission_id, candidate_id, recruiter_id, outcome, message)
                    values (4, 4, 4, 1, 'reject', 'Sorry.');
                    select concat_ws(' ', s.published_stage, s.published_closed_on, i.published_answered_on, f.released_at is not null)
                      from liaison.submissions s join liaison.interviews i on i.submission_id = s.id join liaison.feedback f on f.id = 4
                     where i.id = 4
                    """, is: "rejected 2026-03-04 2026-03-04 t"),
            DatabaseRule(
                "T17 what was withheld is not released", on: "releases",
                script: """
                    insert into liaison.releases (feedback_id, submission_id, candidate_id, recruiter_id, outcome, message)
                    values (2, 2, 2, 1, 'reject', 'Sorry.') returning 'stored'
                    """, is: "conflict"),
            DatabaseRule(
                "T17 what was released is not withheld", on: "withholdings",
                script:
                    "insert into liaison.withholdings (id, recruiter_id, reason) values (1, 1, 'Late.') returning 'stored'",
                is: "conflict"),
            DatabaseRule(
                "T17 what is withheld is marked", on: "withholdings",
                script: "insert into liaison.withholdings (id, recruiter_id, reason) values (4, 1, 'Private.');"
                    + "select withheld_at is not null from liaison.feedback where id = 4", is: "true"),
            DatabaseRule(
                "T17 an answer is due on the agency's next business day", on: "enquiries",
                script: """
                    insert into liaison.enquiries (submission_id, candidate_id, recruiter_id, question, asked_on, due_on)
                    values (3, 3, 1, 'News?', '2020-01-01', '2030-01-01') returning concat_ws(' ', recruiter_id, asked_on, due_on)
                    """, is: "2 2026-03-04 2026-03-05"),
            DatabaseRule(
                "T17 an answer is signed by who gives it", on: "enquiries",
                script: """
                    select set_config('liaison.token', '\(Cast.ruth.token)', true);
                    update liaison.enquiries set answer = 'Soon.', answered_at = '2020-01-01', answered_on = '2020-01-01', answered_by = 2
                     where id = 1 returning concat_ws(' ', answered_by, answered_on)
                    """, is: "1 2026-03-04"),
            DatabaseRule(
                "T3 a cancelled interview waits for nothing", on: "interviews",
                script: interview(1)
                    + "update liaison.interviews set cancelled_at = liaison.now() where id = 901 returning resolved_on",
                is: "2026-03-04"),
            DatabaseRule(
                "R10 what was withdrawn stays withdrawn", on: "submissions",
                script: "update liaison.submissions set stage = 'sent', closed_on = null where id = 9 returning 'back'",
                is: "conflict"),
            DatabaseRule(
                "a disabled account is signed out", on: "accounts",
                script: "update liaison.accounts set disabled_at = now() where id = 1;"
                    + "select count(*) from liaison_private.sessions where account_id = 1 and ended_at is null", is: "0"
            ),
            DatabaseRule(
                "an account that becomes somebody else's is signed out", on: "accounts",
                script: "update liaison.accounts set role = 'coordinator' where id = 1;"
                    + "select count(*) from liaison_private.sessions where account_id = 1 and ended_at is null", is: "0"
            ),
        ]
        + ["clients", "candidates", "settings"].map { table in
            DatabaseRule(
                "a time zone of \(table) has a name", on: table,
                script: "update liaison.\(table) set time_zone = 'BST' returning 'stored'",
                is: "23514 \(table)_time_zone_known_check")
        }

    static let keeping =
        ["audit_events", "promises", "releases"].map { table in
            DatabaseRule(
                "L4 \(table) are not rewritten", on: table,
                script: "update liaison.\(table) set id = default where true", is: "42501")
        }
        + ["audit_events", "promises", "releases", "feedback", "chases"].flatMap { table in
            [
                DatabaseRule(
                    "L4 \(table) are not deleted", on: table, script: "delete from liaison.\(table)", is: "42501"),
                // Of feedback the releases would go with it, and refuse for themselves.
                DatabaseRule(
                    "L4 \(table) are not emptied", on: table,
                    script: (table == "feedback" ? "alter table liaison.releases disable trigger user;" : "")
                        + "truncate liaison.\(table) cascade",
                    is: "42501"),
            ]
        }

    /// Rahul's and the wrong company's ids are written, and not believed.
    static let belonging = [
        DatabaseRule(
            "P an interview belongs to its submission", on: "interviews",
            script: """
                insert into liaison.interviews (submission_id, candidate_id, client_id, recruiter_id, starts_at, ends_at)
                values (1, 1, 3, 2, '2026-03-02 09:00+00', '2026-03-02 10:00+00') returning concat_ws(' ', client_id, recruiter_id)
                """, is: "1 1"),
        DatabaseRule(
            "P feedback belongs to its interview", on: "feedback",
            script: """
                insert into liaison.feedback (interview_id, submission_id, candidate_id, client_id, recruiter_id, decision, comments)
                values (5, 1, 1, 1, 1, 'hold', 'Said.') returning concat_ws(' ', submission_id, candidate_id, client_id, recruiter_id)
                """, is: "5 5 3 2"),
        DatabaseRule(
            "P a promise belongs to its interview", on: "promises",
            script: """
                insert into liaison.promises (interview_id, candidate_id, client_id, recruiter_id, date, given_on)
                values (1, 1, 1, 2, '2026-03-09', '2026-03-03') returning recruiter_id
                """, is: "1"),
        DatabaseRule(
            "P a chase belongs to its interview", on: "chases",
            script: interview(1)
                + """
                insert into liaison.chases (interview_id, candidate_id, client_id, recruiter_id, contact_id, made_on, method)
                values (901, 1, 1, 2, 102, '2026-02-23', 'email') returning recruiter_id
                """, is: "1"),
        DatabaseRule(
            "P a debrief belongs to its interview", on: "debriefs",
            script:
                "insert into liaison.debriefs (id, client_id, recruiter_id) values (4, 1, 2) returning recruiter_id",
            is: "1"),
        DatabaseRule(
            "P a word to the candidate belongs to the submission", on: "releases",
            script: """
                insert into liaison.releases (submission_id, candidate_id, recruiter_id, outcome, message)
                values (4, 4, 2, 'closed', 'Over.') returning recruiter_id
                """, is: "1"),
        DatabaseRule(
            "P an incident belongs to its submission", on: "incidents",
            script: """
                insert into liaison.incidents (submission_id, candidate_id, recruiter_id, kind, happened_on, description)
                values (1, 1, 2, 'bypass', '2026-03-03', 'Rang.') returning recruiter_id
                """, is: "1"),
        DatabaseRule(
            "P a submission belongs to its candidate's desk and its vacancy's company", on: "submissions",
            script: """
                insert into liaison.submissions (candidate_id, client_id, vacancy_id, recruiter_id, channel)
                values (3, 3, 12, 1, 'direct') returning concat_ws(' ', client_id, recruiter_id)
                """, is: "1 2"),
        DatabaseRule(
            "P a question belongs to its submission", on: "enquiries",
            script: """
                insert into liaison.enquiries (submission_id, candidate_id, recruiter_id, question)
                values (3, 1, 1, 'News?') returning candidate_id
                """, is: "3"),
        DatabaseRule(
            "P consent belongs to its submission", on: "consents",
            script:
                "insert into liaison.consents (id, candidate_id, wording) values (7, 4, 'Yes.') returning candidate_id",
            is: "1"),
        DatabaseRule(
            "P a withdrawal belongs to its submission", on: "withdrawals",
            script: "insert into liaison.withdrawals (id, candidate_id) values (4, 1) returning candidate_id", is: "4"),
        DatabaseRule(
            "P an interviewer belongs to the interview", on: "interviewers",
            script: """
                insert into liaison.interviewers (interview_id, contact_id, candidate_id, client_id)
                values (4, 102, 1, 3) returning concat_ws(' ', candidate_id, client_id)
                """, is: "4 1"),
        DatabaseRule(
            "R9 candidates' own chases are numbered apart", on: "chases",
            script: interview(2) + chase(902, on: "2026-02-25", contact: 202, byCandidate: true)
                + "select max(id) = currval('liaison.candidate_chases_id_seq') from liaison.chases where interview_id = 902",
            is: "true"),
        DatabaseRule(
            "P a withholding belongs to its feedback", on: "withholdings",
            script:
                "insert into liaison.withholdings (id, recruiter_id, reason) values (4, 2, 'Private.') returning recruiter_id",
            is: "1"),
    ]
}
