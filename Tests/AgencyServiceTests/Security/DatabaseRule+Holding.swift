import TestSupport

/// Holding messages and promised calls (T17).
extension DatabaseRule {
    static func holdingMessage(_ submission: Int, giving: String = "'stored'") -> String {
        """
        insert into liaison.holding_messages (submission_id, candidate_id, recruiter_id, message, sent_at, sent_on)
        values (\(submission), 2, 3, 'No news yet.', '2020-01-01', '2020-01-01') returning \(giving)
        """
    }

    static func callPromise(_ submission: Int, by day: String, giving: String = "'stored'") -> String {
        """
        insert into liaison.call_promises (id, submission_id, candidate_id, recruiter_id, call_by, promised_on, called_at, called_on)
        overriding system value
        values (901, \(submission), 2, 3, '\(day)', '2020-01-01', '2020-01-01', '2020-01-01') returning \(giving)
        """
    }

    private static let asRuth = "select set_config('liaison.token', '\(Cast.ruth.token)', true);"

    static let holding = [
        DatabaseRule(
            "P a holding message belongs to its submission", on: "holding_messages",
            script: holdingMessage(1, giving: "concat_ws(' ', candidate_id, recruiter_id)"), is: "1 1"),
        DatabaseRule(
            "T17 when it was sent is no claim of the writer", on: "holding_messages",
            script: holdingMessage(1, giving: "concat_ws(' ', sent_at::date, sent_on)"), is: "2026-03-04 2026-03-04"),
        DatabaseRule(
            "T17 who was told the end is not held", on: "holding_messages",
            script: """
                update liaison.submissions set published_stage = 'closed', published_closed_on = '2026-03-04' where id = 1;

                """ + holdingMessage(1), is: "conflict"),
        DatabaseRule(
            "T17 nor who has the place", on: "holding_messages",
            script: "update liaison.submissions set published_stage = 'placed' where id = 1;" + holdingMessage(1), is: "conflict"),
        DatabaseRule(
            "R9 an end that was not told holds nobody up", on: "holding_messages",
            script: "update liaison.submissions set stage = 'rejected', closed_on = '2026-03-04' where id = 1;" + holdingMessage(1),
            is: "stored"),
        DatabaseRule(
            "T17 what was sent is never rewritten", on: "holding_messages", script: "update liaison.holding_messages set message = 'x'",
            is: "42501"),
        DatabaseRule(
            "L4 holding messages are not emptied", on: "holding_messages", script: "truncate liaison.holding_messages", is: "42501"),
        announces("silence.send holding_messages desk 1 candidate 1", on: "holding_messages", by: holdingMessage(1)),
    ]

    static let calls = [
        DatabaseRule(
            "P a promised call belongs to its submission", on: "call_promises",
            script: callPromise(1, by: "2026-03-09", giving: "concat_ws(' ', candidate_id, recruiter_id)"), is: "1 1"),
        DatabaseRule(
            "T17 a call is promised today and not made yet", on: "call_promises",
            script: callPromise(1, by: "2026-03-09", giving: "concat_ws(' ', promised_on, called_on, called_by)"), is: "2026-03-04"),
        DatabaseRule("T17 for today or a later day", on: "call_promises", script: callPromise(1, by: "2026-03-03"), is: "invalid-date"),
        DatabaseRule("T17 within a year", on: "call_promises", script: callPromise(1, by: "2027-03-08"), is: "invalid-date"),
        DatabaseRule(
            "T17 on a business day of the agency", on: "call_promises", script: callPromise(1, by: "2026-03-07"), is: "not-a-business-day"),
        DatabaseRule(
            "T17 a day is promised once", on: "call_promises", script: callPromise(1, by: "2026-03-06"),
            is: "23505 call_promises_open_key"),
        DatabaseRule(
            "T17 making it is signed by who does it", on: "call_promises",
            script: asRuth + """
                update liaison.call_promises set called_at = '2020-01-01', called_on = '2020-01-01', called_by = 2 where id = 1
                returning concat_ws(' ', called_by, called_at::date, called_on)
                """, is: "1 2026-03-04 2026-03-04"),
        DatabaseRule(
            "T17 and happens once", on: "call_promises",
            script: """
                update liaison.call_promises set called_at = now() where id = 1;
                update liaison.call_promises set called_at = now() where id = 1 returning 'stored'
                """, is: "conflict"),
        DatabaseRule(
            "T17 a note is about a call", on: "call_promises",
            script: "update liaison.call_promises set note = 'x' where id = 1 returning 'stored'", is: "23514 call_promises_note_check"),
        DatabaseRule(
            "T17 one call answers every promise of it", on: "call_promises",
            script: callPromise(1, by: "2026-03-09") + """
                ;
                update liaison.call_promises set called_at = now() where id = 1;
                select called_on from liaison.call_promises where id = 901
                """, is: "2026-03-04"),
        DatabaseRule(
            "T17 and of no other submission", on: "call_promises",
            script: """
                update liaison.call_promises set called_at = now() where id = 1;
                select count(*) from liaison.call_promises where called_on is not null
                """, is: "1"),
        DatabaseRule("L4 promised calls are not deleted", on: "call_promises", script: "delete from liaison.call_promises", is: "42501"),
        DatabaseRule("L4 promised calls are not emptied", on: "call_promises", script: "truncate liaison.call_promises", is: "42501"),
        announces("call.promise call_promises desk 1 candidate 1", on: "call_promises", by: callPromise(1, by: "2026-03-09")),
        announces(
            "call.keep call_promises desk 1 candidate 1", on: "call_promises",
            by: "update liaison.call_promises set called_at = now() where id = 1"),
    ]
}
