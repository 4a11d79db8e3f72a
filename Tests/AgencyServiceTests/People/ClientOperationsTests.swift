import AgencyService
import TestSupport
import Testing

@Suite("Client companies")
struct ClientOperationsTests {
    @Test("zone, calendar and desk come from the agency and the caller where they are not given")
    func defaults() async throws {
        try await withDatabase { db in
            let service = try db.service()
            let made = try await service.call("client.add", as: Cast.ruth, ["name": "Nordlicht"])
            #expect(made.text("time_zone") == "Europe/London")
            #expect(made.text("calendar") == "GB-ENG")
            #expect(made.int("recruiter_id") == 1)
            let other = try await service.call(
                "client.add", as: Cast.cora,
                ["name": "Bavaria", "time_zone": "Europe/Berlin", "calendar": "DE-BY", "recruiter_id": 2])
            #expect(other.text("calendar") == "DE-BY")
            #expect(other.int("recruiter_id") == 2)
        }
    }

    @Test(
        "unknown zones, calendars and desks are named",
        arguments: [
            .init(["time_zone": "Europe/Londinium"], ["time_zone"]), .init(["time_zone": "BST"], ["time_zone"]),
            .init(["calendar": "XX"], ["calendar"]), .init(["recruiter_id": 999], ["recruiter_id"]),
            .init(["name": "\n"], ["name"]),
            .init(["name": .null], ["name"]), .init(["calendar": "GB ENG"], ["calendar"]), .init(["vat": "1"], ["vat"]),
        ] as [Refused])
    func badInput(_ refused: Refused) async throws {
        try await withDatabase { db in
            let service = try db.service()
            let input = (["name": "Nordlicht"] as JSONObject).merging(refused.input) { $1 }
            let refusal = try await service.refusal("client.add", as: Cast.cora, input)
            #expect(refusal.name == refused.name)
            #expect(refusal.fields == refused.fields)
            #expect(try await db.count("liaison.clients") == 3)
        }
    }

    @Test("an unknown calendar is answered with those that there are")
    func namesCalendars() async throws {
        try await withDatabase { db in
            let service = try db.service()
            for (operation, input) in [
                ("client.add", ["name": "X", "calendar": "FR"] as JSONObject),
                ("client.edit", ["id": 1, "calendar": "FR"]),
            ] {
                let refusal = try await service.refusal(operation, as: Cast.cora, input)
                #expect(refusal.detail.contains("DE-BY, GB-ENG, GB-SCT, IE, IN, JP, NG, US"))
            }
            #expect(try await service.call("client.show", as: Cast.ruth, ["id": 1]).text("calendar") == "GB-ENG")
        }
    }

    @Test("everybody reads the companies that are theirs to read")
    func reads() async throws {
        try await withDatabase { db in
            let service = try db.service()
            #expect(try await service.ids("client.list", as: Cast.ruth) == [3, 2, 1])
            #expect(try await service.ids("client.list", as: Cast.clara) == [1])
            #expect(try await service.ids("client.list", as: Cast.anna) == [1])
            #expect(try await service.ids("client.list", as: Cast.ruth, ["query": "health"]) == [2])
            let own = try await service.call("client.show", as: Cast.anna, ["id": 1])
            #expect(own.isNull("recruiter_id"))
            #expect(own.text("time_zone") == "Europe/London")
            #expect(try await service.refusal("client.show", as: Cast.anna, ["id": 2]).name == .notFound)
            #expect(try await service.refusal("client.show", as: Cast.kenji, ["id": 1]).name == .notFound)
            #expect(try await service.refusal("client.list", as: Cast.rafe).name == .notPermitted)
        }
    }

    @Test("a company is changed on its own desk; a lent desk counts until it is returned")
    func edits() async throws {
        try await withDatabase { db in
            let service = try db.service()
            let change: JSONObject = ["id": 3, "name": "Sakura KK", "calendar": "US"]
            let refusal = try await service.refusal("client.edit", as: Cast.ruth, change)
            #expect(refusal.name == .notPermitted)
            #expect(refusal.facts["desk"]?.string == "Rahul Sen")
            #expect(try await service.refusal("client.edit", as: Cast.ruth, ["id": 99]).name == .notFound)
            let loan = try await service.call(
                "desk.lend", as: Cast.cora, ["recruiter_id": 2, "to_recruiter_id": 1, "to_on": "2026-03-06"])
            #expect(try await service.call("client.edit", as: Cast.ruth, change).text("calendar") == "US")
            try await service.call("desk.return", as: Cast.cora, ["id": .integer(loan.int("id") ?? 0)])
            #expect(try await service.refusal("client.edit", as: Cast.ruth, change).name == .notPermitted)
        }
    }
}
