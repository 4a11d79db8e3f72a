import TestSupport

/// Holding messages, promised calls and cover past the service.
extension LeakTests {
    private static let message = "insert into liaison.holding_messages (submission_id, recruiter_id, message) values "
    private static let promise = "insert into liaison.call_promises (submission_id, recruiter_id, call_by) values "

    static let silence: [Attempt] = [
        Attempt("T17 a word in the agent's name, by the candidate", Cast.anna, message + "(1, 1, 'They want you.')"),
        Attempt("T17 a word for another desk's candidate", Cast.rahul, message + "(1, 2, 'No news.')"),
        Attempt("T17 or for nobody", Cast.ruth, message + "(9999, 1, 'No news.')"),
        Attempt(
            "T17 a word of another candidate", Cast.anna, "select count(*) from liaison.holding_messages where candidate_id <> 1", is: "0"),
        Attempt("T17 who sent it", Cast.anna, "select sent_by from liaison.holding_messages"),
        Attempt("T17 words to candidates, by the client", Cast.clara, "select count(*) from liaison.holding_messages"),
        Attempt("T17 words to candidates, by an admin", Cast.ada, "select count(*) from liaison.holding_messages"),
        Attempt(
            "T17 a date of one's own choice", Cast.ruth,
            "insert into liaison.holding_messages (submission_id, recruiter_id, message, sent_on) values (1, 1, 'x', '2020-01-01')"),
        Attempt("T17 a call in the agent's name", Cast.anna, promise + "(1, 1, '2026-03-09')"),
        Attempt("T17 a call for another desk's candidate", Cast.rahul, promise + "(1, 2, '2026-03-09')"),
        Attempt("T17 what was said in a call", Cast.anna, "select note from liaison.call_promises"),
        Attempt(
            "T17 another desk's call", Cast.rahul, "update liaison.call_promises set called_at = now() where id = 1 returning 'called'",
            is: "nothing"),
        Attempt(
            "T17 a promise moved", Cast.ruth, "update liaison.call_promises set call_by = '2026-04-01' where id = 1"),
        Attempt("T17 promised calls, by the referrer", Cast.rafe, "select count(*) from liaison.call_promises"),
        Attempt(
            "L4 whose desk was covered, by a recruiter", Cast.ruth, "select count(*) from liaison.desk_names(array[1, 2, 3])", is: "0"),
    ]
}
