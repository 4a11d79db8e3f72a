import Agency
import AgencyService
import TestSupport
import Testing

/// A year of hires, leavers, rebates, payments and reversals in three currencies.
@Suite struct LedgerYearTests {
    /// Thirty referred candidates at the three companies, each under a flat contract and an agency programme in the company's currency.
    private static let people = """
        insert into liaison.contracts (id, client_id, effective_from, kind, currency, flat_minor, payment_days, rebates, set_by)
        overriding system value
        select c.id, c.id, '2026-01-01', 'flat', (array['GBP', 'USD', 'JPY'])[c.id], c.id * 250000, 30,
               '[{"within_days": 28, "rebate_bp": 10000}, {"within_days": 90, "rebate_bp": 3333}]', 1 from liaison.clients c;
        insert into liaison.programmes (id, name, amount_minor, currency, instalments, starts_on) overriding system value
        select 100 + c.id, 'Friends', (array[50000, 60001, 7777])[c.id], (array['GBP', 'USD', 'JPY'])[c.id],
               '[{"share_bp": 5000, "after_days": 30}, {"share_bp": 5000, "after_days": 90}]', '2026-01-01' from liaison.clients c;
        insert into liaison.candidates (id, name, email, recruiter_id, registered_on) overriding system value
        select 100 + n, 'Person ' || n, 'person' || n || '@year.test', 1 + n % 2, '2026-01-19' from generate_series(1, 30) n;
        insert into liaison.nominations (id, programme_id, referrer_id, recruiter_id, candidate_name, candidate_email, candidate_id, client_id,
            made_on, confirmed_at) overriding system value
        select k.id, 101 + k.id % 3, 1, 1, k.name, k.email, k.id, 1 + k.id % 3, '2026-01-26', '2026-01-27' from liaison.candidates k where k.id > 100;
        insert into liaison.submissions (id, candidate_id, client_id, vacancy_id, recruiter_id, nomination_id, channel) overriding system value
        select n.id, n.candidate_id, n.client_id, (array[12, 21, 31])[n.client_id], 1, n.id, 'referral' from liaison.nominations n where n.id > 100;
        update liaison.submissions set stage = 'sent', sent_on = '2026-02-02' where id > 100
        """

    /// Does something, and nothing where a rule refuses it.
    private static func attempt(_ statement: String) -> String {
        "do $$ begin \(statement); exception when sqlstate 'LA409' or insufficient_privilege then null; end $$;"
    }

    private static func start(_ submission: Int, on day: CivilDate) throws -> String {
        let client = 1 + submission % 3
        let amounts = ["25000,25000", "30001,30000", "3889,3888"][client - 1]
        let (first, second) = (try day.adding(days: 30), try day.adding(days: 90))
        return attempt(
            """
            perform liaison.place_candidate(\(submission), '\(day)', null, null, \(client), \(client * 250_000), '\(try day.adding(days: 30))');
            perform liaison.grant_bonuses(p.id, '{\(amounts)}', '{\(first),\(second)}') from liaison.placements p where p.submission_id = \(submission)
            """)
    }

    private static func leave(_ number: Int, on day: CivilDate) -> String {
        attempt(
            """
            perform liaison.record_departure(p.id, '\(day)', coalesce(round(f.fee * case
                        when date '\(day)' - p.start_on <= 28 then 1 when date '\(day)' - p.start_on <= 90 then 0.3333 else 0 end), 0)::bigint)
               from liaison.placements p
              cross join lateral (select -sum(e.amount_minor) as fee from liaison.ledger_entries e
                                   where e.placement_id = p.id and e.account = 'fee_income') f
              where p.submission_id = \(number)
            """)
    }

    private static let unbalanced = """
        select count(*) from (select from liaison.ledger_entries e group by e.transaction_id, e.currency having sum(e.amount_minor) <> 0) x
        """

    /// Everything that the ledger says of a day.
    private static func balances(on day: CivilDate) -> String {
        """
        select coalesce(string_agg(concat_ws(' ', x.account, x.currency, x.balance), ', ' order by x.account, x.currency), '')
          from (select e.account, e.currency, sum(e.amount_minor) as balance from liaison.ledger_entries e where e.made_on <= '\(day)'
                 group by e.account, e.currency) x
        """
    }

    @Test func `balances at every day, and what it said of a day it says for ever`() async throws {
        try await withDatabase { database in
            try await database.execute(Self.people)
            var random = SeededRandom(state: 20_260_308)
            var said: [(day: CivilDate, balances: String)] = []
            var day = try #require(CivilDate(iso: "2026-03-04"))
            for _ in 0..<120 {
                day = try day.adding(days: 3)
                var script = "select set_config('liaison.now', '\(day)T10:00:00Z', true);"
                for _ in 0..<3 {
                    let number = Int.random(in: 101...130, using: &random)
                    let bonus = Int.random(in: 1...60, using: &random)
                    switch Int.random(in: 0..<7, using: &random) {
                    case 0, 1: script += try Self.start(number, on: day.adding(days: Int.random(in: 0...20, using: &random)))
                    case 2: script += Self.leave(number, on: day)
                    case 3, 4: script += Self.attempt("perform liaison.pay_bonus(\(bonus), 'P-\(day)')")
                    case 5: script += Self.attempt("perform liaison.reverse_payment(\(bonus), 'Wrong.')")
                    default:
                        script += Self.attempt(
                            "perform liaison.invoice_fee(\(bonus % 30 + 1), 'I-\(bonus)-\(day)'); perform liaison.pay_fee(\(bonus % 30 + 1), null, 'B')"
                        )
                    }
                }
                try await database.execute(script)
                #expect(try await database.value("\(raw: Self.unbalanced)", as: Int64.self) == 0)
                said.append((day, try await database.value("\(raw: Self.balances(on: day))")))
            }
            for (day, balances) in said {
                #expect(try await database.value("\(raw: Self.balances(on: day))") == balances, "\(day)")
            }
            // What is owed is what was promised and is neither paid, forfeited nor void.
            let off: Int64 = try await database.value(
                """
                select count(*) from liaison.bonuses b
                 where (select -sum(e.amount_minor) from liaison.ledger_entries e where e.bonus_id = b.id and e.account = 'bonus_liability')
                       <> case when b.paid_on is null and b.forfeited_on is null then b.amount_minor else 0 end
                """)
            #expect(off == 0)
            let kinds: String = try await database.value(
                "select string_agg(distinct t.kind, ' ' order by t.kind) from liaison.ledger_transactions t")
            #expect(kinds == "bonus bonus_payment fee fee_payment forfeiture rebate reversal")
            let currencies: String = try await database.value(
                "select string_agg(distinct e.currency, ' ' order by e.currency) from liaison.ledger_entries e")
            #expect(currencies == "GBP JPY USD")
        }
    }
}
