import AgencyService
import TestSupport
import Testing

@Suite("Desks, agents and declared ties")
struct DeskOperationsTests {
    @Test("a desk is lent from today on unless said otherwise, and returned once")
    func lends() async throws {
        try await withDatabase { db in
            let service = try db.service()
            let loan = try await service.call(
                "desk.lend", as: Cast.cora, ["recruiter_id": 2, "to_recruiter_id": 1, "to_on": "2026-03-13"])
            #expect(loan.text("from_on") == "2026-03-04")
            #expect(loan.isNull("returned_at"))
            #expect(try await service.call("desk.list", as: Cast.rahul).items == [loan])
            let id: JSONObject = ["id": .integer(loan.int("id") ?? 0)]
            let returned = try await service.call("desk.return", as: Cast.cora, id)
            #expect(returned.text("returned_at") == Cast.now)
            #expect(try await service.refusal("desk.return", as: Cast.cora, id).name == .conflict)
            #expect(try await service.refusal("desk.return", as: Cast.cora, ["id": 99]).name == .notFound)
        }
    }

    @Test(
        "loans that cannot be are refused",
        arguments: [
            .init(["to_on": "2026-03-03"], .invalidDate, []),
            .init(["from_on": "2026-03-20"], .invalid, ["to_on"]),
            .init(["to_recruiter_id": 2], .invalid, ["to_recruiter_id"]),
            .init(["recruiter_id": 99], .invalid, ["recruiter_id"]),
            .init(["to_recruiter_id": 99], .invalid, ["to_recruiter_id"]),
            .init(["to_on": "2026-02-30"], .invalid, ["to_on"]), .init(["to_on": "13.03.2026"], .invalid, ["to_on"]),
            .init(["to_on": .null], .invalid, ["to_on"]),
        ] as [Refused])
    func refuses(_ refused: Refused) async throws {
        try await withDatabase { db in
            let input = (["recruiter_id": 2, "to_recruiter_id": 1, "to_on": "2026-03-13"] as JSONObject)
                .merging(refused.input) { $1 }
            let refusal = try await db.service().refusal("desk.lend", as: Cast.cora, input)
            #expect(refusal.name == refused.name)
            #expect(refusal.fields == refused.fields)
            #expect(try await db.count("liaison.desk_loans") == 0)
        }
    }

    @Test("a recruiter lends nobody's desk")
    func coordinators() async throws {
        try await withDatabase { db in
            let service = try db.service()
            let input: JSONObject = ["recruiter_id": 1, "to_recruiter_id": 2, "to_on": "2026-03-13"]
            #expect(try await service.refusal("desk.lend", as: Cast.ruth, input).name == .notPermitted)
            #expect(try await service.refusal("desk.list", as: Cast.anna).name == .notPermitted)
        }
    }

    @Test("staff read the agents")
    func agents() async throws {
        try await withDatabase { db in
            let service = try db.service()
            let listed = try await service.call("recruiter.list", as: Cast.ruth)
            #expect(listed.items.map { $0.text("name") } == ["Cora Lind", "Rahul Sen", "Ruth Amos"])
            #expect(listed.items[0]["is_coordinator"] == true)
            #expect(try await service.refusal("recruiter.list", as: Cast.clara).name == .notPermitted)
        }
    }

    @Test("a tie is declared once and for all, by whoever knows of it (R8)")
    func ties() async throws {
        try await withDatabase { db in
            let service = try db.service()
            let made = try await service.call(
                "tie.declare", as: Cast.ruth,
                ["id": 3, "person": "Rahul Sen", "relation": "brother-in-law", "contact_id": 301])
            #expect(made.int("declared_by") == Cast.ruth.person)
            #expect(made.text("declared_at") == Cast.now)
            #expect(try await service.call("tie.list", as: Cast.rahul, ["client_id": 3]).items == [made])
            #expect(try await service.call("tie.list", as: Cast.rahul, ["client_id": 1]).items.isEmpty)
            let input: JSONObject = ["person": "A", "relation": "B"]
            let unknown = try await service.refusal("tie.declare", as: Cast.ruth, input.merging(["id": 99]) { $1 })
            #expect(unknown.name == .notFound)
            let stranger = try await service.refusal(
                "tie.declare", as: Cast.ruth, input.merging(["id": 1, "contact_id": 301]) { $1 })
            #expect(stranger.fields == ["contact_id"])
            for person in [Cast.anna, Cast.clara, Cast.rafe, Cast.ada] {
                #expect(try await service.refusal("tie.list", as: person).name == .notPermitted)
            }
        }
    }
}
