import AgencyService
import TestSupport
import Testing

/// Contracts and their versions (M5).
@Suite struct ContractTests {
    @Test func `a hire goes by the version of its start date, and every version is kept`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let first = try await service.call("contract.set", as: Cast.ruth, MoneyScenes.percent)
            #expect(first["fee_bp"] == 2_000 && first["introduction_months"] == 12 && first["set_by"] == "Ruth Amos")
            let flat: JSONObject = [
                "id": 1, "kind": "flat", "currency": "GBP", "flat_minor": 250_000, "payment_days": 14, "effective_from": "2026-04-01",
            ]
            let second = try await service.call("contract.set", as: Cast.cora, flat)
            #expect(second["rebates"] == [] && second["flat_minor"] == 250_000 && second.isNull("fee_bp"))
            #expect(try await service.call("contract.show", as: Cast.ruth, ["id": 1]) == first)
            #expect(try await service.call("contract.show", as: Cast.ruth, ["id": 1, "as_of": "2026-03-31"]) == first)
            #expect(try await service.call("contract.show", as: Cast.ruth, ["id": 1, "as_of": "2026-04-01"]) == second)
            let early = try await service.refusal("contract.show", as: Cast.ruth, ["id": 1, "as_of": "2025-12-31"])
            #expect(early.name == .notFound)
            // Of two for the same day the later one counts.
            let third = try await service.call("contract.set", as: Cast.ruth, flat.merging(["flat_minor": 300_000]) { $1 })
            #expect(try await service.call("contract.show", as: Cast.ruth, ["id": 1, "as_of": "2026-04-01"]) == third)
            #expect(try await service.call("contract.history", as: Cast.ruth, ["id": 1]).items == [third, second, first])
            let page = try await service.call("contract.history", as: Cast.ruth, ["id": 1, "limit": 2])
            let rest = try await service.call("contract.history", as: Cast.ruth, ["id": 1, "cursor": try #require(page["next"])])
            #expect(rest.items == [first])
        }
    }

    @Test func `a contract is the desk's of its client, and moves with it`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            try await service.call("contract.set", as: Cast.ruth, MoneyScenes.percent)
            #expect(try await service.refusal("contract.set", as: Cast.rahul, MoneyScenes.percent).name == .notPermitted)
            #expect(try await service.refusal("contract.show", as: Cast.rahul, ["id": 1]).name == .notFound)
            #expect(try await service.call("contract.history", as: Cast.rahul, ["id": 1]).items.isEmpty)
            #expect(try await service.refusal("contract.set", as: Cast.clara, MoneyScenes.percent).name == .notPermitted)
            let nowhere = MoneyScenes.percent.merging(["id": 99]) { $1 }
            for person in [Cast.ruth, Cast.cora] {
                #expect(try await service.refusal("contract.set", as: person, nowhere).name == .notFound)
            }
            try await service.call("client.edit", as: Cast.cora, ["id": 1, "recruiter_id": 2])
            #expect(try await service.call("contract.show", as: Cast.rahul, ["id": 1])["fee_bp"] == 2_000)
            #expect(try await service.refusal("contract.show", as: Cast.ruth, ["id": 1]).name == .notFound)
        }
    }

    private static let rebates: [Refused] = [
        [["within_days": 28, "rebate_bp": 10_001]], [["within_days": -1, "rebate_bp": 1]], [["within_days": 36_501, "rebate_bp": 1]],
        [["within_days": 56, "rebate_bp": 1], ["within_days": 28, "rebate_bp": 1]],
        [["within_days": 28, "rebate_bp": 1], ["within_days": 28, "rebate_bp": 2]],
        .array((0..<25).map { ["within_days": .integer($0), "rebate_bp": 1] }),
    ].map { (rows: JSONValue) in Refused(["rebates": rows], ["rebates"]) }

    private static let amounts: [Refused] = [
        Refused(["fee_bp": 10_001], ["fee_bp"]), Refused(["fee_bp": -1], ["fee_bp"]), Refused(["fee_bp": .null], ["fee_bp"]),
        Refused(["fee_bp": .number(12.5)], ["fee_bp"]), Refused(["minimum_minor": -1], ["minimum_minor"]),
        Refused(["minimum_minor": 9_223_372_036_854_775_807], ["minimum_minor"]), Refused(["flat_minor": 5], ["flat_minor"]),
        Refused(["kind": "flat"], ["fee_bp", "flat_minor", "minimum_minor"]),
        Refused(["kind": "flat", "fee_bp": .null, "minimum_minor": 0, "flat_minor": -5], ["flat_minor"]),
        Refused(["currency": "XXX"], ["currency"]), Refused(["currency": "gbp"], ["currency"]),
        Refused(["payment_days": 367], ["payment_days"]), Refused(["payment_days": -1], ["payment_days"]),
        Refused(["introduction_months": 121], ["introduction_months"]), Refused(["effective_from": "2026-02-30"], ["effective_from"]),
        Refused(["rebates": [["within_days": 28]]], ["rebates[0].rebate_bp"]),
    ]

    @Test(arguments: rebates + amounts)
    func `what no hire could go by is refused`(_ refused: Refused) async throws {
        try await withDatabase { database in
            let service = try database.service()
            let refusal = try await service.refusal("contract.set", as: Cast.ruth, MoneyScenes.percent.merging(refused.input) { $1 })
            #expect(refusal.name == .invalid)
            #expect(refusal.fields == refused.fields)
            #expect(try await database.count("liaison.contracts") == 0)
        }
    }
}
