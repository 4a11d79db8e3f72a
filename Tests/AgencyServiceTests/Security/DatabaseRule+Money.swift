import TestSupport

extension DatabaseRule {
    // The scene's hires: 1 Anna at Northern on desk 1, with the flat fee of contract 3; 2 Stella there, with none; 3 Nina there, with the fee.
    // Contract 1 is Albion's: a fifth of the salary.

    private static func hire(
        _ submission: Int = 1, on day: String = "2026-03-09", salary: String = "4800000, 'GBP'", contract: String = "1",
        fee: String = "960000", due: String = "'2026-04-08'"
    ) -> String {
        """
        select 'stored' from liaison.place_candidate(\(submission), '\(day)', \(salary), \(contract), \(fee), \(due));

        """
    }

    private static func departure(_ placement: Int = 1, on day: String = "2026-04-06", rebate: Int = 250_000) -> String {
        "select 'stored' from (select liaison.record_departure(\(placement), '\(day)', \(rebate))) x;\n"
    }

    private static func contract(_ rebates: String) -> String {
        """
        insert into liaison.contracts (client_id, effective_from, kind, currency, flat_minor, payment_days, rebates, set_by)
        values (1, '2026-03-01', 'flat', 'GBP', 1, 30, '\(rebates)', 1) returning 'stored';

        """
    }

    private static let movement = """
        insert into liaison.ledger_transactions (id, kind, placement_id, recruiter_id, made_on) overriding system value
        values (900, 'fee', 1, 1, '2020-01-01');

        """

    private static func entries(_ lines: (String, Int, String)..., of movement: Int = 900) -> String {
        let rows = lines.map { "(\(movement), 1, 1, '2020-01-01', '\($0.0)', \($0.1), '\($0.2)')" }
        return """
            insert into liaison.ledger_entries (transaction_id, placement_id, recruiter_id, made_on, account, amount_minor, currency)
            values \(rows.joined(separator: ", "));

            """
    }

    private static let now = "set constraints all immediate;"
    private static let balanced = entries(("receivable", 5, "GBP"), ("fee_income", -5, "GBP"))
    private static let unbalanced = "23514 ledger_transactions_balance_check"

    private static let balancing = [
        DatabaseRule(
            "M7 a movement balances", on: "ledger_transactions", "ledger_entries",
            script: movement + balanced + now + "select 'stored'", is: "stored"),
        DatabaseRule(
            "M7 to nothing", on: "ledger_transactions", "ledger_entries",
            script: movement + entries(("receivable", 5, "GBP"), ("fee_income", -4, "GBP")) + now, is: unbalanced),
        DatabaseRule(
            "M7 in each currency", on: "ledger_transactions", "ledger_entries",
            script: movement + entries(("receivable", 5, "GBP"), ("fee_income", -5, "USD")) + now, is: unbalanced),
        DatabaseRule("M7 and is not empty", on: "ledger_transactions", script: movement + now, is: unbalanced),
        DatabaseRule(
            "M7 nor added to before its end", on: "ledger_entries",
            script: movement + balanced + now + entries(("receivable", 1, "GBP")), is: unbalanced),
        DatabaseRule(
            "M7 nor after it", on: "ledger_entries",
            script: entries(("receivable", 5, "GBP"), ("fee_income", -5, "GBP"), of: 1) + now, is: "42501"),
        DatabaseRule(
            "M7 a movement is of today", on: "ledger_transactions",
            script: movement + "select made_on from liaison.ledger_transactions where id = 900", is: "2026-03-04"),
        DatabaseRule(
            "M7 and its entries are its own", on: "ledger_entries",
            script: movement + balanced
                + "select distinct concat_ws(' ', made_on, placement_id) from liaison.ledger_entries where transaction_id = 900",
            is: "2026-03-04 1"),
        DatabaseRule(
            "M3 a reversal takes back the whole", on: "ledger_transactions", "ledger_entries",
            script: reversal(of: 1) + entries(("receivable", -5, "GBP"), ("fee_income", 5, "GBP"), of: 901) + now,
            is: "23514 ledger_transactions_mirror_check"),
        DatabaseRule(
            "M3 and stands", on: "ledger_transactions",
            script: reversal(of: 1) + entries(("receivable", -250_000, "GBP"), ("fee_income", 250_000, "GBP"), of: 901) + now + "select 'stored'",
            is: "stored"),
        DatabaseRule(
            "M3 once", on: "ledger_transactions", script: reversal(of: 1) + reversal(of: 1, id: 902),
            is: "23505 ledger_transactions_reverses_key"),
        DatabaseRule(
            "M3 and is not itself taken back", on: "ledger_transactions",
            script: reversal(of: 1) + entries(("receivable", -250_000, "GBP"), ("fee_income", 250_000, "GBP"), of: 901)
                + reversal(of: 901, id: 902) + entries(("receivable", 250_000, "GBP"), ("fee_income", -250_000, "GBP"), of: 902) + now,
            is: "23514 ledger_transactions_mirror_check"),
    ]

    private static func reversal(of movement: Int, id: Int = 901) -> String {
        """
        insert into liaison.ledger_transactions (id, kind, placement_id, recruiter_id, made_on, reverses_id) overriding system value
        values (\(id), 'reversal', 1, 1, '2020-01-01', \(movement));

        """
    }

    private static let hiring = [
        DatabaseRule("M5 a hire by the contract", on: "placements", script: hire(), is: "stored"),
        DatabaseRule("M5 no other fee", on: "placements", script: hire(fee: "959999"), is: "conflict"),
        DatabaseRule("M5 nor another day", on: "placements", script: hire(due: "'2026-04-09'"), is: "conflict"),
        DatabaseRule("M5 nor another contract's", on: "placements", script: hire(contract: "3"), is: "conflict"),
        DatabaseRule("M5 nor none at all", on: "placements", script: hire(contract: "null", fee: "null", due: "null"), is: "conflict"),
        DatabaseRule("M5 nor a share of nothing", on: "placements", script: hire(salary: "null, null"), is: "invalid"),
        DatabaseRule("M5 nor of another currency", on: "placements", script: hire(salary: "4800000, 'USD'"), is: "invalid"),
        DatabaseRule("M6 nor where nobody was introduced", on: "placements", script: hire(4), is: "conflict"),
        DatabaseRule(
            "M6 who was not introduced starts all the same", on: "placements",
            script: hire(4, contract: "null", fee: "null", due: "null"), is: "stored"),
        DatabaseRule("M3 once", on: "placements", script: hire() + hire(), is: "conflict"),
        DatabaseRule("M3 not before they were sent", on: "placements", script: hire(on: "2026-02-01"), is: "invalid-date"),
        DatabaseRule("M3 not when it was never sent", on: "placements", script: hire(7), is: "conflict"),
        DatabaseRule("M3 nor after it was closed", on: "placements", script: hire(8), is: "conflict"),
        DatabaseRule(
            "R9 the candidate is told", on: "placements", "submissions",
            script: hire() + "select concat_ws(' ', published_stage, published_on, stage) from liaison.submissions where id = 1",
            is: "placed 2026-03-04 placed"),
        DatabaseRule(
            "R9 and nothing takes it back", on: "submissions",
            script: "update liaison.submissions set published_stage = 'rejected', published_closed_on = '2026-03-04' where id = 10"
                + " returning published_stage",
            is: "placed"),
        DatabaseRule(
            "M3 not even a closing", on: "submissions",
            script: "update liaison.submissions set stage = 'closed', closed_on = '2026-03-04' where id = 10", is: "conflict"),
        DatabaseRule("M5 somebody leaves, and the fee comes back", on: "placements", script: departure(), is: "stored"),
        DatabaseRule("M5 not more, not less", on: "placements", script: departure(rebate: 249_999), is: "conflict"),
        DatabaseRule("M5 nor after the last row", on: "placements", script: departure(on: "2026-04-07"), is: "conflict"),
        DatabaseRule("M3 left once", on: "placements", script: departure() + departure(), is: "conflict"),
        DatabaseRule("M3 not before the start", on: "placements", script: departure(on: "2026-03-08"), is: "invalid-date"),
        DatabaseRule(
            "M3 whatever is written", on: "placements", script: "update liaison.placements set left_on = '2026-03-08' where id = 1",
            is: "23514 placements_left_check"),
        DatabaseRule(
            "M6 asked for once", on: "fees",
            script: "select liaison.invoice_fee(1, 'A'); select liaison.invoice_fee(1, 'B');", is: "conflict"),
        DatabaseRule(
            "M6 by a number of its own", on: "fees",
            script: "select liaison.invoice_fee(1, 'A'); select liaison.invoice_fee(3, 'A');", is: "23505 fees_invoice_key"),
        DatabaseRule(
            "M6 nothing is asked for what came back", on: "fees", script: departure() + "select liaison.invoice_fee(1, 'A')", is: "conflict"),
        announces("placement.start placements desk 1 candidate 1", on: "placements", by: hire()),
        announces(
            "placement.leave placements desk 1 candidate 1", on: "placements",
            by: departure() + "update liaison.placements set left_on = left_on"),
    ]

    private static let contracting = [
        ("[]", "stored"), (#"[{"within_days": 28, "rebate_bp": 10000}, {"within_days": 56, "rebate_bp": 0}]"#, "stored"),
        (#"{"within_days": 28, "rebate_bp": 1}"#, "invalid"), (#"[{"within_days": 28}]"#, "invalid"), ("[28]", "invalid"),
        (#"[{"within_days": 28, "rebate_bp": 10001}]"#, "invalid"), (#"[{"within_days": "28", "rebate_bp": 1}]"#, "invalid"),
        (#"[{"within_days": 28.5, "rebate_bp": 1}]"#, "invalid"), (#"[{"within_days": 28, "rebate_bp": 1, "why": 1}]"#, "invalid"),
        (#"[{"within_days": 56, "rebate_bp": 1}, {"within_days": 28, "rebate_bp": 1}]"#, "invalid"),
        (#"[{"within_days": 28, "rebate_bp": 1}, {"within_days": 28, "rebate_bp": 1}]"#, "invalid"),
    ].map { rebates, expected in
        DatabaseRule("M5 a rebate table \(rebates)", on: "contracts", script: contract(rebates), is: expected)
    }

    /// What else would go with a table and refuse for itself is kept silent.
    private static let lasting = [
        ("contracts", "payment_days = 1", ["fees", "batch_items"]),
        ("placements", "", ["fees", "ledger_transactions", "ledger_entries", "bonuses", "batch_items"]), ("fees", "", ["batch_items"]),
        ("ledger_accounts", "description = ''", ["ledger_entries"]), ("ledger_transactions", "kind = 'fee'", ["ledger_entries"]),
        ("ledger_entries", "amount_minor = 1", []), ("bonuses", "", ["ledger_entries", "batch_items"]),
        ("batches", "kind = 'fee'", ["batch_items"]), ("batch_items", "name = ''", []),
    ].flatMap { (table: String, change: String, dependents: [String]) in
        [
            DatabaseRule("M7 \(table) are not deleted", on: table, script: "delete from liaison.\(table)", is: "42501"),
            DatabaseRule(
                "M7 \(table) are not emptied", on: table,
                script: dependents.map { "alter table liaison.\($0) disable trigger user;" }.joined() + "truncate liaison.\(table) cascade",
                is: "42501"),
        ]
            + (change.isEmpty
                ? [] : [DatabaseRule("M7 \(table) are not rewritten", on: table, script: "update liaison.\(table) set \(change)", is: "42501")])
    }

    static let money = balancing + hiring + contracting + lasting + bonuses
}
