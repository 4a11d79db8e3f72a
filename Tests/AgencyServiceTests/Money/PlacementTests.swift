import AgencyService
import TestSupport
import Testing

/// Hires, and the fees and rebates that go with them (M3, M5, M6).
@Suite struct PlacementTests {
    @Test func `a hire brings the fee of the contract, tells the candidate, and stands in the ledger`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            try await service.call("contract.set", as: Cast.ruth, MoneyScenes.percent)
            let placed = try await service.call("placement.start", as: Cast.ruth, MoneyScenes.annaStarts)
            #expect(placed["fee"] == MoneyScenes.money(960_000) && placed["fee_due_on"] == "2026-04-08")
            #expect(placed["introduced_on"] == "2026-02-02" && placed["candidate"] == "Anna Brook")
            #expect(placed.isNull("left_on") && placed.isNull("rebate"))
            let submission = try await service.call("submission.show", as: Cast.anna, ["id": 1])
            #expect(submission["stage"] == "placed")
            let next = try await service.call("status", as: Cast.anna)["submissions"]?.array?.first?["next"]
            #expect(next?.text("what")?.hasPrefix("You have the position") == true)
            #expect(try await service.journal() == ["fee: receivable debit 960000, fee_income credit 960000"])
            #expect(try await service.balances() == ["fee_income GBP -960000", "receivable GBP 960000"])
            #expect(try await service.balances(asOf: "2026-03-03").isEmpty)
            let fee = try #require(try await service.call("fee.list", as: Cast.ruth).items.first)
            #expect(fee["id"] == placed["id"] && fee["state"] == "open" && fee["outstanding"] == MoneyScenes.money(960_000))
            #expect(try await service.call("placement.list", as: Cast.ruth).items == [placed])
            let introduced = try await service.call("report.introduced-hires", as: Cast.ruth).items
            #expect(introduced.map { $0.int("fee_minor") } == [960_000])
        }
    }

    @Test func `nothing that happens later takes the place back`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(1, on: "2026-03-02")
            let feedback = try await service.call(
                "feedback.log", as: Cast.ruth, ["id": .integer(interview), "decision": "hold", "comments": "Soon."])
            try await service.call("placement.start", as: Cast.ruth, ["id": 1, "start_on": "2026-03-09"])
            let id = try #require(feedback["id"])
            try await service.call("feedback.release", as: Cast.ruth, ["id": id, "message": "They were still deciding."])
            #expect(try await service.call("submission.show", as: Cast.anna, ["id": 1])["stage"] == "placed")
            for (operation, person, input) in [
                ("submission.withdraw", Cast.anna, ["id": 1]), ("submission.close", Cast.ruth, ["id": 1, "reason": "Over."]),
                ("submission.advance", Cast.ruth, ["id": 1, "stage": "interviewing"]),
                ("placement.start", Cast.ruth, MoneyScenes.annaStarts),
            ] as [(String, Cast.Person, JSONObject)] {
                #expect(try await service.refusal(operation, as: person, input).name == .conflict, "\(operation)")
            }
        }
    }

    @Test func `without a contract, or without an introduction, a hire brings none`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let bare = try await service.call("placement.start", as: Cast.ruth, ["id": 1, "start_on": "2026-03-09"])
            #expect(bare.isNull("fee") && bare["introduced_on"] == "2026-02-02")
            let hires = try await service.call("report.introduced-hires", as: Cast.ruth).items
            #expect(hires.count == 1 && hires.first?.isNull("fee_minor") == true)
            try await service.call("contract.set", as: Cast.cora, MoneyScenes.percent.merging(["id": 2, "currency": "USD"]) { $1 })
            // Dirk wrote to the company himself.
            let own = try await service.call("placement.start", as: Cast.ruth, ["id": 2, "start_on": "2026-03-09"])
            #expect(own.isNull("fee") && own.isNull("introduced_on"))
            #expect(try await service.call("report.introduced-hires", as: Cast.ruth).items.count == 1)
            #expect(try await database.count("liaison.ledger_transactions") == 0)
        }
    }

    @Test(arguments: [("2025-03-09", true), ("2025-03-08", false), ("2026-03-09", true), ("2026-03-10", false)])
    func `who was introduced within the window brings the fee by whatever way they come`(sentOn: String, owes: Bool) async throws {
        try await withDatabase { database in
            let service = try database.service()
            try await service.call("contract.set", as: Cast.ruth, MoneyScenes.percent.merging(["id": 2, "currency": "USD"]) { $1 })
            // The agency had put Dirk to the same company for another vacancy before; now he comes by himself.
            try await database.execute(
                """
                insert into liaison.vacancies (id, client_id, recruiter_id, title, opened_on) overriding system value
                values (22, 2, 1, 'Midwife', '2025-01-01');
                insert into liaison.submissions (id, candidate_id, client_id, vacancy_id, recruiter_id, channel) overriding system value
                values (900, 2, 2, 22, 1, 'agency');
                insert into liaison.consents (id, candidate_id, wording) values (900, 2, 'Yes.');
                update liaison.submissions set stage = 'sent', sent_on = '\(sentOn)' where id = 900
                """)
            let placed = try await service.call(
                "placement.start", as: Cast.ruth,
                ["id": 2, "start_on": "2026-03-09", "salary": MoneyScenes.money(4_800_000, "USD")])
            #expect(placed["introduced_on"] == (owes ? .string(sentOn) : .null))
            #expect(placed["fee"] == (owes ? MoneyScenes.money(960_000, "USD") : .null))
        }
    }

    @Test(
        arguments: [
            ("2026-03-09", 960_000), ("2026-04-06", 960_000), ("2026-04-07", 480_000), ("2026-05-04", 480_000), ("2026-05-05", 0),
            ("2027-03-04", 0),
        ] as [(String, Int64)])
    func `what comes back goes by the days served, in one transaction with the leaving`(leftOn: String, rebate: Int64) async throws {
        try await withDatabase { database in
            let service = try database.service()
            try await service.call("contract.set", as: Cast.ruth, MoneyScenes.percent)
            let placed = try await service.call("placement.start", as: Cast.ruth, MoneyScenes.annaStarts)
            let id = try #require(placed["id"])
            let left = try await service.call("placement.leave", as: Cast.ruth, ["id": id, "left_on": .string(leftOn)])
            #expect(left["left_on"] == .string(leftOn) && left["fee"] == MoneyScenes.money(960_000))
            #expect(left["rebate"] == (rebate > 0 ? MoneyScenes.money(rebate) : .null))
            let fee = try #require(try await service.call("fee.list", as: Cast.ruth).items.first)
            #expect(fee["outstanding"] == MoneyScenes.money(960_000 - rebate))
            #expect(fee["state"] == (rebate == 960_000 ? "settled" : "open"))
            #expect(try await service.call("report.introduced-hires", as: Cast.ruth).items.isEmpty == (rebate == 960_000))
            #expect(try await service.call("placement.list", as: Cast.ruth, ["employed": true]).items.isEmpty)
            let again = try await service.refusal("placement.leave", as: Cast.ruth, ["id": id, "left_on": .string(leftOn)])
            #expect(again.name == .conflict && again.facts["left_on"] == .string(leftOn))
        }
    }

    private static let starts: [Refused] = [
        Refused(["start_on": "2026-02-01"], .invalidDate), Refused(["start_on": "2028-03-05"], .invalidDate),
        Refused(["start_on": "2026-02-30"], ["start_on"]), Refused(["salary": .null], ["salary"]),
        Refused(["salary": MoneyScenes.money(0)], ["salary.minor"]), Refused(["salary": MoneyScenes.money(-1)], ["salary.minor"]),
        Refused(["salary": MoneyScenes.money(.max)], ["salary.minor"]), Refused(["salary": MoneyScenes.money(1, "USD")], ["salary"]),
        Refused(["salary": ["minor": 1]], ["salary.currency"]), Refused(["salary": 4_800_000], ["salary"]),
        Refused(["id": 99], .notFound), Refused(["id": 3], .notPermitted),
    ]

    @Test(arguments: starts)
    func `a start that cannot be leaves nothing behind`(_ refused: Refused) async throws {
        try await withDatabase { database in
            let service = try database.service()
            try await service.call("contract.set", as: Cast.ruth, MoneyScenes.percent)
            let refusal = try await service.refusal("placement.start", as: Cast.ruth, MoneyScenes.annaStarts.merging(refused.input) { $1 })
            #expect(refusal.name == refused.name)
            if refused.name == .invalid { #expect(refusal.fields == refused.fields) }
            #expect(try await database.count("liaison.placements") == 0)
            #expect(try await database.count("liaison.ledger_entries") == 0)
            #expect(try await service.call("submission.show", as: Cast.anna, ["id": 1])["stage"] == "sent")
        }
    }

    @Test func `what was not sent, is closed or was left before the start is no hire`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let made = try await service.call(
                "submission.add", as: Cast.ruth, ["candidate_id": 1, "vacancy_id": 12, "channel": "agency"])
            let unsent: JSONObject = ["id": try #require(made["id"]), "start_on": "2026-03-09"]
            #expect(try await service.refusal("placement.start", as: Cast.ruth, unsent).name == .conflict)
            try await service.call("submission.close", as: Cast.ruth, ["id": 4, "reason": "Filled."])
            #expect(try await service.refusal("placement.start", as: Cast.ruth, ["id": 4, "start_on": "2026-03-09"]).name == .conflict)
            let placed = try await service.call("placement.start", as: Cast.ruth, ["id": 1, "start_on": "2026-03-09"])
            let id = try #require(placed["id"])
            for (day, name) in [("2026-03-08", Problem.Name.invalidDate), ("2027-03-06", .invalidDate), ("yesterday", .invalid)] {
                let refusal = try await service.refusal("placement.leave", as: Cast.ruth, ["id": id, "left_on": .string(day)])
                #expect(refusal.name == name, "\(day)")
            }
            let elsewhere = try await service.refusal("placement.leave", as: Cast.rahul, ["id": id, "left_on": "2026-03-20"])
            #expect(elsewhere.name == .notFound)
            #expect(try await service.refusal("placement.leave", as: Cast.ruth, ["id": 99, "left_on": "2026-03-20"]).name == .notFound)
        }
    }

    @Test func `a fee is asked for once, by a number of its own`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            try await service.call("contract.set", as: Cast.ruth, MoneyScenes.percent)
            let placed = try await service.call("placement.start", as: Cast.ruth, MoneyScenes.annaStarts)
            let id = try #require(placed["id"])
            let invoiced = try await service.call("fee.invoice", as: Cast.ruth, ["id": id, "reference": "2026-0117"])
            #expect(invoiced["state"] == "invoiced" && invoiced["invoice"] == "2026-0117" && invoiced["invoiced_on"] == "2026-03-04")
            let again = try await service.refusal("fee.invoice", as: Cast.ruth, ["id": id, "reference": "2026-0118"])
            #expect(again.name == .conflict && again.facts["invoice"] == "2026-0117")
            #expect(try await service.call("report.introduced-hires", as: Cast.ruth).items.isEmpty)
            let before = try await service.call("report.introduced-hires", as: Cast.ruth, ["as_of": "2026-03-03"])
            #expect(before.items.isEmpty)
            #expect(try await service.call("fee.list", as: Cast.ruth, ["as_of": "2026-04-09"]).items.first?["state"] == "overdue")
            #expect(try await service.call("fee.list", as: Cast.ruth, ["state": "open"]).items.isEmpty)
            let other = try await service.call(
                "placement.start", as: Cast.cora, ["id": 4, "start_on": "2026-03-09", "salary": MoneyScenes.money(100)])
            // Rosa came by her friend at the company, and was introduced by nobody of the agency.
            #expect(other.isNull("fee"))
            #expect(try await service.refusal("fee.invoice", as: Cast.cora, ["id": try #require(other["id"]), "reference": "1"]).name == .notFound)
            #expect(try await service.refusal("fee.invoice", as: Cast.rahul, ["id": id, "reference": "1"]).name == .notFound)
            #expect(try await service.refusal("fee.invoice", as: Cast.ruth, ["id": id, "reference": ""]).name == .invalid)
        }
    }

    @Test func `the desk's money is the desk's to see`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            try await service.call("contract.set", as: Cast.ruth, MoneyScenes.percent)
            try await service.call("placement.start", as: Cast.ruth, MoneyScenes.annaStarts)
            for operation in ["ledger.show", "ledger.balance", "fee.list", "placement.list", "report.introduced-hires"] {
                #expect(try await service.call(operation, as: Cast.rahul).items.isEmpty, "\(operation)")
                #expect(try await service.call(operation, as: Cast.ruth).items == service.call(operation, as: Cast.cora).items)
            }
        }
    }

    @Test func `twenty who record one hire at once: one succeeds, and the fee is owed once`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            try await service.call("contract.set", as: Cast.ruth, MoneyScenes.percent)
            let outcomes = await withTaskGroup(of: Problem.Name?.self) { group in
                for number in 0..<20 {
                    group.addTask {
                        do {
                            try await service.call("placement.start", as: number % 2 == 0 ? Cast.ruth : Cast.cora, MoneyScenes.annaStarts)
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
            #expect(outcomes.count { $0 == nil } == 1 && outcomes.count { $0 == .conflict } == 19)
            #expect(try await service.balances() == ["fee_income GBP -960000", "receivable GBP 960000"])
        }
    }

    @Test func `the same request with the same key is one hire`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            try await service.call("contract.set", as: Cast.ruth, MoneyScenes.percent)
            let first = try await service.call("placement.start", as: Cast.ruth, MoneyScenes.annaStarts, key: "hire")
            #expect(try await service.call("placement.start", as: Cast.ruth, MoneyScenes.annaStarts, key: "hire") == first)
            #expect(try await database.count("liaison.ledger_transactions") == 1)
        }
    }
}
