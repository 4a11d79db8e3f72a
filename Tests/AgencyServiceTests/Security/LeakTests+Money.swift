import TestSupport

/// Contracts, hires and the ledger past the service.
extension LeakTests {
    private static func hire(_ submission: Int, fee: Int = 960_000) -> String {
        "select liaison.place_candidate(\(submission), '2026-03-09', 4800000, 'GBP', 1, \(fee), '2026-04-08')"
    }

    static let money: [Attempt] = [
        Attempt("P another desk's hire", Cast.rahul, hire(1)),
        Attempt("P a hire that is not there", Cast.ruth, hire(9999)),
        Attempt("M5 a fee of one's own making", Cast.ruth, hire(1, fee: 1), is: "conflict"),
        Attempt("M3 a hire by the candidate", Cast.anna, hire(1)),
        Attempt("M3 a hire by the client", Cast.clara, hire(1)),
        Attempt("M3 a hire by the referrer", Cast.rafe, hire(1)),
        Attempt(
            "M3 a hire written past its function", Cast.ruth,
            "insert into liaison.placements (submission_id, candidate_id, client_id, recruiter_id, start_on) values (1, 1, 1, 1, '2026-03-09')"),
        Attempt("M3 another desk's leaving", Cast.ruth, "select liaison.record_departure(3, '2026-03-20', 250000)"),
        Attempt("M5 a rebate of one's own making", Cast.ruth, "select liaison.record_departure(1, '2026-03-20', 1)", is: "conflict"),
        Attempt("M3 a leaving written past its function", Cast.ruth, "update liaison.placements set left_on = '2026-03-20'"),
        Attempt("M6 another desk's invoice", Cast.ruth, "select liaison.invoice_fee(3, 'X')"),
        Attempt("M6 an invoice written past its function", Cast.ruth, "update liaison.fees set invoice = 'X'"),
        Attempt(
            "M7 a movement written past its function", Cast.cora,
            "insert into liaison.ledger_transactions (kind, placement_id, recruiter_id) values ('fee', 1, 1)"),
        Attempt(
            "M7 or by the function that moves money", Cast.cora,
            "select liaison_private.move_money('fee', 1, 1, null, 'receivable', 'fee_income', 1, 'GBP')"),
        Attempt(
            "M7 an entry", Cast.cora,
            "insert into liaison.ledger_entries (transaction_id, account, amount_minor, currency) values (1, 'bank', 1, 'GBP')"),
        Attempt("M7 an account", Cast.cora, "insert into liaison.ledger_accounts (name, kind, description) values ('x', 'asset', 'x')"),
        Attempt(
            "M5 another desk's contract", Cast.ruth,
            "insert into liaison.contracts (client_id, effective_from, kind, currency, flat_minor, payment_days) values (3, '2026-03-04', 'flat', 'JPY', 1, 1)"
        ),
        Attempt("M5 what another desk's client owes", Cast.ruth, "select count(*) from liaison.contracts where client_id <> 1", is: "0"),
        Attempt(
            "M5 or by a hire on another desk", Cast.ruth, "select count(*) from liaison.hire_terms(5, '2026-03-09')", is: "0"),
        Attempt("fees, by the client", Cast.clara, "select count(*) from liaison.fees"),
        Attempt("hires, by the client", Cast.clara, "select count(*) from liaison.placements"),
        Attempt("contracts, by the client", Cast.clara, "select count(*) from liaison.contracts"),
        Attempt("R6 hires, by the referrer", Cast.rafe, "select count(*) from liaison.placements"),
        Attempt("hires, by the candidate", Cast.anna, "select count(*) from liaison.placements"),
        Attempt("the ledger, by an admin", Cast.ada, "select count(*) from liaison.ledger_entries"),
        Attempt("M3 a payment by a recruiter", Cast.ruth, "select liaison.pay_bonus(1, 'P')"),
        Attempt("M3 a payment by the referrer", Cast.rafe, "select liaison.pay_bonus(1, 'P')"),
        Attempt("M3 a payment written past its function", Cast.cora, "update liaison.bonuses set paid_on = '2026-03-04'"),
        Attempt("M8 a batch by a recruiter", Cast.ruth, "select liaison.make_batch('bonus')"),
        Attempt("M8 what is in one", Cast.ruth, "select count(*) from liaison.batch_items", is: "0"),
        Attempt("M3 a reversal by a recruiter", Cast.ruth, "select liaison.reverse_payment(1, 'x')"),
        Attempt("M1 bonuses for another desk's hire", Cast.ruth, "select liaison.grant_bonuses(3, '{1}', '{2026-06-07}')"),
        Attempt("M6 another desk's payment of a fee", Cast.ruth, "select liaison.pay_fee(3, null, 'x')"),
        Attempt("M6 another desk's fee raised", Cast.ruth, "select liaison.raise_fee(2, null, null, null, null, null)"),
        Attempt("R6 what is not due yet", Cast.rafe, "select string_agg(id::text, ' ') from liaison.bonuses", is: "1"),
        Attempt("R6 why something never was", Cast.rafe, "select void_reason from liaison.bonuses"),
        Attempt("R6 which hire it was", Cast.rafe, "select placement_id from liaison.bonuses"),
        Attempt("R6 what became of a nomination", Cast.rafe, "select verdict from liaison.nominations"),
        Attempt("M2 what became of one's own referral", Cast.rosa, "select verdict from liaison.nominations"),
        Attempt("M2 a verdict of one's own", Cast.ruth, "update liaison.nominations set verdict = 'valid'"),
        Attempt("bonuses, by the candidate", Cast.anna, "select count(*) from liaison.bonuses"),
        Attempt("bonuses, by the client", Cast.clara, "select count(*) from liaison.bonuses"),
        Attempt("another desk's bonuses", Cast.ruth, "select count(*) from liaison.bonuses where recruiter_id <> 1", is: "0"),
        Attempt(
            "L4 a salary in the trail", Cast.cora,
            "select count(*) from liaison.audit_events where table_name = 'placements' and changes ->> 'salary_minor' <> 'true'", is: "0"),
    ]
}
