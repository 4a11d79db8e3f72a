import Agency
import Postgres

enum LedgerOperations {
    static let all = [AnyOperation(show), AnyOperation(balance)]

    struct Show: Codable, Sendable {
        var placementId: Int64?
        /// The last day; the newest movements if it is not given.
        var asOf: CivilDate?
        var limit: Int64?
        var cursor: String?
    }

    static let show = Operation<Show, Page<LedgerMovement>>(
        "ledger.show", "Show the journal of the ledger, newest first", route: .get("/ledger"), roles: .staff, rules: ["M7", "P"]
    ) { input, call in
        let limit = try Paging.limit(input.limit)
        let condition = try condition(input)
        let rows: [LedgerMovement] = try await call.all(
            """
            select t.id, t.kind, t.made_on, t.recorded_at, t.placement_id, k.name as candidate, c.name as client, t.reference, t.reverses_id,
                   (select jsonb_agg(jsonb_build_object(
                               'account', e.account, 'side', case when e.amount_minor > 0 then 'debit' else 'credit' end,
                               'amount', jsonb_build_object('minor', abs(e.amount_minor), 'currency', e.currency)) order by e.id)
                      from liaison.ledger_entries e where e.transaction_id = t.id) as entries
              from liaison.ledger_transactions t
              join liaison.placements p on p.id = t.placement_id
              join liaison.candidates k on k.id = p.candidate_id
              join liaison.clients c on c.id = p.client_id
             where \(condition)
               and \(call.newestOnDesks("liaison.ledger_transactions", "t", where: condition, limit: limit + 1))
             order by t.id desc limit \(limit + 1)
            """)
        return Page(rows, limit: limit) { Paging.cursor(String($0.id)) }
    }
    .exported { input, call in
        Export(
            """
            select t.id as transaction_id, t.made_on, t.kind, t.placement_id, t.reference, t.reverses_id, e.account,
                   case when e.amount_minor > 0 then e.amount_minor end as debit_minor,
                   case when e.amount_minor < 0 then -e.amount_minor end as credit_minor, e.currency
              from liaison.ledger_transactions t join liaison.ledger_entries e on e.transaction_id = t.id
             where t.id = any (array(
                       select t.id from liaison.ledger_transactions t where \(try condition(input))
                        order by t.id desc \(Paging.end(try input.limit.map(Paging.limit)))))
             order by t.id desc, e.id
            """
        ) { row in
            try row.decode(JournalLine.self)
        }
    }

    private static func condition(_ input: Show) throws -> SQL {
        var condition: SQL =
            "true\(SQL.and("t.id", below: try Paging.id(input.cursor)))\(SQL.and("t.placement_id", input.placementId))"
        if let day = input.asOf { condition.append(" and t.made_on <= \(day)" as SQL) }
        return condition
    }

    struct Balance: Codable, Sendable {
        /// The day at whose end the accounts are looked at; today if it is not given.
        var asOf: CivilDate?
    }

    static let balance = Operation<Balance, Page<AccountBalance>>(
        "ledger.balance", "Show what stands under each account of the ledger on a day", route: .get("/ledger/balance"), roles: .staff,
        rules: ["M7", "P"]
    ) { input, call in
        // What was entered on a day is of that day for good, so a past day's balance never changes.
        let until: SQL = input.asOf.map { "\($0)" } ?? "(select liaison.agency_today())"
        return Page(
            items: try await call.all(
                """
                select a.name as account, a.kind, x.currency, x.debit_minor, x.credit_minor, x.balance_minor
                  from liaison.ledger_accounts a
                  join lateral (
                       select e.currency, coalesce(sum(e.amount_minor) filter (where e.amount_minor > 0), 0)::bigint as debit_minor,
                              coalesce(-sum(e.amount_minor) filter (where e.amount_minor < 0), 0)::bigint as credit_minor,
                              sum(e.amount_minor)::bigint as balance_minor
                         from liaison.ledger_entries e where e.account = a.name and e.made_on <= \(until) group by e.currency) x on true
                 order by a.name, x.currency
                """), next: nil)
    }
}
