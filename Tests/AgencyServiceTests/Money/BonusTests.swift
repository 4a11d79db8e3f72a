import AgencyService
import TestSupport
import Testing

/// Referral bonuses (M1 to M4), through the service.
@Suite struct BonusTests {
    /// Rosa, whom Rafe of Albion recommended, starts there on Monday 9 March; Albion's programme pays 1,000.00 GBP after 90 days.
    private static let rosaStarts: JSONObject = ["id": 4, "start_on": "2026-03-09"]
    private static let due = "2026-06-07T10:00:00Z"
    private static let dayBefore = "2026-06-06T10:00:00Z"

    /// Rosa had been put to Albion by the agency before, for another vacancy.
    private func introduceRosa(_ database: TestDatabase) async throws {
        try await database.execute(
            """
            insert into liaison.submissions (id, candidate_id, client_id, vacancy_id, recruiter_id, channel) overriding system value
            values (900, 4, 1, 12, 1, 'agency');
            insert into liaison.consents (id, candidate_id, wording) values (900, 4, 'Yes.');
            update liaison.submissions set stage = 'sent', sent_on = '2026-01-12' where id = 900
            """)
    }

    private func states(_ service: AgencyService, as person: Cast.Person = Cast.cora, _ input: JSONObject = [:]) async throws -> [String] {
        try await service.call("bonus.list", as: person, input).items.compactMap { $0.text("state") }
    }

    @Test func `an instalment becomes payable by its date, and its referrer sees it from that day on`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            try await service.call("placement.start", as: Cast.ruth, Self.rosaStarts)
            let bonus = try #require(try await service.call("bonus.list", as: Cast.ruth).items.first)
            #expect(bonus["state"] == "pending" && bonus["due_on"] == "2026-06-07" && bonus["amount"] == MoneyScenes.money(100_000))
            #expect(bonus["referrer"] == "Rafe Hill" && bonus["candidate_name"] == "Rosa Marin" && bonus["sponsor_client_id"] == 1)
            #expect(try await states(service, as: Cast.rafe).isEmpty)
            #expect(try await states(service, as: Cast.rahul).isEmpty)
            let before = try database.service(now: Self.dayBefore)
            #expect(try await states(before) == ["pending"])
            #expect(try await states(before, as: Cast.rafe).isEmpty)
            let id = try #require(bonus["id"])
            let early = try await before.refusal("bonus.pay", as: Cast.cora, ["id": id, "reference": "P-1"])
            #expect(early.name == .conflict && early.facts["due_on"] == "2026-06-07")
            let then = try database.service(now: Self.due)
            #expect(try await states(then) == ["payable"])
            #expect(try await states(service, ["as_of": "2026-06-07"]) == ["payable"])
            let own = try #require(try await then.call("bonus.list", as: Cast.rafe).items.first)
            #expect(own["state"] == "payable" && own["amount"] == MoneyScenes.money(100_000) && own["programme"] == "Albion staff")
            for member in ["placement_id", "nomination_id", "referrer_id", "sponsor_client_id", "void_reason", "forfeited_on", "reference"] {
                #expect(own.isNull(member), "\(member)")
            }
            #expect(try await then.refusal("bonus.pay", as: Cast.ruth, ["id": id, "reference": "P-1"]).name == .notPermitted)
            #expect(try await then.refusal("bonus.pay", as: Cast.rafe, ["id": id, "reference": "P-1"]).name == .notPermitted)
            let paid = try await then.call("bonus.pay", as: Cast.cora, ["id": id, "reference": "P-1"])
            #expect(paid["state"] == "paid" && paid["paid_on"] == "2026-06-07" && paid["reference"] == "P-1")
            #expect(try await states(then, as: Cast.rafe) == ["paid"])
            let again = try await then.refusal("bonus.pay", as: Cast.cora, ["id": id, "reference": "P-2"])
            #expect(again.name == .alreadyPaid && again.facts["reference"] == "P-1" && again.rule == "M3")
            // The client pays its own staff: nothing leaves the agency's bank.
            #expect(try await then.balances() == ["bonus_liability GBP 0", "sponsor_commitment GBP 0"])
            #expect(try await then.balances(asOf: "2026-06-06") == ["bonus_liability GBP -100000", "sponsor_commitment GBP 100000"])
        }
    }

    @Test func `what is not there, or has no reference, is not paid`() async throws {
        try await withDatabase { database in
            let service = try database.service(now: Self.due)
            #expect(try await service.refusal("bonus.pay", as: Cast.cora, ["id": 99, "reference": "P-1"]).name == .notFound)
            #expect(try await service.refusal("bonus.reverse", as: Cast.cora, ["id": 99, "reason": "x"]).name == .notFound)
            for reference in [JSONValue.null, "", 3, .string(String(repeating: "x", count: 201)), "two\nlines"] {
                #expect(try await service.refusal("bonus.pay", as: Cast.cora, ["id": 1, "reference": reference]).name == .invalid)
            }
            #expect(try await service.refusal("bonus.list", as: Cast.rafe, ["as_of": "2030-01-01"]).name == .invalid)
            #expect(try await service.refusal("bonus.list", as: Cast.cora, ["state": "gone"]).name == .invalid)
        }
    }

    @Test func `a hundred who pay one instalment at once: one succeeds, and entries, audit and outbox agree`() async throws {
        try await withDatabase { database in
            let early = try database.service()
            try await early.call("placement.start", as: Cast.ruth, Self.rosaStarts)
            let id = try #require(try await early.call("bonus.list", as: Cast.cora).items.first?["id"])
            let service = try database.service(now: Self.due, connections: 8)
            let outcomes = await withTaskGroup(of: Problem.Name?.self) { group in
                for number in 0..<100 {
                    group.addTask {
                        do {
                            try await service.call("bonus.pay", as: Cast.cora, ["id": id, "reference": .string("P-\(number)")])
                            return nil
                        } catch let problem as Problem {
                            return problem.name
                        } catch {
                            return .internal
                        }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(outcomes.count { $0 == nil } == 1)
            #expect(outcomes.count { $0 == .alreadyPaid } == 99)
            let counts: String = try await database.value(
                """
                select concat_ws(' ', (select count(*) from liaison.ledger_transactions where kind = 'bonus_payment'),
                       (select count(*) from liaison_private.outbox where event = 'bonus.pay'),
                       (select count(*) from liaison.audit_events where operation = 'bonus.pay' and table_name = 'bonuses'))
                """)
            #expect(counts == "1 1 1")
        }
    }

    @Test func `a payment is undone by a reversing entry alone, and then paid again`() async throws {
        try await withDatabase { database in
            try await database.service().call("placement.start", as: Cast.ruth, Self.rosaStarts)
            let service = try database.service(now: Self.due)
            let id = try #require(try await service.call("bonus.list", as: Cast.cora).items.first?["id"])
            #expect(try await service.refusal("bonus.reverse", as: Cast.cora, ["id": id, "reason": "Early."]).name == .conflict)
            try await service.call("bonus.pay", as: Cast.cora, ["id": id, "reference": "P-1"])
            let reversed = try await service.call("bonus.reverse", as: Cast.cora, ["id": id, "reason": "Wrong account."])
            #expect(reversed["state"] == "payable" && reversed.isNull("paid_on"))
            #expect(try await service.refusal("bonus.reverse", as: Cast.cora, ["id": id, "reason": "Again."]).name == .conflict)
            #expect(try await service.refusal("bonus.reverse", as: Cast.ruth, ["id": id, "reason": "Mine."]).name == .notPermitted)
            try await service.call("bonus.pay", as: Cast.cora, ["id": id, "reference": "P-2"])
            #expect(
                try await service.journal().map { $0.prefix { $0 != ":" } } == ["bonus_payment", "reversal", "bonus_payment", "bonus"])
            let newest = try await service.call("ledger.show", as: Cast.cora).items
            #expect(newest[1]["reverses_id"] == newest[2]["id"] && newest[1]["reference"] == "Wrong account.")
            #expect(try await service.balances() == ["bonus_liability GBP 0", "sponsor_commitment GBP 0"])
        }
    }

    @Test(arguments: [
        ("2026-06-06", "forfeited"), ("2026-06-07", "payable"), ("2026-03-09", "forfeited"), ("2026-12-01", "payable"),
    ])
    func `who leaves before the day forfeits it, on it or later does not`(leftOn: String, state: String) async throws {
        try await withDatabase { database in
            let service = try database.service()
            let placed = try await service.call("placement.start", as: Cast.ruth, Self.rosaStarts)
            try await service.call("placement.leave", as: Cast.ruth, ["id": try #require(placed["id"]), "left_on": .string(leftOn)])
            let then = try database.service(now: Self.due)
            #expect(try await states(then) == [state])
            #expect(try await states(then, as: Cast.rafe) == (state == "payable" ? ["payable"] : []))
            let dues = try await then.call("report.bonus-liability", as: Cast.cora).items
            #expect(dues.map { $0.int("payable_minor") } == (state == "payable" ? [100_000] : []))
            guard state == "forfeited" else { return }
            // Until the leaving date it is neither.
            #expect(try await states(service) == [leftOn <= "2026-03-04" ? "forfeited" : "pending"])
            let bonus = try #require(try await then.call("bonus.list", as: Cast.cora).items.first)
            let refused = try await then.refusal("bonus.pay", as: Cast.cora, ["id": try #require(bonus["id"]), "reference": "P-1"])
            #expect(refused.name == .conflict && refused.facts["state"] == "forfeited")
        }
    }

    @Test func `one hire, one reward from the same purse`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            try await introduceRosa(database)
            try await service.call("contract.set", as: Cast.ruth, MoneyScenes.percent)
            let placed = try await service.call(
                "placement.start", as: Cast.ruth, Self.rosaStarts.merging(["salary": MoneyScenes.money(4_800_000)]) { $1 })
            #expect(placed["fee"] == MoneyScenes.money(960_000))
            let bonus = try #require(try await service.call("bonus.list", as: Cast.ruth).items.first)
            #expect(bonus["state"] == "void" && bonus["void_reason"] == "agency-fee-due")
            #expect(try await service.balances() == ["fee_income GBP -960000", "receivable GBP 960000"])
            let then = try database.service(now: Self.due)
            #expect(try await states(then, as: Cast.rafe).isEmpty)
            let refused = try await then.refusal("bonus.pay", as: Cast.cora, ["id": try #require(bonus["id"]), "reference": "P-1"])
            #expect(refused.name == .conflict && refused.rule == "M4" && refused.facts["reason"] == "agency-fee-due")
        }
    }

    @Test(arguments: [true, false])
    func `a programme that says both pays both, and one that does not is voided by a fee that comes later`(both: Bool) async throws {
        try await withDatabase { database in
            let service = try database.service()
            try await introduceRosa(database)
            if both { try await database.execute("update liaison.programmes set pays_beside_fee = true where id = 2") }
            let placed = try await service.call("placement.start", as: Cast.ruth, Self.rosaStarts)
            #expect(placed.isNull("fee"))
            #expect(try await states(service) == ["pending"])
            let id = try #require(placed["id"])
            #expect(try await service.refusal("fee.raise", as: Cast.ruth, ["id": id]).name == .conflict)
            try await service.call("contract.set", as: Cast.ruth, MoneyScenes.percent)
            #expect(try await service.refusal("fee.raise", as: Cast.ruth, ["id": id]).fields == ["salary"])
            let fee = try await service.call("fee.raise", as: Cast.ruth, ["id": id, "salary": MoneyScenes.money(4_800_000)])
            #expect(fee["amount"] == MoneyScenes.money(960_000))
            #expect(try await states(service) == [both ? "pending" : "void"])
            #expect(try await service.refusal("fee.raise", as: Cast.ruth, ["id": id]).name == .conflict)
            #expect(try await service.call("report.bonus-liability", as: Cast.cora).items.isEmpty == !both)
        }
    }

    @Test func `a fee is paid in parts, never more than is owed, and after its invoice`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            try await service.call("contract.set", as: Cast.ruth, MoneyScenes.percent)
            let placed = try await service.call("placement.start", as: Cast.ruth, MoneyScenes.annaStarts)
            let id = try #require(placed["id"])
            #expect(try await service.refusal("fee.pay", as: Cast.ruth, ["id": id, "reference": "B-1"]).name == .conflict)
            try await service.call("fee.invoice", as: Cast.ruth, ["id": id, "reference": "2026-0117"])
            for amount in [0, -1, 960_001] as [Int64] {
                let refused = try await service.refusal("fee.pay", as: Cast.ruth, ["id": id, "reference": "B", "amount_minor": .integer(amount)])
                #expect(refused.name == .invalid, "\(amount)")
            }
            let part = try await service.call("fee.pay", as: Cast.ruth, ["id": id, "reference": "B-1", "amount_minor": 60_000])
            #expect(part["outstanding"] == MoneyScenes.money(900_000) && part["state"] == "invoiced")
            let rest = try await service.call("fee.pay", as: Cast.ruth, ["id": id, "reference": "B-2"])
            #expect(rest["state"] == "settled")
            #expect(try await service.refusal("fee.pay", as: Cast.ruth, ["id": id, "reference": "B-3"]).name == .alreadyPaid)
            #expect(try await service.balances() == ["bank GBP 960000", "fee_income GBP -960000", "receivable GBP 0"])
        }
    }

    @Test func `a programme that was closed keeps what it promised, and takes nobody new`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let closed = try await service.call("programme.close", as: Cast.cora, ["id": 2])
            #expect(closed["ends_on"] == "2026-03-04")
            #expect(try await service.refusal("programme.close", as: Cast.ruth, ["id": 2]).name == .notPermitted)
            #expect(try await service.refusal("programme.close", as: Cast.cora, ["id": 99]).name == .notFound)
            #expect(try await service.refusal("programme.close", as: Cast.cora, ["id": 1, "ends_on": "2026-03-03"]).name == .invalidDate)
            let next = try database.service(now: "2026-03-05T10:00:00Z")
            #expect(try await next.refusal("programme.close", as: Cast.cora, ["id": 2]).name == .conflict)
            let late: JSONObject = ["id": 2, "candidate_name": "Bea", "candidate_email": "bea@x.test"]
            #expect(try await next.refusal("referral.nominate", as: Cast.rafe, late).name == .conflict)
            try await next.call("placement.start", as: Cast.ruth, Self.rosaStarts)
            #expect(try await states(next) == ["pending"])
        }
    }

    @Test func `every verdict keeps its reason, and only a valid one brings a bonus`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            // Anna had applied: Rafe's nomination is registered all the same, and is the agency's to know about.
            let made = try await service.call(
                "referral.nominate", as: Cast.rafe,
                ["id": 2, "candidate_name": "Anna Brook", "candidate_email": "anna@cast.test", "vacancy_id": 11])
            #expect(made.isNull("verdict") && made.isNull("verdict_reason"))
            let listed = try #require(try await service.call("referral.list", as: Cast.ruth).items.first)
            #expect(listed["verdict"] == "late-nomination" && listed["verdict_reason"] == "The candidate had already applied.")
            #expect(try await service.call("referral.list", as: Cast.anna).items.allSatisfy { $0.isNull("verdict") })
            let nomination = try #require(made["id"])
            try await service.call("referral.confirm", as: Cast.anna, ["id": nomination])
            let submission = try await service.call(
                "submission.add", as: Cast.ruth,
                ["candidate_id": 1, "vacancy_id": 12, "channel": "referral", "nomination_id": nomination])
            let id = try #require(submission["id"])
            try await service.call("submission.send", as: Cast.ruth, ["id": id])
            try await service.call("placement.start", as: Cast.ruth, ["id": id, "start_on": "2026-03-09"])
            #expect(try await states(service).isEmpty)
        }
    }
}
