extension DatabaseRule {
    static let policies = [
        DatabaseRule(
            "P no number that the etiquette does not have", on: "policies", script: policy(#"{"moon_phase": 3}"#), is: "invalid"),
        DatabaseRule("P no number out of its bounds", on: "policies", script: policy(#"{"silence_days": 0}"#), is: "invalid"),
        DatabaseRule("P no part of a number", on: "policies", script: policy(#"{"answer_days": 7.5}"#), is: "invalid"),
        DatabaseRule("P no text for a number", on: "policies", script: policy(#"{"answer_days": "7"}"#), is: "invalid"),
        DatabaseRule("P no null for a number", on: "policies", script: policy(#"{"answer_days": null}"#), is: "invalid"),
        DatabaseRule("P nothing but an object of numbers", on: "policies", script: policy("[]"), is: "23514 policies_changes_check"),
        DatabaseRule(
            "P no span that closes before it opens", on: "policies", script: policy(#"{"spacing_opens_days": 5}"#), is: "invalid"),
        DatabaseRule(
            "P nor with what a client has of its own", on: "policies",
            script: policy(#"{"spacing_opens_days": 4}"#, client: "1", from: "2026-05-01")
                + policy(#"{"spacing_opens_days": 1, "spacing_closes_days": 2}"#, from: "2026-05-01"), is: "invalid"),
        DatabaseRule(
            "P a span that fits", on: "policies", script: policy(#"{"spacing_opens_days": 5, "spacing_closes_days": 5}"#), is: "stored"),
        DatabaseRule(
            "T17 what the agency owes is the same for every client", on: "policies",
            script: policy(#"{"enquiry_business_days": 2}"#, client: "1"), is: "invalid"),
        DatabaseRule(
            "P no effect on the past", on: "policies", script: policy(#"{"answer_days": 9}"#, from: "2026-03-03"), is: "invalid-date"),
        DatabaseRule(
            "P nor on the client's", on: "policies",
            script: "update liaison.clients set time_zone = 'Pacific/Auckland' where id = 1;"
                + "select set_config('liaison.now', '2026-03-04T12:00:00Z', true);"
                + policy(#"{"answer_days": 9}"#, client: "1", from: "2026-03-04"), is: "invalid-date"),
        DatabaseRule(
            "P every version is kept", on: "policies", script: "update liaison.policies set changes = '{}' where client_id = 1", is: "42501"),
        DatabaseRule("P and none is taken away", on: "policies", script: "delete from liaison.policies", is: "42501"),
        DatabaseRule("P nor all of them", on: "policies", script: "truncate liaison.policies", is: "42501"),
        DatabaseRule(
            "P a service hears of each", on: "policies",
            script: "update liaison.settings set policy_version = 7;" + policy("{}") + "select policy_version from liaison.settings", is: "8"),
        DatabaseRule(
            "T2 interviews from the day on are due by it", on: "policies", "interviews",
            script: interview(1, on: "2026-03-09") + interview(4, on: "2026-03-02") + policy(#"{"answer_days": 2}"#, client: "1", from: "2026-03-06")
                + "select string_agg(i.default_due_on::text, ' ' order by i.id) from liaison.interviews i where i.id in (901, 904)",
            is: "2026-03-11 2026-03-09"),
        DatabaseRule(
            "T2 and so is one that is scheduled then", on: "interviews",
            script: policy(#"{"answer_days": 2}"#) + interview(1, on: "2026-03-09")
                + "select i.due_on from liaison.interviews i where i.id = 901", is: "2026-03-11"),
        DatabaseRule(
            "T5 the chase opens by the policy of its day", on: "chases",
            script: policy(#"{"chase_opens_days": 1, "chase_closes_days": 1}"#) + interview(1, on: "2026-03-03") + chase(901, on: "2026-03-04"),
            is: "stored"),
        DatabaseRule(
            "T5 and not by that of another day", on: "chases",
            script: policy(#"{"chase_opens_days": 1, "chase_closes_days": 1}"#) + interview(1, on: "2026-02-26") + chase(901, on: "2026-03-03"),
            is: "chase-too-early"),
        DatabaseRule(
            "T4 the grace by the policy", on: "chases",
            script: policy(#"{"agent_grace_business_days": 3}"#) + interview(1) + promise(901, by: "2026-02-27") + chase(901, on: "2026-03-04"),
            is: "chase-too-early"),
        DatabaseRule(
            "T5 the courtesy call by the policy", on: "chases",
            script: policy(#"{"courtesy_opens_business_days": 0}"#) + interview(1, on: "2026-03-03")
                + chase(901, on: "2026-03-04", kind: "courtesy"), is: "stored"),
        DatabaseRule(
            "T6 the spacing by the policy", on: "chases",
            script: policy(#"{"spacing_opens_days": 1}"#) + interview(1) + chase(901, on: "2026-03-03") + chase(901, on: "2026-03-04", contact: 105),
            is: "stored"),
        DatabaseRule(
            "T18 a person's rest by the policy", on: "chases",
            script: policy(#"{"person_spacing_days": 9}"#) + interview(1) + interview(4) + chase(901, on: "2026-02-24")
                + chase(904, on: "2026-03-04"), is: "chase-too-early"),
        DatabaseRule(
            "T18 or none at all", on: "chases",
            script: policy(#"{"person_spacing_days": 0}"#) + interview(1) + interview(4) + chase(901, on: "2026-03-04")
                + chase(904, on: "2026-03-04"), is: "stored"),
        DatabaseRule(
            "T4 the candidate's grace by the policy", on: "chases",
            script: policy(#"{"candidate_grace_business_days": 0}"#) + interview(2) + promise(902, by: "2026-03-02")
                + chase(902, on: "2026-03-04", contact: 202, byCandidate: true), is: "stored"),
        DatabaseRule(
            "T4 the days after a promise by the policy", on: "chases",
            script: policy(#"{"promise_opens_business_days": 5, "promise_closes_business_days": 6}"#) + interview(1)
                + promise(901, by: "2026-02-27") + chase(901, on: "2026-03-04"), is: "chase-too-early"),
        DatabaseRule(
            "T10 a note's lateness by the policy", on: "notes",
            script: policy(#"{"thank_you_deadline_business_days": 1}"#) + interview(1, on: "2026-03-04") + met(901, 101)
                + "select set_config('liaison.now', '2026-03-06T12:00:00Z', true);" + note(901, to: 101, giving: "is_late"), is: "true"),
        DatabaseRule(
            "T11 the day of material by the policy", on: "materials",
            script: policy(#"{"materials_business_days": 4}"#) + interview(1, on: "2026-03-04") + material(901, giving: "due_on"),
            is: "2026-03-10"),
        DatabaseRule(
            "T13 the first day of a citation by the policy", on: "chases",
            script: policy(#"{"offer_citable_business_days": 0}"#) + interview(1, on: "2026-03-04") + offer(901, of: 1)
                + chase(901, on: "2026-03-04", kind: "offer_notice", offer: 901), is: "stored"),
        DatabaseRule(
            "T17 enquiries by the policy of the agency", on: "enquiries",
            script: policy(#"{"enquiry_business_days": 3}"#) + """
                insert into liaison.enquiries (submission_id, candidate_id, recruiter_id, question) values (1, 1, 1, 'News?') returning due_on
                """, is: "2026-03-09"),
    ]

    /// A version of the agency's policy, or of a client's, from today on.
    static func policy(_ changes: String, client: String = "null", from day: String = "2026-03-04") -> String {
        """
        insert into liaison.policies (client_id, effective_from, changes, set_by) values (\(client), '\(day)', '\(changes)', 3)
        returning 'stored';

        """
    }
}
