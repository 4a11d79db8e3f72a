import AgencyService
import TestSupport
import Testing

@Suite("Vacancies")
struct VacancyOperationsTests {
    @Test("a vacancy is added, shown and closed once")
    func lifeCycle() async throws {
        try await withDatabase { db in
            let service = try db.service()
            let made = try await service.call(
                "vacancy.add", as: Cast.ruth, ["client_id": 1, "title": "Fitter", "decision_maker_id": 101])
            #expect(made.text("client") == "Albion Engines")
            #expect(made.text("opened_on") == "2026-03-04")
            #expect(made.int("recruiter_id") == 1)
            let id: JSONObject = ["id": .integer(made.int("id") ?? 0)]
            #expect(try await service.call("vacancy.show", as: Cast.rahul, id) == made)
            let closed = try await service.call(
                "vacancy.close", as: Cast.ruth, id.merging(["reason": "Filled from within"]) { $1 })
            #expect(closed.text("closed_on") == "2026-03-04")
            #expect(try await service.refusal("vacancy.close", as: Cast.ruth, id).name == .conflict)
        }
    }

    @Test(
        "what does not fit together is named",
        arguments: [
            .init([:], ["client_id", "title"]), .init(["client_id": 99, "title": "A"], ["client_id"]),
            .init(["client_id": 1, "title": "A", "decision_maker_id": 301], ["decision_maker_id"]),
            .init(["client_id": 1, "title": "A", "recruiter_id": 99], ["recruiter_id"]),
            .init(["client_id": 1, "title": ""], ["title"]),
            .init(["client_id": .number(1.5), "title": "A"], ["client_id"]),
        ] as [Refused])
    func badInput(_ refused: Refused) async throws {
        try await withDatabase { db in
            let refusal = try await db.service().refusal("vacancy.add", as: Cast.cora, refused.input)
            #expect(refusal.name == refused.name)
            #expect(refusal.fields == refused.fields)
        }
    }

    @Test("whoever referred a candidate does not decide on a vacancy of theirs (R7)")
    func referrerDecides() async throws {
        try await withDatabase { db in
            let service = try db.service()
            // Contact 104 referred Rosa for vacancy 11; deciding on a new vacancy is no hand in it yet.
            let made = try await service.call(
                "vacancy.add", as: Cast.ruth, ["client_id": 1, "title": "Other", "decision_maker_id": 104])
            #expect(made.int("decision_maker_id") == 104)
        }
    }

    @Test("lists by company, words of the title and state")
    func lists() async throws {
        try await withDatabase { db in
            let service = try db.service()
            try await service.call("vacancy.close", as: Cast.ruth, ["id": 12])
            #expect(try await service.ids("vacancy.list", as: Cast.ruth, ["client_id": 1]) == [12, 11])
            #expect(try await service.ids("vacancy.list", as: Cast.ruth, ["open": true]) == [31, 21, 11])
            #expect(try await service.ids("vacancy.list", as: Cast.ruth, ["open": false]) == [12])
            #expect(try await service.ids("vacancy.list", as: Cast.ruth, ["query": "ARCH"]) == [31])
            #expect(try await service.ids("vacancy.list", as: Cast.clara) == [12, 11])
        }
    }

    @Test("a candidate reads company and title of what they are put forward for, and no state of it (R9)")
    func candidateView() async throws {
        try await withDatabase { db in
            let service = try db.service()
            let before = try await service.respond("vacancy.list", as: Cast.anna.token)
            try await service.call("vacancy.close", as: Cast.ruth, ["id": 11])
            let after = try await service.respond("vacancy.list", as: Cast.anna.token)
            #expect(before.body == after.body)
            let shown = try await service.call("vacancy.show", as: Cast.anna, ["id": 11])
            #expect(shown.text("title") == "Engineer")
            for member in ["decision_maker_id", "recruiter_id", "opened_on", "closed_on"] {
                #expect(shown.isNull(member))
            }
            #expect(try await service.refusal("vacancy.list", as: Cast.anna, ["open": true]).fields == ["open"])
            #expect(try await service.refusal("vacancy.show", as: Cast.anna, ["id": 31]).name == .notFound)
        }
    }

    @Test("another desk's vacancy is not closed, an unknown one not found, a client's word not taken")
    func foreignDesk() async throws {
        try await withDatabase { db in
            let service = try db.service()
            #expect(try await service.refusal("vacancy.close", as: Cast.ruth, ["id": 31]).name == .notPermitted)
            #expect(try await service.refusal("vacancy.close", as: Cast.ruth, ["id": 99]).name == .notFound)
            #expect(try await service.refusal("vacancy.close", as: Cast.clara, ["id": 11]).name == .notPermitted)
            let lent: JSONObject = ["client_id": 1, "title": "A", "recruiter_id": 2]
            #expect(try await service.refusal("vacancy.add", as: Cast.ruth, lent).name == .notPermitted)
        }
    }
}
