import AgencyService
import TestSupport
import Testing

@Suite("Candidates")
struct CandidateOperationsTests {
    @Test("a recruiter registers a candidate on their own desk, today")
    func adds() async throws {
        try await withDatabase { db in
            let service = try db.service()
            let input: JSONObject = [
                "name": " Mira Novák ", "email": "Mira@x.test", "phone": "+420 601 000 000",
                "time_zone": "Europe/Prague",
            ]
            let made = try await service.call("candidate.add", as: Cast.rahul, input)
            #expect(made.text("name") == "Mira Novák")
            #expect(made.int("recruiter_id") == Cast.rahul.person)
            #expect(made.text("registered_on") == "2026-03-04")
            #expect(made.text("time_zone") == "Europe/Prague")
            let shown = try await service.call("candidate.show", as: Cast.ruth, ["id": .integer(made.int("id") ?? 0)])
            #expect(shown == made)
        }
    }

    @Test("a coordinator registers on any desk, a recruiter only on their own")
    func desks() async throws {
        try await withDatabase { db in
            let service = try db.service()
            let input: JSONObject = ["name": "Mira", "email": "mira@x.test", "recruiter_id": 2]
            #expect(try await service.refusal("candidate.add", as: Cast.ruth, input).name == .notPermitted)
            #expect(try await service.call("candidate.add", as: Cast.cora, input).int("recruiter_id") == 2)
        }
    }

    @Test("a known address is refused with the candidate who has it")
    func known() async throws {
        try await withDatabase { db in
            let service = try db.service()
            let refusal = try await service.refusal(
                "candidate.add", as: Cast.rahul, ["name": "Again", "email": "ANNA@cast.test"])
            #expect(refusal.name == .conflict)
            #expect(refusal.facts["candidate_id"]?.integer == Cast.anna.person)
            #expect(try await db.count("liaison.candidates") == 5)
        }
    }

    @Test(
        "bad input is named field by field",
        arguments: [
            .init([:], ["email", "name"]), .init(["name": "A", "email": "a@"], ["email"]),
            .init(["name": .string(String(repeating: "é", count: 201)), "email": "a@x.test"], ["name"]),
            .init(["name": "A\u{7}", "email": "a@x.test"], ["name"]),
            .init(["name": "A", "email": "a@x.test", "phone": "call me"], ["phone"]),
            .init(["name": "A", "email": "a@x.test", "time_zone": "Mars/Olympus"], ["time_zone"]),
            .init(["name": "A", "email": "a@x.test", "time_zone": "CEST; drop"], ["time_zone"]),
            .init(["name": "A", "email": "a@x.test", "recruiter_id": 999], ["recruiter_id"]),
            .init(["name": "A", "email": "a@x.test", "recruiter_id": "1"], ["recruiter_id"]),
            .init(["name": "A", "email": "a@x.test", "stage": "sent"], ["stage"]),
        ] as [Refused])
    func badInput(_ refused: Refused) async throws {
        try await withDatabase { db in
            let refusal = try await db.service().refusal("candidate.add", as: Cast.cora, refused.input)
            #expect(refusal.name == refused.name)
            #expect(refusal.fields == refused.fields)
        }
    }

    @Test("staff find candidates by the beginning of a name or address, with wildcards as plain letters")
    func searches() async throws {
        try await withDatabase { db in
            let service = try db.service()
            func found(_ query: String) async throws -> [Int64] {
                try await service.ids("candidate.list", as: Cast.ruth, ["query": .string(query)])
            }
            #expect(try await found("anna") == [1])
            #expect(try await found("BROOK") == [1])
            #expect(try await found("stella@") == [3])
            #expect(try await found("%") == [])
            #expect(try await found("_nna") == [])
            #expect(try await found("\\") == [])
            #expect(try await found("'; drop table x --") == [])
            #expect(try await service.ids("candidate.list", as: Cast.ruth, ["recruiter_id": 2]) == [5, 3])
        }
    }

    @Test("lists go on where the page ended; other cursors are refused")
    func pages() async throws {
        try await withDatabase { db in
            let service = try db.service()
            let first = try await service.call("candidate.list", as: Cast.ruth, ["limit": 2])
            #expect(first.items.map { $0.int("id") } == [5, 4])
            let next = try #require(first.text("next"))
            let second = try await service.call(
                "candidate.list", as: Cast.ruth, ["limit": 2, "cursor": .string(next)])
            #expect(second.items.map { $0.int("id") } == [3, 2])
            for bad in ["zzz", "", "%00", "MTIzYQ"] {
                let refusal = try await service.refusal("candidate.list", as: Cast.ruth, ["cursor": .string(bad)])
                #expect(refusal.fields == ["cursor"])
            }
            for bad: Int64 in [0, -1, 501, .max] {
                let refusal = try await service.refusal("candidate.list", as: Cast.ruth, ["limit": .integer(bad)])
                #expect(refusal.fields == ["limit"])
            }
        }
    }

    @Test("a client reads the names of those put to their company and nothing more")
    func clientView() async throws {
        try await withDatabase { db in
            let service = try db.service()
            let listed = try await service.call("candidate.list", as: Cast.clara)
            #expect(listed.items.map { $0.text("name") } == ["Rosa Marin", "Anna Brook"])
            for member in ["email", "phone", "time_zone", "recruiter_id", "registered_on"] {
                #expect(listed.items.allSatisfy { $0.isNull(member) })
            }
            #expect(try await service.ids("candidate.list", as: Cast.clara, ["query": "rosa"]) == [4])
            #expect(try await service.ids("candidate.list", as: Cast.clara, ["query": "rosa@"]) == [])
            #expect(try await service.refusal("candidate.show", as: Cast.clara, ["id": 3]).name == .notFound)
            let refusal = try await service.refusal("candidate.list", as: Cast.clara, ["recruiter_id": 1])
            #expect(refusal.fields == ["recruiter_id"])
        }
    }

    @Test("a candidate reads and changes themselves alone")
    func ownProfile() async throws {
        try await withDatabase { db in
            let service = try db.service()
            let edited = try await service.call(
                "candidate.edit", as: Cast.anna,
                ["id": 1, "phone": "020 7946 0999", "time_zone": "Europe/Dublin", "name": "Anna Brook-Hay"])
            #expect(edited.text("name") == "Anna Brook-Hay")
            #expect(edited.text("email") == "anna@cast.test")
            #expect(try await service.call("candidate.show", as: Cast.anna, ["id": 1]) == edited)
            #expect(try await service.refusal("candidate.show", as: Cast.anna, ["id": 2]).name == .notFound)
            #expect(
                try await service.refusal("candidate.edit", as: Cast.anna, ["id": 2, "name": "X"]).name == .notFound)
            let moved = try await service.refusal("candidate.edit", as: Cast.anna, ["id": 1, "recruiter_id": 2])
            #expect(moved.name == .notPermitted)
            let taken = try await service.refusal(
                "candidate.edit", as: Cast.anna, ["id": 1, "email": "Dirk@cast.test"])
            #expect(taken.name == .conflict)
            #expect(taken.facts.isEmpty)
        }
    }

    @Test("another desk's candidate is named with the desk, one that is not there as not found")
    func foreignDesk() async throws {
        try await withDatabase { db in
            let service = try db.service()
            let refusal = try await service.refusal("candidate.edit", as: Cast.ruth, ["id": 3, "name": "Mine"])
            #expect(refusal.name == .notPermitted)
            #expect(refusal.rule == "P")
            #expect(refusal.detail.contains("Rahul Sen"))
            #expect(try await service.refusal("candidate.edit", as: Cast.ruth, ["id": 77]).name == .notFound)
            let given = try await service.call("candidate.edit", as: Cast.cora, ["id": 3, "recruiter_id": 1])
            #expect(given.int("recruiter_id") == 1)
            #expect(
                try await service.call("candidate.edit", as: Cast.ruth, ["id": 3, "name": "S"]).text("name") == "S")
        }
    }

    @Test("a change against an old reading is refused")
    func ifMatch() async throws {
        try await withDatabase { db in
            let service = try db.service()
            let read = try await service.respond("candidate.show", as: Cast.ruth.token, ["id": 1])
            try await service.call("candidate.edit", as: Cast.anna, ["id": 1, "phone": "020 7946 0001"])
            let refusal = try await service.refusal(
                "candidate.edit", as: Cast.ruth, ["id": 1, "name": "A"], ifMatch: read.entityTag)
            #expect(refusal.name == .changedMeanwhile)
        }
    }

    @Test("candidates, clients' people and referrers may not list or add", arguments: [Cast.anna, Cast.rafe, Cast.ada])
    func roles(_ person: Cast.Person) async throws {
        try await withDatabase { db in
            let service = try db.service()
            #expect(try await service.refusal("candidate.list", as: person).name == .notPermitted)
            let input: JSONObject = ["name": "A", "email": "a@x.test"]
            #expect(try await service.refusal("candidate.add", as: person, input).name == .notPermitted)
        }
    }
}
