import TestSupport

/// Whose desk the trail says was covered (L4, RULES 7); the scene lends desk 3 to Rahul in March.
extension DatabaseRule {
    private static func covers(
        _ desk: String, _ description: String, as person: Cast.Person = Cast.rahul, on day: String = "2026-03-04", by script: String
    ) -> DatabaseRule {
        DatabaseRule(
            "L4 \(description)", on: "candidates",
            script: """
                select set_config('liaison.token', '\(person.token)', true), set_config('liaison.now', '\(day)T10:00:00Z', true);
                \(script);
                select coalesce(e.covering_id::text, 'none') from liaison.audit_events e order by e.id desc limit 1
                """, is: desk)
    }

    private static func ring(_ candidate: Int) -> String { "update liaison.candidates set phone = '+44 9' where id = \(candidate)" }

    static let covering = [
        covers("3", "an act on a lent desk names its owner", by: ring(6)),
        covers("none", "one on the own desk nobody", by: ring(5)),
        covers("none", "one on a desk whose loan was returned nobody", by: ring(1)),
        covers("none", "one of a coordinator nobody", as: Cast.cora, by: ring(1)),
        covers("none", "one of the owner nobody", as: Cast.cora, by: ring(6)),
        covers("none", "one of a candidate nobody", as: Cast.anna, by: ring(1)),
        covers("3", "on the last day still", on: "2026-03-31", by: ring(6)),
        covers("none", "and from the next day on no more", on: "2026-04-01", by: ring(6)),
        covers(
            "3", "a new candidate of a lent desk",
            by: "insert into liaison.candidates (name, email, recruiter_id, registered_on) values ('Z', 'z@x.test', 3, '2026-03-01')"),
        covers(
            "3", "what belongs to an interview of a lent desk",
            by: "insert into liaison.interviewers (interview_id, contact_id, candidate_id, client_id) values (6, 401, 6, 4)"),
        covers("3", "to a client of it", by: "update liaison.contacts set title = 'Head' where id = 403"),
        covers("3", "to a submission of it", by: "insert into liaison.withdrawals (id, candidate_id) values (6, 6)"),
        covers(
            "3", "to a reference of it",
            by: """
                insert into liaison.reference_contacts (reference_id, vacancy_id, contacted_on, method, outcome)
                values (6, 41, '2026-03-04', 'phone', 'Fine.')
                """),
    ]
}
