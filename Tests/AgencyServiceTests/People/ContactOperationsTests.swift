import AgencyService
import TestSupport
import Testing

@Suite("Clients' people")
struct ContactOperationsTests {
    @Test("a contact is added with how to reach them")
    func adds() async throws {
        try await withDatabase { db in
            let service = try db.service()
            let made = try await service.call(
                "contact.add", as: Cast.ruth,
                [
                    "id": 1, "name": "Ines Pohl", "function": "hr", "title": "People Lead", "email": "ines@albion.test",
                    "phone": "+44 20 7946 0333", "may_call": true,
                ])
            #expect(made.int("client_id") == 1)
            #expect(made.text("email") == "ines@albion.test")
            #expect(made["may_call"] == true)
            #expect(made["cleared"] == false)
            let listed = try await service.call("contact.list", as: Cast.rahul, ["id": 1])
            #expect(listed.items.count == 9)
            #expect(listed.items.last == made)
        }
    }

    @Test(
        "bad input is named",
        arguments: [
            .init([:], ["function", "name"]), .init(["name": "A", "function": "boss"], ["function"]),
            .init(["name": "A", "function": "hr", "email": "x"], ["email"]),
            .init(["name": "A", "function": "hr", "may_call": "yes"], ["may_call"]),
            .init(["name": "A", "function": "hr", "phone": "12"], ["phone"]),
        ] as [Refused])
    func badInput(_ refused: Refused) async throws {
        try await withDatabase { db in
            let input = (["id": 1] as JSONObject).merging(refused.input) { $1 }
            let refusal = try await db.service().refusal("contact.add", as: Cast.ruth, input)
            #expect(refusal.name == refused.name)
            #expect(refusal.fields == refused.fields)
        }
    }

    @Test("another desk's company takes no contacts, an unknown one is not found")
    func foreignDesk() async throws {
        try await withDatabase { db in
            let service = try db.service()
            func input(_ id: Int64) -> JSONObject { ["id": .integer(id), "name": "A", "function": "hr"] }
            #expect(try await service.refusal("contact.add", as: Cast.ruth, input(3)).name == .notPermitted)
            #expect(try await service.refusal("contact.add", as: Cast.ruth, input(99)).name == .notFound)
            #expect(try await service.refusal("contact.add", as: Cast.cora, input(99)).name == .notFound)
            #expect(try await service.refusal("contact.edit", as: Cast.ruth, ["id": 301]).name == .notPermitted)
            #expect(try await service.refusal("contact.edit", as: Cast.cora, ["id": 9_999]).name == .notFound)
            #expect(try await db.count("liaison.contacts") == 24)
        }
    }

    @Test("only what is given changes, also where there were no details yet")
    func edits() async throws {
        try await withDatabase { db in
            let service = try db.service()
            let before = try await service.call("contact.list", as: Cast.ruth, ["id": 1]).items
            let after = try await service.call("contact.edit", as: Cast.ruth, ["id": 101, "may_call": false])
            #expect(after["may_call"] == false)
            #expect(after.text("email") == before.first?.text("email"))
            #expect(after["cleared"] == before.first?["cleared"])
            try await db.execute("delete from liaison.contact_details where id = 105")
            let filled = try await service.call(
                "contact.edit", as: Cast.ruth, ["id": 105, "phone": "+44 20 7946 0555", "cleared": true])
            #expect(filled.text("phone") == "+44 20 7946 0555")
            #expect(filled.isNull("email"))
            #expect(filled["cleared"] == true)
            let uncleared = try await service.call("contact.edit", as: Cast.ruth, ["id": 105, "cleared": false])
            #expect(uncleared["cleared"] == false)
        }
    }

    @Test("on the agency channel a candidate reads names and titles of whom they meet, never how to reach them (R2)")
    func agencyCandidate() async throws {
        try await withDatabase { db in
            let service = try db.service()
            #expect(try await service.call("contact.list", as: Cast.anna, ["id": 1]).items.isEmpty)
            _ = try await db.heldInterview(Cast.Submission.anna, on: "2026-02-25")
            let met = try await service.call("contact.list", as: Cast.anna, ["id": 1]).items
            #expect(met.map { $0.int("id") } == [103])
            #expect(met[0].text("title") == "Team Lead")
            for member in ["email", "phone", "may_call", "cleared"] { #expect(met[0].isNull(member)) }
        }
    }

    @Test("off the agency channel a candidate reads what the company cleared, of whom they meet (R4)")
    func directCandidate() async throws {
        try await withDatabase { db in
            let service = try db.service()
            _ = try await db.heldInterview(Cast.Submission.dirk, on: "2026-02-25")
            let met = try await service.call("contact.list", as: Cast.dirk, ["id": 2]).items
            #expect(met.map { $0.text("email") } == ["contact203@client2.test"])
            try await service.call("contact.edit", as: Cast.ruth, ["id": 203, "cleared": false])
            let hidden = try await service.call("contact.list", as: Cast.dirk, ["id": 2]).items
            #expect(hidden.count == 1)
            #expect(hidden[0].isNull("email"))
            #expect(try await service.refusal("contact.list", as: Cast.dirk, ["id": 1]).name == .notFound)
        }
    }

    @Test("a client reads their own company's people and changes none")
    func clientView() async throws {
        try await withDatabase { db in
            let service = try db.service()
            #expect(try await service.call("contact.list", as: Cast.clara, ["id": 1]).items.count == 8)
            #expect(try await service.refusal("contact.list", as: Cast.clara, ["id": 3]).name == .notFound)
            #expect(try await service.refusal("contact.edit", as: Cast.clara, ["id": 101]).name == .notPermitted)
        }
    }
}
