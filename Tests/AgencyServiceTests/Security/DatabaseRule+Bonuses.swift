import TestSupport

extension DatabaseRule {
    // The scene's bonuses of Anna's hire, for Rafe: 1 is payable, 2 is due on 1 May, 5 is forfeited, 6 is void.

    /// Rosa starts at Albion, whose programme pays Rafe 1,000.00 GBP after 90 days.
    private static let rosaStarts = "select liaison.place_candidate(4, '2026-03-09', null, null, null, null, null);"

    private static func granted(_ amounts: String = "100000", _ days: String = "2026-06-07") -> String {
        "select 'stored' from (select liaison.grant_bonuses(max(p.id), '{\(amounts)}', '{\(days)}') from liaison.placements p) x;"
    }

    private static func paid(_ bonus: Int = 1) -> String { "select 'stored' from (select liaison.pay_bonus(\(bonus), 'P-1')) x;" }

    private static let reversed = "select 'stored' from (select liaison.reverse_payment(1, 'Wrong.')) x;"

    static let bonuses = [
        DatabaseRule("M1 the instalments that were promised", on: "bonuses", script: rosaStarts + granted(), is: "stored"),
        DatabaseRule("M1 no other amount", on: "bonuses", script: rosaStarts + granted("99999"), is: "conflict"),
        DatabaseRule("M1 nor another day", on: "bonuses", script: rosaStarts + granted("100000", "2026-06-08"), is: "conflict"),
        DatabaseRule("M1 nor more of them", on: "bonuses", script: rosaStarts + granted("50000,50000", "2026-06-07,2026-06-08"), is: "conflict"),
        DatabaseRule("M1 once", on: "bonuses", script: rosaStarts + granted() + granted(), is: "23505 bonuses_instalment_key"),
        DatabaseRule(
            "M2 nothing without the candidate's word", on: "bonuses",
            script: "alter table liaison.nominations disable trigger confirm_nomination;"
                + "update liaison.nominations set confirmed_at = null where id = 1;"
                + rosaStarts + granted(), is: "conflict"),
        DatabaseRule(
            "M2 nor by a nomination that is not valid", on: "bonuses",
            script: "update liaison.nominations set verdict = 'already-known', verdict_reason = 'Known.' where id = 1;" + rosaStarts + granted(),
            is: "conflict"),
        DatabaseRule(
            "M2 a verdict that is not valid has a reason", on: "nominations",
            script: "update liaison.nominations set verdict = 'already-known' where id = 1", is: "23514 nominations_verdict_check"),
        DatabaseRule(
            "M3 paid when it is due", on: "bonuses", script: paid() + "select payment_reference from liaison.bonuses where id = 1", is: "P-1"),
        DatabaseRule("M3 once", on: "bonuses", script: paid() + paid(), is: "already-paid"),
        DatabaseRule("M3 not before", on: "bonuses", script: paid(2), is: "conflict"),
        DatabaseRule("M3 not what was forfeited", on: "bonuses", script: paid(5), is: "conflict"),
        DatabaseRule("M4 nor what is void", on: "bonuses", script: paid(6), is: "conflict"),
        DatabaseRule("M3 nor what is not there", on: "bonuses", script: paid(99), is: "not-found"),
        DatabaseRule(
            "M3 whatever is written", on: "bonuses",
            script: "update liaison.bonuses set paid_on = '2026-03-04', payment_reference = 'P-1' where id = 2", is: "23514 bonuses_paid_check"),
        DatabaseRule("M3 undone by a reversal", on: "bonuses", script: paid() + reversed + paid(), is: "stored"),
        DatabaseRule("M3 which there is one of", on: "bonuses", script: paid() + reversed + reversed, is: "conflict"),
        DatabaseRule(
            "M3 the ledger pays no more than was promised", on: "ledger_entries",
            script: "select liaison_private.move_bonus('bonus_payment', b, 'P') from liaison.bonuses b where b.id = 1;"
                + "select liaison_private.move_bonus('bonus_payment', b, 'Q') from liaison.bonuses b where b.id = 1",
            is: "already-paid"),
        DatabaseRule(
            "M3 who leaves forfeits what is not due", on: "placements", "bonuses",
            script: "select liaison.record_departure(1, '2026-04-06', 250000);"
                + "select string_agg(concat_ws(' ', b.id, b.forfeited_on), ', ' order by b.id) from liaison.bonuses b where b.id in (1, 2)",
            is: "1, 2 2026-04-06"),
        DatabaseRule(
            "M7 and it is owed no more", on: "placements", "bonuses",
            script: "select liaison.record_departure(1, '2026-04-06', 250000);"
                + "select sum(e.amount_minor) from liaison.ledger_entries e where e.bonus_id = 2 and e.account = 'bonus_liability'",
            is: "0"),
        DatabaseRule(
            "R7 a referrer turns out to be who decides", on: "referrers",
            script: "update liaison.referrers set contact_id = 101 where id = 1", is: "conflict-of-interest"),
        DatabaseRule(
            "R7 or somebody who does not", on: "referrers",
            script: "update liaison.referrers set contact_id = 102 where id = 1 returning 'stored'", is: "stored"),
        DatabaseRule(
            "M8 a bonus is in one batch", on: "batch_items",
            script: "select liaison.make_batch('bonus'); select liaison.make_batch('bonus')", is: "conflict"),
        DatabaseRule(
            "M8 whoever writes it", on: "batch_items",
            script: "insert into liaison.batch_items (batch_id, fee_id, name, description, due_on, amount_minor, currency)"
                + " select i.batch_id, i.fee_id, 'x', 'x', i.due_on, 1, 'GBP' from liaison.batch_items i",
            is: "23505 batch_items_fee_key"),
        announces("bonus.pay bonuses desk 1 candidate 1", on: "bonuses", by: paid() + "update liaison.bonuses set paid_on = paid_on"),
    ]
}
