import AgencyService
import TestSupport
import Testing

/// Payments whose connection to the database is gone at any moment: what is left agrees, and the same key settles it.
@Suite struct PaymentCrashTests {
    private static let rounds = 100

    /// A hundred payable instalments of one hire.
    private static let promises = """
        select liaison.place_candidate(4, '2026-02-02', null, null, null, null, null);
        insert into liaison.bonuses (id, placement_id, nomination_id, programme_id, referrer_id, recruiter_id, candidate_id, instalment, due_on,
            amount_minor, currency) overriding system value
        select n, p.id, 1, 1, 1, 1, 4, n, '2026-03-01', 1000 + n, 'GBP' from liaison.placements p, generate_series(1, \(rounds)) n;
        select liaison_private.move_bonus('bonus', b, null) from liaison.bonuses b
        """

    /// How often the payment of a bonus stands in the ledger, the outbox, the audit trail, the kept answers and on the bonus itself.
    private func traces(_ bonus: Int, _ database: TestDatabase) async throws -> String {
        // Whoever is committing still holds the row.
        try await database.execute("select from liaison.bonuses where id = \(bonus) for update")
        return try await database.value(
            """
            select concat_ws(' ',
                   (select count(*) from liaison.ledger_transactions t join liaison.ledger_entries e on e.transaction_id = t.id
                     where t.kind = 'bonus_payment' and e.account = 'bonus_liability' and e.bonus_id = \(bonus)),
                   (select count(*) from liaison_private.outbox o where o.event = 'bonus.pay' and o.subject_id = \(bonus)),
                   (select count(*) from liaison.audit_events a
                     where a.operation = 'bonus.pay' and a.table_name = 'bonuses' and a.row_id = \(bonus)),
                   (select count(*) from liaison_private.idempotency_keys k where k.key = 'pay-' || \(bonus)::bigint and k.status is not null),
                   (select count(*) from liaison.bonuses b where b.id = \(bonus) and b.paid_on is not null))
            """)
    }

    @Test func `entries, outbox, audit and kept answer are there together or not at all`() async throws {
        try await withDatabase { database in
            try await database.execute(Self.promises)
            let service = try database.service()
            var random = SeededRandom(state: 20_260_309)
            for bonus in 1...Self.rounds {
                let input: JSONObject = ["id": .integer(Int64(bonus)), "reference": "PAYROLL-3"]
                async let attempt = try? service.call("bonus.pay", as: Cast.cora, input, key: "pay-\(bonus)")
                try await Task.sleep(for: .microseconds(Int.random(in: 0...8000, using: &random)))
                try await database.execute(
                    """
                    select pg_terminate_backend(a.pid) from pg_stat_activity a
                     where a.datname = current_database() and a.usename = 'liaison_staff'
                    """)
                _ = await attempt
                let left = try await traces(bonus, database)
                #expect(["0 0 0 0 0", "1 1 1 1 1"].contains(left), "bonus \(bonus): \(left)")
                var paid: JSONValue?
                for _ in 0..<5 where paid == nil { paid = try? await service.call("bonus.pay", as: Cast.cora, input, key: "pay-\(bonus)") }
                #expect(paid?["state"] == "paid", "bonus \(bonus)")
                #expect(try await traces(bonus, database) == "1 1 1 1 1", "bonus \(bonus)")
            }
            #expect(try await service.balances().contains("bonus_liability GBP 0"))
        }
    }
}
