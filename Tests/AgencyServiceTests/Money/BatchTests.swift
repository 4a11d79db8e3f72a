import Agency
import AgencyService
import TestSupport
import Testing

/// Batches for payroll and invoicing (M8).
@Suite struct BatchTests {
    private func table(_ service: AgencyService, _ batch: JSONValue?) async throws -> [UInt8] {
        let operation = try #require(Catalogue.operation(named: "batch.show"))
        let request = OperationRequest(token: Cast.cora.token, input: ["id": try #require(batch)])
        let table = try await service.export(operation, request)
        var lines = CSVLines()
        while try await table.next(&lines) {}
        return lines.bytes
    }

    @Test func `a batch has what is payable once, and is the same whenever it is read`() async throws {
        try await withDatabase { database in
            let early = try database.service()
            try await early.call("placement.start", as: Cast.ruth, ["id": 4, "start_on": "2026-03-09"])
            #expect(try await early.refusal("bonus.export", as: Cast.cora).name == .conflict)
            let service = try database.service(now: "2026-06-07T10:00:00Z")
            let made = try await service.call("bonus.export", as: Cast.cora)
            #expect(made["kind"] == "bonus" && made["made_on"] == "2026-06-07" && made.items.count == 1)
            #expect(made.items.first?["name"] == "Rafe Hill" && made.items.first?["amount_minor"] == 100_000)
            let first = try await table(service, made["id"])
            #expect(
                String(decoding: first, as: UTF8.self)
                    == "\(try #require(made.int("id"))),bonus,1,Rafe Hill,\"Albion staff, instalment 1, for Rosa Marin\",2026-06-07,100000,GBP,1000.00\r\n"
            )
            #expect(try await service.refusal("bonus.export", as: Cast.cora).name == .conflict)
            // Whatever becomes of it, and of those who are named in it.
            let id = try #require(made.items.first?["item_id"])
            try await service.call("bonus.pay", as: Cast.cora, ["id": id, "reference": "PAYROLL-6"])
            try await database.execute("update liaison.referrers set name = 'Ralph Hill'; update liaison.programmes set name = 'Renamed'")
            #expect(try await table(service, made["id"]) == first)
            #expect(try await service.call("batch.show", as: Cast.cora, ["id": try #require(made["id"])]) == made)
            #expect(try await service.refusal("bonus.export", as: Cast.ruth).name == .notPermitted)
            #expect(try await service.refusal("batch.show", as: Cast.cora, ["id": 99]).name == .notFound)
        }
    }

    @Test func `fees that are owed and not invoiced, and nothing in two batches`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            try await service.call("contract.set", as: Cast.ruth, MoneyScenes.percent)
            try await service.call("placement.start", as: Cast.ruth, MoneyScenes.annaStarts)
            let made = try await service.call("fee.export", as: Cast.cora)
            #expect(made.items.map { $0.text("name") } == ["Albion Engines"])
            #expect(made.items.first?["amount_minor"] == 960_000)
            #expect(try await service.refusal("fee.export", as: Cast.cora).name == .conflict)
            #expect(try await database.count("liaison.batches") == 1)
        }
    }

    @Test func `two who export at once make one batch`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            try await service.call("contract.set", as: Cast.ruth, MoneyScenes.percent)
            try await service.call("placement.start", as: Cast.ruth, MoneyScenes.annaStarts)
            let outcomes = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<8 {
                    group.addTask { (try? await service.call("fee.export", as: Cast.cora)) != nil }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(outcomes.count { $0 } == 1)
            #expect(try await database.count("liaison.batch_items") == 1)
        }
    }
}
