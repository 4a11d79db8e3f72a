import TestSupport

/// Notes, material and references (T10 to T12).
extension DatabaseRule {
    static func met(_ interview: Int, _ contact: Int) -> String {
        """
        insert into liaison.interviewers (interview_id, contact_id, candidate_id, client_id)
        select i.id, \(contact), i.candidate_id, i.client_id from liaison.interviews i where i.id = \(interview);

        """
    }

    static func note(_ interview: Int, to contact: Int, _ message: String = "Thank you for the plans.", giving: String = "'stored'")
        -> String
    {
        """
        insert into liaison.notes (id, interview_id, candidate_id, client_id, recruiter_id, contact_id, message, route, written_on, is_late)
        overriding system value
        values (\(900 + contact), \(interview), 2, 3, 2, \(contact), '\(message)', 'interviewer', '2020-01-01', false) returning \(giving);

        """
    }

    static func material(_ interview: Int, _ columns: String = "", _ values: String = "", giving: String = "'stored'") -> String {
        """
        insert into liaison.materials (id, interview_id, candidate_id, client_id, recruiter_id, what, route, added_on\(columns))
        overriding system value values (901, \(interview), 2, 3, 2, 'A link', 'interviewer', '2020-01-01'\(values)) returning \(giving);

        """
    }

    private static func alert(_ reference: Int, _ vacancy: Int, giving: String = "'stored'") -> String {
        """
        insert into liaison.reference_alerts (reference_id, candidate_id, vacancy_id, told_on)
        values (\(reference), 2, \(vacancy), '2020-01-01') returning \(giving)
        """
    }

    private static func contact(_ day: String) -> String {
        """
        insert into liaison.reference_contacts (reference_id, vacancy_id, contacted_on, method, outcome)
        values (1, 11, '\(day)', 'phone', 'Fine.') returning 'stored'
        """
    }

    private static let asRuth = "select set_config('liaison.token', '\(Cast.ruth.token)', true);"
    private static let asDirk = "select set_config('liaison.token', '\(Cast.dirk.token)', true);"

    static let courtesy = notes + materials + references + announcedCourtesy + kept

    private static let notes = [
        DatabaseRule(
            "P a note belongs to its interview", on: "notes",
            script: note(1, to: 101, giving: "concat_ws(' ', candidate_id, client_id, recruiter_id)"), is: "1 1 1"),
        DatabaseRule(
            "T10 its day, its way and its lateness are no claim of the writer", on: "notes",
            script: note(1, to: 101, giving: "concat_ws(' ', route, written_on, is_late)"), is: "agent 2026-03-04 t"),
        DatabaseRule(
            "T10 it follows the interview", on: "notes",
            script: interview(1, on: "2026-03-05") + met(901, 101) + note(901, to: 101), is: "invalid-date"),
        DatabaseRule(
            "T10 and one that took place", on: "notes",
            script: "update liaison.interviews set cancelled_at = now() where id = 1;" + note(1, to: 101), is: "conflict"),
        DatabaseRule(
            "T10 each is worded for its reader", on: "notes",
            script: note(1, to: 101, "Dear Clara: THANK  you (for round 1)... Anna")
                .replacing("Dear Clara", with: "Clara"), is: "not-tailored"),
        DatabaseRule(
            "T10 what was returned makes room for a new wording", on: "notes",
            script: "update liaison.notes set return_reason = 'No.', returned_at = now() where id = 1;" + note(1, to: 103), is: "stored"),
        DatabaseRule(
            "T10 but what waits does not", on: "notes", script: note(1, to: 103), is: "23505 notes_reader_key"),
        DatabaseRule(
            "R4 off the agency channel nobody forwards", on: "notes",
            script: "update liaison.notes set forwarded_at = now() where id = 2 returning 'stored'", is: "23514 notes_agent_check"),
        DatabaseRule(
            "T10 a note is forwarded or returned", on: "notes",
            script: "update liaison.notes set return_reason = 'No.', returned_at = now() where id = 5 returning 'stored'",
            is: "23514 notes_settled_check"),
        DatabaseRule(
            "T10 forwarding is signed by who does it", on: "notes",
            script: asRuth + """
                update liaison.notes set forwarded_at = '2020-01-01', forwarded_by = 2 where id = 1
                returning concat_ws(' ', forwarded_by, forwarded_at::date)
                """, is: "1 2026-03-04"),
        DatabaseRule(
            "T10 and happens once", on: "notes",
            script: asRuth + "update liaison.notes set forwarded_at = now() where id = 5 returning 'stored'", is: "conflict"),
        DatabaseRule(
            "T10 nor after it was returned", on: "notes",
            script: asRuth + """
                update liaison.notes set return_reason = 'No.' where id = 1;
                update liaison.notes set forwarded_at = now(), return_reason = null where id = 1 returning 'stored'
                """, is: "conflict"),
        DatabaseRule(
            "R4 the agent forwards none that is not theirs", on: "notes",
            script: asRuth + "update liaison.notes set return_reason = 'No.' where id = 2 returning 'stored'", is: "conflict"),
    ]

    private static let materials = [
        DatabaseRule(
            "P material belongs to its interview", on: "materials",
            script: material(1, giving: "concat_ws(' ', candidate_id, client_id, recruiter_id)"), is: "1 1 1"),
        DatabaseRule(
            "T11 it is due on the second business day and goes through the agent", on: "materials",
            script: material(1, giving: "concat_ws(' ', route, added_on, due_on, done_on)"), is: "agent 2026-03-04 2026-02-18"),
        DatabaseRule(
            "T11 unless another date was given", on: "materials",
            script: material(1, ", due_on", ", '2026-03-20'", giving: "due_on"), is: "2026-03-20"),
        DatabaseRule(
            "T11 which does not lie before the interview", on: "materials",
            script: material(1, ", due_on", ", '2026-02-15'"), is: "invalid-date"),
        DatabaseRule(
            "R4 off the agency channel it is recorded as sent", on: "materials",
            script: material(2, giving: "concat_ws(' ', route, done_on)"), is: "hr 2026-03-04"),
        DatabaseRule(
            "T11 what an agent records is a promise", on: "materials",
            script: asRuth + material(1, giving: "is_promise"), is: "true"),
        DatabaseRule(
            "T11 it follows the interview", on: "materials", script: interview(1, on: "2026-03-05") + material(901), is: "invalid-date"),
        DatabaseRule(
            "T11 only an open promise can be kept", on: "materials", script: material(1, ", promise_id", ", 1"), is: "conflict"),
        DatabaseRule(
            "T11 of an interview that took place", on: "materials",
            script: "update liaison.interviews set cancelled_at = now() where id = 1;" + material(1), is: "conflict"),
        DatabaseRule(
            "T11 it is passed on once", on: "materials",
            script: asRuth + """
                update liaison.materials set done_at = now() where id = 1;
                update liaison.materials set done_at = now() where id = 1 returning 'stored'
                """, is: "conflict"),
        DatabaseRule(
            "T11 nor after it was returned", on: "materials",
            script: asRuth + """
                update liaison.materials set return_reason = 'No.' where id = 1;
                update liaison.materials set done_at = now(), return_reason = null where id = 1 returning 'stored'
                """, is: "conflict"),
        DatabaseRule(
            "T11 a promise is not given back", on: "materials",
            script: "update liaison.materials set return_reason = 'No.', returned_at = now() where id = 2",
            is: "23514 materials_returnable_check"),
        DatabaseRule(
            "T11 what keeps a promise is none itself", on: "materials",
            script: material(2, ", is_promise, promise_id", ", true, 2"), is: "23514 materials_fulfilment_check"),
        DatabaseRule(
            "T11 a later thought is promised to nobody", on: "materials",
            script: material(1, ", kind, is_promise", ", 'later_thought', true"), is: "23514 materials_thought_check"),
        DatabaseRule(
            "T11 a promise is kept by what stands for it", on: "materials",
            script: material(2, ", promise_id", ", 2") + "select done_on from liaison.materials where id = 2", is: "2026-03-04"),
        DatabaseRule(
            "T11 sending is signed by who does it", on: "materials",
            script: asDirk + """
                update liaison.materials set done_at = '2020-01-01', done_on = '2020-01-01', done_by = 2 where id = 2
                returning concat_ws(' ', done_by, done_on)
                """, is: "6 2026-03-04"),
        DatabaseRule(
            "R4 and is not the agent's", on: "materials",
            script: asRuth + "update liaison.materials set done_at = now() where id = 2 returning 'stored'", is: "conflict"),
        DatabaseRule(
            "R1 nor past the agent the candidate's", on: "materials",
            script: asDirk + "update liaison.materials set done_at = now() where id = 1 returning 'stored'", is: "route-through-agent"),
    ]

    private static let references = [
        DatabaseRule(
            "P a reference is on the desk of its candidate", on: "candidate_references",
            script: """
                insert into liaison.candidate_references (candidate_id, recruiter_id, name, phone) values (3, 1, 'Ida', '+44 1')
                returning recruiter_id
                """, is: "2"),
        DatabaseRule(
            "P and follows them to another", on: "candidates",
            script: """
                update liaison.candidates set recruiter_id = 2 where id = 1;
                select recruiter_id from liaison.candidate_references where id = 1
                """, is: "2"),
        DatabaseRule(
            "T12 a reference can be reached", on: "candidate_references",
            script: "insert into liaison.candidate_references (candidate_id, recruiter_id, name) values (3, 2, 'Ida') returning 'stored'",
            is: "23514 candidate_references_reach_check"),
        DatabaseRule(
            "T12 who was told is the candidate's, and when is today", on: "reference_alerts",
            script: submission(901, candidate: 1, vacancy: 31, "direct") + alert(1, 31, giving: "concat_ws(' ', candidate_id, told_on)"),
            is: "1 2026-03-04"),
        DatabaseRule(
            "T12 of a position that is the candidate's", on: "reference_alerts", script: alert(1, 31), is: "not-found"),
        DatabaseRule(
            "T12 nobody is contacted before they were told", on: "reference_contacts", script: contact("2026-03-03"),
            is: "reference-not-alerted"),
        DatabaseRule("T12 nor in the future", on: "reference_contacts", script: contact("2026-03-05"), is: "invalid-date"),
        DatabaseRule(
            "T12 nor about another position", on: "reference_contacts",
            script: contact("2026-03-04").replacing("(1, 11,", with: "(1, 12,"), is: "23503 reference_contacts_alert_fkey"),
    ]

    private static let announcedCourtesy = [
        announces("note.write notes desk 1 candidate 1", on: "notes", by: note(1, to: 101)),
        announces(
            "note.forward notes desk 1 candidate 1", on: "notes",
            by: """
                update liaison.notes set forwarded_at = now() where id = 1;
                update liaison.notes set forwarded_at = now() where id = 1
                """),
        announces(
            "note.return notes desk 1 candidate 1", on: "notes",
            by: """
                update liaison.notes set return_reason = 'No.', returned_at = now() where id = 1;
                update liaison.notes set return_reason = 'No!' where id = 1
                """),
        announces("material.add materials desk 1 candidate 1", on: "materials", by: material(1)),
        announces(
            "material.done materials desk 1 candidate 1", on: "materials",
            by: """
                update liaison.materials set done_at = now(), done_on = '2026-03-04' where id = 1;
                update liaison.materials set done_at = now() where id = 1
                """),
        announces(
            "material.return materials desk 1 candidate 1", on: "materials",
            by: """
                update liaison.materials set return_reason = 'No.', returned_at = now() where id = 1;
                update liaison.materials set return_reason = 'No!' where id = 1
                """),
    ]

    private static let kept = ["notes", "materials", "candidate_references", "reference_alerts", "reference_contacts"]
        .flatMap { table in
            [
                DatabaseRule("L4 \(table) are not deleted", on: table, script: "delete from liaison.\(table)", is: "42501"),
                // What refers to them would go as well, and refuse for itself.
                DatabaseRule(
                    "L4 \(table) are not emptied", on: table,
                    script: ["reference_alerts", "reference_contacts"].filter { $0 != table }
                        .map { "alter table liaison.\($0) disable trigger user;" }.joined()
                        + "truncate liaison.\(table) cascade",
                    is: "42501"),
            ]
        }
}
