import Postgres

extension ScaledRules {
    /// What breaks each rule, to see that its query finds it.
    static let damages = [
        "a submission is on its candidate's desk, at its vacancy's client": "update liaison.submissions set recruiter_id = 2 where id = 1",
        "an interview belongs to its submission's people": "update liaison.interviews set recruiter_id = 3 where id = 1",
        "what belongs to an interview belongs to its people":
            "update liaison.debriefs set recruiter_id = 3 where id = (select min(id) from liaison.debriefs)",
        "what belongs to a submission belongs to its people":
            "update liaison.releases set outcome = 'hold' where id = (select min(id) from liaison.releases where outcome = 'reject')",
        "accounts belong to people of their name": "update liaison.accounts set name = 'Somebody Else' where role = 'client'",
        "D and the due dates are the database's own": "update liaison.interviews set due_on = due_on + 1 where id = 1",
        "rounds count from one": "update liaison.interviews set round = 7 where id = 1",
        "an interview is answered by its first feedback and resolved by answer, closing or cancellation":
            "update liaison.interviews set resolved_on = null where resolved_on is not null",
        "promises are given by today, after the interview and before their date":
            "update liaison.promises set given_on = given_on - 30 where id = (select min(id) from liaison.promises)",
        "feedback is dated on the client's day, by then received, and not of a cancelled interview":
            "update liaison.feedback set logged_at = logged_at + interval '1 day' where id = (select min(id) from liaison.feedback)",
        "a release is dated on the agency's day and marks its feedback":
            "update liaison.releases set released_on = released_on + 1 where id = (select min(id) from liaison.releases)",
        "feedback says released or withheld only with the record of it": "delete from liaison.withholdings",
        "an enquiry is due by bd(asked, 1) of the agency, and answered by its own agent": "update liaison.enquiries set due_on = due_on + 1",
        "debriefs come after their interviews and leave no fact open": "update liaison.debriefs set would_not_say = '{}'",
        "consent comes before the sending on the agency channel, confirmation on the referral channel": "delete from liaison.consents where id < 20",
        "interviews are of sent submissions, after the sending": "update liaison.submissions set sent_on = null where id = 1",
        "the stage is what the last event made it": "update liaison.submissions set stage = 'offered' where stage = 'interviewing'",
        "what is published follows sending, interviews, releases and withdrawal":
            "update liaison.submissions set published_stage = 'rejected' where stage = 'rejected' and published_stage = 'interviewing'",
        "a submission closes on the day of what closed it": "update liaison.submissions set closed_on = closed_on + 1",
        "nobody who referred a candidate has a hand in the decision":
            """
        update liaison.feedback f set contact_id = r.contact_id from liaison.nominations n join liaison.referrers r on r.id = n.referrer_id
         where f.candidate_id = n.candidate_id and r.contact_id is not null
        """,
        "a vacancy is open when a candidate is put forward for it, who was registered by then":
            "update liaison.candidates set registered_on = registered_on + 40",
        "no chase before its window, on a day off, after the answer or in the future":
            "update liaison.chases set made_on = made_on - 1, logged_at = logged_at - interval '1 day' where kind = 'chase'",
        "the function that the trigger asks says the same of chases that brought no promise on their day":
            "update liaison.chases set made_on = made_on - 1 where kind = 'chase'",
        "courtesy calls come on the second or third business day, without a promise and first": "update liaison.chases set kind = 'courtesy'",
        "nobody is called who did not say that calls are okay": "update liaison.contacts set may_call = false",
        "no contact twice within three days": "update liaison.chases set contact_id = 1",
    ]

    var all: [(String, SQL)] { belonging + dates + stages + chases }
}
