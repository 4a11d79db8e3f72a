import TestSupport

extension DatabaseRule {
    /// An offer of a candidate, to be answered by Tuesday 10 March if not said otherwise.
    static func offer(
        _ id: Int, of candidate: Int, replyBy: String = "2026-03-10", attested: Bool = true
    ) -> String {
        """
        insert into liaison.offers (id, candidate_id, company, position, reply_by, attestation) overriding system value
        values (\(id), \(candidate), 'Vale & Co', 'Engineer', '\(replyBy)', \(attested ? "'It is true.'" : "null")) returning 'stored';

        """
    }

    private static func untrue(_ id: Int) -> String {
        "update liaison.offers set untrue_reason = 'They know of none.' where id = \(id) returning 'stored';"
    }

    private static func clear(_ id: Int) -> String {
        "update liaison.offers set cleared_at = '2020-01-01' where id = \(id) returning 'stored';"
    }

    private static func notice(
        _ interview: Int = 901, of offer: Int = 901, on date: String = "2026-02-17", contact: Int = 102,
        byCandidate: Bool = false
    ) -> String {
        chase(interview, on: date, contact: contact, kind: "offer_notice", byCandidate: byCandidate, offer: offer)
    }

    private static func cites(_ description: String, _ script: String, is expected: String = "stored") -> DatabaseRule {
        DatabaseRule("T13 \(description)", on: "chases", "offers", script: script, is: expected)
    }

    private static let attested = interview(1) + offer(901, of: 1)

    static let citing = [
        cites("an attested offer from the next business day on, before the chase opens", attested + notice()),
        cites("not on the day of the interview", attested + notice(on: "2026-02-16"), is: "offer-not-citable"),
        cites("no offer that nobody attested", interview(1) + offer(901, of: 1, attested: false) + notice(), is: "offer-not-citable"),
        cites("on its last day", interview(1) + offer(901, of: 1, replyBy: "2026-02-20") + notice(on: "2026-02-20")),
        cites(
            "not after its last day", interview(1) + offer(901, of: 1, replyBy: "2026-02-20") + notice(on: "2026-02-23"),
            is: "offer-not-citable"),
        cites("once", attested + notice() + notice(on: "2026-02-24"), is: "23505 chases_offer_key"),
        cites("not another candidate's", interview(1) + offer(901, of: 4) + notice(), is: "23503 chases_offer_fkey"),
        cites(
            "a notice names its offer", interview(1) + chase(901, on: "2026-02-23", kind: "offer_notice"),
            is: "23514 chases_offer_check"),
        cites("a chase names none", attested + chase(901, on: "2026-02-23", offer: 901), is: "23514 chases_offer_check"),
        cites("not one that was found untrue", attested + untrue(901) + notice(), is: "offer-not-citable"),
        cites("nor a later one", attested + offer(902, of: 1) + untrue(901) + notice(of: 902), is: "offer-not-citable"),
        cites("but an earlier one", attested + offer(902, of: 1) + untrue(902) + notice()),
        cites("and another candidate's", interview(1) + offer(901, of: 4) + offer(902, of: 1) + untrue(901) + notice(of: 902)),
        cites("a later one, once it was cleared", attested + offer(902, of: 1) + untrue(901) + clear(901) + notice(of: 902)),
        cites("the untrue one never", attested + untrue(901) + clear(901) + notice(), is: "offer-not-citable"),
        cites("not on a Saturday", attested + notice(on: "2026-02-28"), is: "not-a-business-day"),
        cites("not in the future", attested + notice(on: "2026-03-05"), is: "invalid-date"),
        cites("although the client was spoken to yesterday", attested + chase(901, on: "2026-02-23") + notice(on: "2026-02-24")),
        cites("not after feedback", attested + feedback(901, "hold") + notice(on: "2026-03-04"), is: "conflict"),
        cites("not by a candidate of the agency", attested + notice(byCandidate: true), is: "route-through-agent"),
        cites(
            "by a candidate who deals with the company",
            interview(2) + offer(901, of: 2) + notice(902, on: "2026-02-18", contact: 202, byCandidate: true)),
        DatabaseRule(
            "T6 an offer notice is a contact", on: "chases",
            script: attested + notice(on: "2026-02-23") + chase(901, on: "2026-02-25", contact: 105), is: "chase-too-early"),
        DatabaseRule(
            "T18 an offer notice counts for the person", on: "chases",
            script: attested + interview(4) + notice(on: "2026-03-02") + chase(904, on: "2026-03-03"), is: "chase-too-early"),
        DatabaseRule(
            "T5 no courtesy call after an offer notice", on: "chases",
            script: attested + notice() + chase(901, on: "2026-02-18", contact: 105, kind: "courtesy"), is: "chase-too-early"),
    ]

    static let attesting = [
        DatabaseRule(
            "T13 an offer says when it was cited", on: "chases", "offers",
            script: attested + notice() + "select cited_on from liaison.offers where id = 901", is: "2026-02-17"),
        DatabaseRule(
            "P an offer belongs to its candidate's desk", on: "offers",
            script: """
                insert into liaison.offers (candidate_id, recruiter_id, company, position, reply_by)
                values (3, 1, 'X', 'Y', '2026-03-10') returning recruiter_id
                """, is: "2"),
        DatabaseRule(
            "T13 who attests and when is no claim of the writer", on: "offers",
            script: """
                select set_config('liaison.token', '\(Cast.anna.token)', true);
                insert into liaison.offers (candidate_id, company, position, reply_by, attestation, attested_at, attested_on, attested_by)
                values (1, 'X', 'Y', '2026-03-10', 'True.', '2020-01-01', '2020-01-01', 1)
                returning concat_ws(' ', attested_on, attested_by, attested_at = liaison.now())
                """, is: "2026-03-04 5 t"),
        DatabaseRule(
            "T13 attested once", on: "offers",
            script: attested + "update liaison.offers set attestation = 'Truly.' where id = 901", is: "conflict"),
        DatabaseRule(
            "T13 found untrue once", on: "offers",
            script: attested + untrue(901) + """
                update liaison.offers set untrue_reason = 'Still.' where id = 901
                """, is: "conflict"),
        DatabaseRule(
            "T13 cleared once", on: "offers",
            script: attested + untrue(901) + clear(901) + """
                update liaison.offers set cleared_at = '2021-01-01' where id = 901
                """, is: "conflict"),
        DatabaseRule("T13 nothing to clear", on: "offers", script: attested + clear(901), is: "conflict"),
        announces("offer.declare offers desk 2 candidate 3", on: "offers", by: offer(901, of: 3)),
        announces(
            "offer.declare offers desk 2 candidate 3", "offer.untrue offers desk 2 candidate 3", on: "offers",
            by: offer(901, of: 3) + untrue(901) + clear(901)),
    ]

    private static let kinds = """
        select string_agg(concat_ws(' ', t.kind, t.state, t.recruiter_id, t.due_on), ', ' order by t.id)
          from liaison.tasks t where t.submission_id = 4
        """

    static let afterRejection = [
        DatabaseRule(
            "T15 a rejection opens four tasks for the desk, due in two business days", on: "feedback", "tasks",
            script: feedback(4, "reject") + kinds,
            is: ["thank_client", "ask_impression", "offer_interest", "ask_leads"].map { "\($0) open 1 2026-03-06" }
                .joined(separator: ", ")),
        DatabaseRule("T15 another answer opens none", on: "feedback", script: feedback(4, "hold") + kinds, is: "nothing"),
        DatabaseRule(
            "T15 a second rejection of a submission opens no second set", on: "feedback", "tasks",
            script: feedback(4, "reject") + feedback(4, "reject")
                + "select count(*) from liaison.tasks where submission_id = 4", is: "4"),
        DatabaseRule(
            "T15 what an import brings opens none", on: "feedback",
            script: "select set_config('liaison.token', '\(Cast.cora.token)', true), set_config('liaison.operation', 'import.csv', true);"
                + feedback(4, "reject") + kinds, is: "nothing"),
        DatabaseRule(
            "T15 a recruiter keeps no rejection quiet by calling it an import", on: "feedback",
            script: "select set_config('liaison.token', '\(Cast.ruth.token)', true), set_config('liaison.operation', 'import.csv', true);"
                + feedback(4, "reject") + "select count(*) from liaison.tasks where submission_id = 4", is: "4"),
        DatabaseRule(
            "T15 a task is settled by who does it", on: "tasks",
            script: """
                select set_config('liaison.token', '\(Cast.ruth.token)', true);
                update liaison.tasks set state = 'done', closed_by = 9, closed_on = '2020-01-01' where id = 1
                returning concat_ws(' ', closed_by, closed_on, closed_at = liaison.now())
                """, is: "1 2026-03-04 t"),
        DatabaseRule(
            "T15 once", on: "tasks",
            script: "update liaison.tasks set state = 'done' where id = 1; update liaison.tasks set state = 'done' where id = 1",
            is: "conflict"),
        DatabaseRule(
            "T15 and stays settled", on: "tasks",
            script: "update liaison.tasks set state = 'done' where id = 1; update liaison.tasks set state = 'open' where id = 1",
            is: "conflict"),
        DatabaseRule(
            "T15 set aside with a reason", on: "tasks",
            script: "update liaison.tasks set state = 'not_applicable' where id = 1", is: "23514 tasks_reason_check"),
        DatabaseRule(
            "P an interest belongs to its candidate's desk", on: "interests",
            script: "insert into liaison.interests (candidate_id, client_id, recruiter_id) values (3, 1, 1) returning recruiter_id",
            is: "2"),
        DatabaseRule(
            "T15 one live interest of a client in a candidate", on: "interests",
            script: "insert into liaison.interests (candidate_id, client_id) values (1, 2)", is: "23505 interests_live_key"),
        DatabaseRule(
            "T15 an interest ends today, and once", on: "interests",
            script: "update liaison.interests set ended_on = '2020-01-01' where id = 1 returning ended_on", is: "2026-03-04"),
        DatabaseRule(
            "T15 an interest that ended stays ended", on: "interests",
            script: """
                update liaison.interests set ended_on = '2026-03-04' where id = 1;
                update liaison.interests set ended_on = null where id = 1
                """, is: "conflict"),
        DatabaseRule(
            "T15 a lead becomes a client today", on: "leads",
            script: "update liaison.leads set made_client_id = 3 where id = 1 returning converted_on", is: "2026-03-04"),
        DatabaseRule(
            "T15 a lead becomes one client", on: "leads",
            script: """
                update liaison.leads set made_client_id = 3 where id = 1; update liaison.leads set made_client_id = 4 where id = 1
                """, is: "conflict"),
    ]
}
