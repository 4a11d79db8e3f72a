extension DatabaseRule {
    static let chasing = [
        DatabaseRule(
            "T5 no chase within a week without a promise", on: "chases",
            script: interview(1) + chase(901, on: "2026-02-20"), is: "chase-too-early"),
        DatabaseRule(
            "T5 a chase on the seventh day", on: "chases", script: interview(1) + chase(901, on: "2026-02-23"),
            is: "stored"),
        DatabaseRule(
            "T4 no chase on the promised day", on: "chases",
            script: interview(1) + promise(901, by: "2026-02-25") + chase(901, on: "2026-02-25"), is: "chase-too-early"),
        DatabaseRule(
            "T4 a chase on the business day after", on: "chases",
            script: interview(1) + promise(901, by: "2026-02-25") + chase(901, on: "2026-02-26"), is: "stored"),
        DatabaseRule(
            "T7 the latest promise counts", on: "chases",
            script: interview(1) + promise(901, by: "2026-02-20") + promise(901, by: "2026-03-02", given: "2026-02-20")
                + chase(901, on: "2026-03-02"), is: "chase-too-early"),
        DatabaseRule(
            "T4 two more business days for a candidate", on: "chases",
            script: interview(2) + promise(902, by: "2026-02-20")
                + chase(902, on: "2026-02-24", contact: 202, byCandidate: true),
            is: "chase-too-early"),
        DatabaseRule(
            "T4 and then the candidate may", on: "chases",
            script: interview(2) + promise(902, by: "2026-02-20")
                + chase(902, on: "2026-02-25", contact: 202, byCandidate: true),
            is: "stored"),
        DatabaseRule(
            "T6 not two days after the last", on: "chases",
            script: interview(1) + chase(901, on: "2026-02-23") + chase(901, on: "2026-02-25", contact: 105),
            is: "chase-too-early"),
        DatabaseRule(
            "T6 three days after the last", on: "chases",
            script: interview(1) + chase(901, on: "2026-02-23") + chase(901, on: "2026-02-26", contact: 105),
            is: "stored"),
        DatabaseRule(
            "T6 nor shortly before it, entered afterwards", on: "chases",
            script: interview(1) + chase(901, on: "2026-02-26") + chase(901, on: "2026-02-24", contact: 105),
            is: "chase-too-early"),
        DatabaseRule(
            "T18 another interview, the same contact, the next day", on: "chases",
            script: interview(1) + interview(4) + chase(901, on: "2026-03-02") + chase(904, on: "2026-03-03"),
            is: "chase-too-early"),
        DatabaseRule(
            "T18 nor the day before, entered afterwards", on: "chases",
            script: interview(1) + interview(4) + chase(901, on: "2026-03-03") + chase(904, on: "2026-03-02"),
            is: "chase-too-early"),
        DatabaseRule(
            "T18 another contact may be asked", on: "chases",
            script: interview(1) + interview(4) + chase(901, on: "2026-03-02")
                + chase(904, on: "2026-03-03", contact: 105), is: "stored"),
        DatabaseRule(
            "T18 one call covers several interviews", on: "chases",
            script: interview(1) + interview(4) + chase(901, on: "2026-03-02")
                + chase(904, on: "2026-03-02", call: "(select max(c.id) from liaison.chases c)"), is: "stored"),
        DatabaseRule(
            "T18 but a call is one day", on: "chases",
            script: interview(1) + interview(4) + chase(901, on: "2026-03-02")
                + chase(904, on: "2026-03-03", call: "(select max(c.id) from liaison.chases c)"), is: "conflict"),
        DatabaseRule(
            "T9 not on a Saturday", on: "chases", script: interview(1) + chase(901, on: "2026-02-28"),
            is: "not-a-business-day"),
        DatabaseRule(
            "T9 not on a holiday of the client", on: "chases",
            script: interview(2, on: "2026-02-05") + chase(902, on: "2026-02-16", contact: 202),
            is: "not-a-business-day"),
        DatabaseRule(
            "T9 not in the future", on: "chases", script: interview(1) + chase(901, on: "2026-03-05"),
            is: "invalid-date"),
        DatabaseRule(
            "T9 not before the interview", on: "chases", script: interview(1) + chase(901, on: "2026-02-13"),
            is: "invalid-date"),
        DatabaseRule(
            "T8 no call to somebody who declines calls", on: "chases",
            script: interview(1) + chase(901, on: "2026-02-23", contact: 106, by: "phone"), is: "contact-declines-calls"
        ),
        DatabaseRule(
            "T8 a call to somebody who takes calls", on: "chases",
            script: interview(1) + chase(901, on: "2026-02-23", by: "phone"), is: "stored"),
        DatabaseRule(
            "R1 no chase by a candidate on the agency channel", on: "chases",
            script: interview(1) + chase(901, on: "2026-02-26", byCandidate: true), is: "route-through-agent"),
        DatabaseRule(
            "T5 the courtesy call on the second business day", on: "chases",
            script: interview(1) + chase(901, on: "2026-02-18", kind: "courtesy"), is: "stored"),
        DatabaseRule(
            "T5 not on the first", on: "chases", script: interview(1) + chase(901, on: "2026-02-17", kind: "courtesy"),
            is: "chase-too-early"),
        DatabaseRule(
            "T5 not on the fourth", on: "chases", script: interview(1) + chase(901, on: "2026-02-20", kind: "courtesy"),
            is: "chase-too-early"),
        DatabaseRule(
            "T5 not with a promise", on: "chases",
            script: interview(1) + promise(901, by: "2026-02-25") + chase(901, on: "2026-02-18", kind: "courtesy"),
            is: "chase-too-early"),
        DatabaseRule(
            "T9 none after feedback", on: "chases", "feedback",
            script: interview(1) + feedback(901, "hold") + chase(901, on: "2026-03-04"), is: "conflict"),
        DatabaseRule(
            "T9 none after the submission closed", on: "chases", "submissions",
            script: interview(1)
                + "update liaison.submissions set stage = 'closed', closed_on = '2026-03-03' where id = 1;"
                + chase(901, on: "2026-03-04"), is: "conflict"),
        DatabaseRule(
            "T7 no promise from the future", on: "promises",
            script: interview(1) + promise(901, by: "2026-03-20", given: "2026-03-05"), is: "invalid-date"),
        DatabaseRule(
            "T7 no promise for a day before it was given", on: "promises",
            script: interview(1) + promise(901, by: "2026-02-20", given: "2026-02-24"), is: "23514 promises_given_check"
        ),
        DatabaseRule(
            "T2 feedback is due on the promised day", on: "promises", "interviews",
            script: interview(1) + promise(901, by: "2026-02-25")
                + "select due_on from liaison.interviews where id = 901", is: "2026-02-25"),
        DatabaseRule(
            "T2 else a week after the local day on which the interview ended", on: "interviews",
            script: """
                insert into liaison.interviews (submission_id, candidate_id, client_id, recruiter_id, starts_at, ends_at)
                values (3, 3, 3, 2, '2026-03-02 14:30+00', '2026-03-02 15:30+00') returning concat_ws(' ', held_on, default_due_on, round)
                """, is: "2026-03-03 2026-03-10 2"),
        DatabaseRule(
            "RULES 3 a client that moves has other days", on: "clients",
            script: """
                insert into liaison.interviews (id, submission_id, candidate_id, client_id, recruiter_id, starts_at, ends_at)
                overriding system value values (903, 3, 3, 3, 2, '2026-03-02 14:30+00', '2026-03-02 15:30+00');
                update liaison.clients set time_zone = 'Europe/London' where id = 3;
                select held_on from liaison.interviews where id = 903
                """, is: "2026-03-02"),
        DatabaseRule(
            "RULES 3 a new holiday moves what is due", on: "calendars",
            script: interview(1)
                + """
                insert into liaison.holidays (calendar_id, day, name) select calendar_id, '2026-02-23', 'New' from liaison.clients where id = 1;
                update liaison.calendars set version = version + 1 where id = (select calendar_id from liaison.clients where id = 1);
                select default_due_on from liaison.interviews where id = 901
                """, is: "2026-02-24"),
    ]
}
