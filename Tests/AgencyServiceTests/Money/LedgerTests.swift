import Agency
import AgencyService
import Postgres
import TestSupport
import Testing

/// The ledger that every sum is read from (M7).
@Suite struct LedgerTests {
    @Test func `the journal is read page by page, and as a line for each entry`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            try await service.call("contract.set", as: Cast.ruth, MoneyScenes.percent)
            let placed = try await service.call("placement.start", as: Cast.ruth, MoneyScenes.annaStarts)
            let id = try #require(placed["id"])
            try await service.call("placement.leave", as: Cast.ruth, ["id": id, "left_on": "2026-04-20"])
            #expect(
                try await service.journal() == [
                    "rebate: fee_rebate debit 480000, receivable credit 480000", "fee: receivable debit 960000, fee_income credit 960000",
                ])
            let page = try await service.call("ledger.show", as: Cast.ruth, ["limit": 1])
            let movement = try #require(page.items.first)
            #expect(movement["made_on"] == "2026-03-04" && movement["candidate"] == "Anna Brook" && movement["placement_id"] == id)
            let rest = try await service.call("ledger.show", as: Cast.ruth, ["cursor": try #require(page["next"])])
            #expect(rest.items.map { $0.text("kind") } == ["fee"])
            #expect(try await service.journal(["placement_id": 99]).isEmpty)
            #expect(try await service.journal(["as_of": "2026-03-03"]).isEmpty)
            #expect(
                try await service.balances() == ["fee_income GBP -960000", "fee_rebate GBP 480000", "receivable GBP 480000"])
            let operation = try #require(Catalogue.operation(named: "ledger.show"))
            let table = try await service.export(operation, OperationRequest(token: Cast.ruth.token, input: [:]))
            var lines = CSVLines()
            while try await table.next(&lines) {}
            let text = String(decoding: lines.bytes, as: UTF8.self)
            #expect(text.split(separator: "\r\n").count == 4)
            #expect(text.hasSuffix(",2026-03-04,fee,\(try #require(id.integer)),,,fee_income,,960000,GBP\r\n"))
        }
    }

    @Test(arguments: [["limit": 0], ["cursor": "x"], ["as_of": "2026-02-30"], ["placement_id": "one"]] as [JSONObject])
    func `what is no page of it is refused`(input: JSONObject) async throws {
        try await withDatabase { database in
            let refusal = try await database.service().refusal("ledger.show", as: Cast.cora, input)
            #expect(refusal.name == .invalid)
        }
    }

    @Test func `nobody rewrites it, whatever their role`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            try await service.call("contract.set", as: Cast.ruth, MoneyScenes.percent)
            try await service.call("placement.start", as: Cast.ruth, MoneyScenes.annaStarts)
            for table in ["ledger_transactions", "ledger_entries", "audit_events"] {
                for verb in ["update liaison.\(table) set id = default", "delete from liaison.\(table)", "truncate liaison.\(table) cascade"] {
                    for role in DatabaseRole.allCases {
                        #expect(try await database.outcome(verb, as: role) == "42501", "\(verb) as \(role)")
                    }
                    for person in [Cast.ruth, Cast.cora, Cast.ada] {
                        #expect(try await database.outcome(verb, as: person) == "42501", "\(verb) as \(person.name)")
                    }
                    #expect(try await database.outcome(verb) == "42501", "\(verb) as the owner")
                }
            }
        }
    }

    /// Two that work it out each for itself: a fee or a rebate that the other does not find is refused.
    @Test func `the database and the pure rules agree on three hundred hires, to the minor unit`() async throws {
        try await withDatabase { database in
            var random = SeededRandom(state: 20_260_305)
            let start = try #require(CivilDate(iso: "2026-03-09"))
            for round in 1...300 {
                let scenario = try random.hire(from: start)
                let plan = try FeePlan.make(for: scenario)
                let rebates = scenario.rebates.map { "{\"within_days\": \($0.withinDays), \"rebate_bp\": \($0.rebate.value)}" }
                let isFlat = scenario.kind == .flat
                let left = try #require(scenario.left)
                let outcome = try await database.outcome(
                    """
                    insert into liaison.contracts (
                        id, client_id, effective_from, kind, currency, fee_bp, minimum_minor, flat_minor, payment_days, rebates, set_by)
                    overriding system value
                    values (900, 1, '2026-01-01', '\(scenario.kind.rawValue)', '\(scenario.currency.code)',
                            \(isFlat ? "null" : "\(scenario.fee?.value ?? 0)"), \(scenario.minimumMinor ?? 0),
                            \(isFlat ? "\(scenario.flatMinor ?? 0)" : "null"), \(scenario.paymentDays), '[\(rebates.joined(separator: ","))]', 1);
                    select liaison.place_candidate(1, '\(start)', \(scenario.salaryMinor ?? 0), '\(scenario.currency.code)', 900,
                                                   \(plan.feeMinor), '\(plan.dueOn)');
                    select liaison.record_departure(p.id, '\(left)', \(plan.rebateMinor)) from liaison.placements p;
                    set constraints all immediate;
                    select coalesce(sum(e.amount_minor) filter (where e.account = 'receivable'), 0) || ' ' || coalesce(sum(e.amount_minor), 0)
                      from liaison.ledger_entries e
                    """)
                #expect(outcome == "\(plan.netMinor) 0", "round \(round): \(scenario)")
            }
        }
    }
}

extension SeededRandom {
    /// A hire under a random contract, in one of three currencies, of somebody who leaves within a year.
    fileprivate mutating func hire(from start: CivilDate) throws -> FeeScenario {
        let currency = try #require(Currency(["GBP", "JPY", "KWD"][Int(below: 3, using: &self)]))
        var days = 0
        let rebates = (0..<Int(below: 4, using: &self)).map { _ in
            days += 1 + Int(below: 60, using: &self)
            return RebateRow(withinDays: days, rebate: BasisPoints(Int64(Int(below: 10_001, using: &self))))
        }
        let isFlat = Int(below: 3, using: &self) == 0
        let salary = 1 + Int64(Int(below: 100_000_000, using: &self))
        return FeeScenario(
            currency: currency, kind: isFlat ? .flat : .percent, fee: isFlat ? nil : BasisPoints(Int64(Int(below: 10_001, using: &self))),
            minimumMinor: isFlat ? 0 : Int64(Int(below: 3_000_000, using: &self)),
            flatMinor: isFlat ? Int64(Int(below: 9_000_000, using: &self)) : nil, salaryMinor: salary,
            paymentDays: Int(below: 367, using: &self), rebates: rebates, start: start,
            left: try start.adding(days: Int(below: 300, using: &self)))
    }
}

extension Int {
    fileprivate init(below limit: Int, using random: inout SeededRandom) { self = Int.random(in: 0..<limit, using: &random) }
}
