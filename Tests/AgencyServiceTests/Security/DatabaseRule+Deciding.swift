extension DatabaseRule {
    private static func interviewer(_ interview: Int, _ contact: Int) -> String {
        """
        insert into liaison.interviewers (interview_id, contact_id, candidate_id, client_id)
        select i.id, \(contact), i.candidate_id, i.client_id from liaison.interviews i where i.id = \(interview) returning 'stored';

        """
    }

    /// Rafe (contact 104 at Albion) recommends a candidate.
    private static func nomination(_ candidate: String, email: String = "somebody@cast.test") -> String {
        """
        insert into liaison.nominations (programme_id, referrer_id, recruiter_id, candidate_name, candidate_email, candidate_id, made_on)
        values (1, 1, 1, 'Somebody', '\(email)', \(candidate), '2026-03-04') returning 'stored';

        """
    }

    static let deciding = [
        DatabaseRule(
            "R7 the referrer cannot interview", on: "interviewers", script: interviewer(4, 104),
            is: "conflict-of-interest"),
        DatabaseRule("R7 a colleague can", on: "interviewers", script: interviewer(4, 102), is: "stored"),
        DatabaseRule(
            "R7 an interviewer cannot refer", on: "nominations", script: interviewer(1, 104) + nomination("1"),
            is: "conflict-of-interest"),
        DatabaseRule(
            "R7 nor one whose address alone is known", on: "nominations",
            script: "update liaison.referrers set contact_id = null where id = 1;" + interviewer(1, 104)
                + nomination("1"),
            is: "conflict-of-interest"),
        DatabaseRule(
            "R7 nor one without any address", on: "nominations",
            script: "delete from liaison.contact_details where id = 104;" + interviewer(1, 104) + nomination("1"),
            is: "conflict-of-interest"),
        DatabaseRule(
            "R7 the referrer cannot give feedback", on: "feedback",
            script: interview(4) + feedback(904, "hold", contact: "104"),
            is: "conflict-of-interest"),
        DatabaseRule(
            "R7 who gave feedback cannot refer", on: "nominations",
            script: interview(1) + feedback(901, "hold", contact: "104") + nomination("1"), is: "conflict-of-interest"),
        DatabaseRule(
            "R7 the referrer cannot decide", on: "vacancies",
            script: "update liaison.vacancies set decision_maker_id = 104 where id = 11 returning 'stored'",
            is: "conflict-of-interest"),
        DatabaseRule(
            "R7 who decides cannot refer", on: "nominations",
            script: "update liaison.vacancies set decision_maker_id = 104 where id = 12;" + nomination("1"),
            is: "conflict-of-interest"),
        DatabaseRule(
            "R7 nobody is submitted where their referrer decides", on: "submissions",
            script: "update liaison.vacancies set decision_maker_id = 104 where id = 12;"
                + submission(904, candidate: 4, vacancy: 12),
            is: "conflict-of-interest"),
        DatabaseRule(
            "M2 a nomination finds who registers later", on: "candidates",
            script: nomination("null", email: "Later@cast.test")
                + """
                insert into liaison.candidates (id, name, email, recruiter_id, registered_on) overriding system value
                values (900, 'Later', 'later@cast.test', 1, '2026-03-04');
                select candidate_id from liaison.nominations where candidate_email = 'Later@cast.test'
                """, is: "900"),
        DatabaseRule(
            "M2 a confirmation stands", on: "nominations",
            script:
                "update liaison.nominations set confirmed_at = null where id = 1 returning confirmed_at is not null",
            is: "true"),
        DatabaseRule(
            "R10 one live submission per candidate and vacancy, whatever the channel", on: "submissions",
            script: submission(901, candidate: 1, vacancy: 11, "direct"), is: "23505 submissions_live_key"),
        DatabaseRule(
            "R10 nothing is sent without consent", on: "submissions",
            script: submission(901, candidate: 3, vacancy: 12)
                + "update liaison.submissions set sent_on = '2026-03-04' where id = 901 returning 'sent'",
            is: "consent-missing"),
        DatabaseRule(
            "R10 nor entered as sent", on: "submissions",
            script: """
                insert into liaison.submissions (candidate_id, client_id, vacancy_id, recruiter_id, channel, sent_on)
                values (3, 1, 12, 1, 'agency', '2026-03-04') returning 'sent'
                """, is: "consent-missing"),
        DatabaseRule(
            "R10 nor discussed", on: "interviews",
            script: submission(901, candidate: 3, vacancy: 12) + interview(901) + "select 'stored'",
            is: "consent-missing"),
        DatabaseRule(
            "R10 nor after the candidate withdrew", on: "submissions",
            script: "update liaison.submissions set sent_on = '2026-03-04' where id = 8 returning 'sent'",
            is: "conflict"),
        DatabaseRule(
            "M2 nor before the candidate confirmed the referral", on: "submissions",
            script: submission(906, candidate: 6, vacancy: 12, "referral")
                + "update liaison.submissions set nomination_id = 3 where id = 906;"
                + "update liaison.submissions set sent_on = '2026-03-04' where id = 906 returning 'sent'",
            is: "consent-missing"),
        DatabaseRule(
            "M2 a nomination is about its candidate", on: "submissions",
            script: """
                insert into liaison.submissions (candidate_id, client_id, vacancy_id, recruiter_id, channel, nomination_id)
                values (3, 1, 12, 2, 'referral', 1) returning 'stored'
                """, is: "conflict"),
    ]
}
