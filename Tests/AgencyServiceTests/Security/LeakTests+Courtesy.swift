import TestSupport

/// Notes, material and references (T10 to T12) past the service.
extension LeakTests {
    private static let note = "insert into liaison.notes (interview_id, candidate_id, contact_id, message) values "
    private static let alert = "insert into liaison.reference_alerts (reference_id, candidate_id, vacancy_id) values "
    private static let contact =
        "insert into liaison.reference_contacts (reference_id, vacancy_id, contacted_on, method, outcome) values "

    static let courtesy: [Attempt] = [
        Attempt("R1 a note let across by its candidate", Cast.anna, "update liaison.notes set forwarded_at = now()"),
        Attempt(
            "R1 material passed on past the agent", Cast.anna,
            "update liaison.materials set done_at = now() where id = 1", is: "route-through-agent"),
        Attempt(
            "R4 or by the agent where the candidate sends it", Cast.ruth,
            "update liaison.materials set done_at = now() where id = 2", is: "conflict"),
        Attempt(
            "R2 a note that was not forwarded, by the client", Cast.clara, "select count(*) from liaison.notes", is: "0"),
        Attempt("R2 why a note came back, by the client", Cast.kenji, "select return_reason from liaison.notes"),
        Attempt(
            "R2 material that was not passed on, by the client", Cast.clara,
            "select string_agg(what, ', ') from liaison.materials", is: "I also built a dam."),
        Attempt(
            "R4 whom to write to on the agency channel", Cast.anna,
            "select count(*) from liaison.whom_to_thank(1, 103)", is: "0"),
        Attempt(
            "R4 or at somebody else's interview", Cast.anna, "select count(*) from liaison.whom_to_thank(2, 203)", is: "0"),
        Attempt(
            "R4 somebody who was not met", Cast.dirk,
            "select string_agg(name, ', ') from liaison.whom_to_thank(2, 204)", is: "Contact 202, Contact 206"),
        Attempt("T10 a note about somebody else's interview", Cast.anna, note + "(5, 1, 303, 'Thanks.')"),
        Attempt(
            "T10 a note that says the same", Cast.anna, note + "(1, 1, 101, 'THANK you, Clara, for round 1')",
            is: "not-tailored"),
        Attempt(
            "T10 a second one to the same reader", Cast.anna, note + "(1, 1, 103, 'Once more.')",
            is: "23505 notes_reader_key"),
        Attempt(
            "T10 one to somebody who was not there", Cast.anna, note + "(1, 1, 102, 'Hello.')",
            is: "23503 notes_interviewer_fkey"),
        Attempt("T10 a note in a candidate's name", Cast.ruth, note + "(1, 1, 101, 'Hello.')"),
        Attempt(
            "T10 another desk's note", Cast.rahul,
            "update liaison.notes set forwarded_at = now() where id = 1 returning 'forwarded'", is: "nothing"),
        Attempt(
            "T10 a note forwarded twice", Cast.rahul,
            "update liaison.notes set forwarded_at = now() where id = 5 returning 'forwarded'", is: "conflict"),
        Attempt(
            "T10 a claim of who returned it", Cast.ruth,
            "update liaison.notes set returned_by = 2 where id = 1 returning concat_ws(' ', returned_by, returned_at, forwarded_at)",
            is: ""),
        Attempt(
            "T12 how to reach a reference, by the client", Cast.clara, "select email from liaison.candidate_references"),
        Attempt(
            "T12 what a reference said, by the candidate", Cast.anna, "select outcome from liaison.reference_contacts"),
        Attempt(
            "T12 a reference of another desk's candidate", Cast.ruth,
            "select count(*) from liaison.candidate_references where candidate_id <> 1", is: "0"),
        Attempt(
            "T12 a reference who was not told of the position", Cast.ruth,
            contact + "(1, 12, '2026-03-04', 'phone', 'Fine.')", is: "23503 reference_contacts_alert_fkey"),
        Attempt(
            "T12 or not yet", Cast.ruth, contact + "(1, 11, '2026-03-03', 'phone', 'Fine.')",
            is: "reference-not-alerted"),
        Attempt("T12 or is another desk's", Cast.ruth, contact + "(3, 31, '2026-03-04', 'phone', 'Fine.')"),
        Attempt("T12 a position that is not the candidate's", Cast.anna, alert + "(1, 1, 31)", is: "not-found"),
        Attempt("T12 somebody else's reference told", Cast.anna, alert + "(3, 1, 31)"),
    ]
}
