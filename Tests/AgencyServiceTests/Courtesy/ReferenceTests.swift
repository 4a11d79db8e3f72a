import AgencyService
import TestSupport
import Testing

/// T12: no reference is contacted before the candidate told them of the company and position.
@Suite struct ReferenceTests {
    private let ida: JSONObject = [
        "name": "Ida Kern", "relation": "former manager", "company": "Kern Bridges", "email": "ida@kern.test",
    ]

    @Test func `a reference is contacted once they were told, and what they said is kept`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let added = try await service.call("reference.add", as: Cast.anna, ida)
            #expect(added["told"] == [])
            let id = try #require(added["id"])
            let contact: JSONObject = ["id": id, "vacancy_id": 11, "method": "phone", "outcome": "Would hire her again."]
            let early = try await service.refusal("reference.contact", as: Cast.ruth, contact)
            #expect(early.name == .referenceNotAlerted)
            #expect(early.rule == "T12")
            #expect(early.facts["candidate"] == "Anna Brook")
            #expect(early.facts["reference"] == "Ida Kern")
            #expect(early.facts["ask"]?.string?.contains("Engineer at Albion Engines") == true)

            let told = try await service.call("reference.told", as: Cast.anna, ["id": id, "vacancy_id": 11])
            #expect(told["told"]?.array?.first?.text("client") == "Albion Engines")
            #expect(told["told"]?.array?.first?.text("told_on") == "2026-03-04")
            #expect(told["contacts"] == .null)
            let again = try await service.call("reference.told", as: Cast.anna, ["id": id, "vacancy_id": 11])
            #expect(again == told)
            // For that position and no other.
            #expect(
                try await service.refusal("reference.contact", as: Cast.ruth, contact.merging(["vacancy_id": 12]) { $1 }).name
                    == .referenceNotAlerted)
            let before = try await service.refusal("reference.contact", as: Cast.ruth, contact.merging(["on": "2026-03-03"]) { $1 })
            #expect(before.name == .referenceNotAlerted)
            #expect(before.facts["told_on"] == "2026-03-04")
            #expect(
                try await service.refusal("reference.contact", as: Cast.ruth, contact.merging(["on": "2026-03-05"]) { $1 }).name
                    == .invalidDate)
            let asked = try await service.call("reference.contact", as: Cast.ruth, contact)
            #expect(asked["contacts"]?.array?.first?.text("outcome") == "Would hire her again.")
            #expect(try await service.call("reference.list", as: Cast.cora).items.first?["contacts"]?.array?.count == 1)
            #expect(try await service.call("reference.list", as: Cast.anna).items.first?["contacts"] == .null)
        }
    }

    @Test func `only the candidate, their desk and coordinators know of them`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let id = try #require(try await service.call("reference.add", as: Cast.anna, ida)["id"])
            #expect(try await service.call("reference.list", as: Cast.ruth, ["candidate_id": 1]).items.count == 1)
            #expect(try await service.call("reference.list", as: Cast.ruth, ["candidate_id": 2]).items.isEmpty)
            #expect(try await service.call("reference.list", as: Cast.rahul).items.isEmpty)
            #expect(try await service.call("reference.list", as: Cast.otto).items.isEmpty)
            for person in [Cast.clara, Cast.rafe, Cast.ada] {
                #expect(try await service.refusal("reference.list", as: person).name == .notPermitted)
            }
            let contact: JSONObject = ["id": id, "vacancy_id": 11, "method": "phone", "outcome": "Fine."]
            #expect(try await service.refusal("reference.contact", as: Cast.rahul, contact).name == .notFound)
            #expect(try await service.refusal("reference.told", as: Cast.otto, ["id": id, "vacancy_id": 31]).name == .notFound)
            // They follow the candidate to another desk.
            try await service.call("candidate.edit", as: Cast.cora, ["id": 1, "recruiter_id": 2])
            #expect(try await service.call("reference.list", as: Cast.rahul).items.count == 1)
            #expect(try await service.call("reference.list", as: Cast.ruth).items.isEmpty)
        }
    }

    @Test func `who cannot be reached is no reference, and positions are the candidate's own`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            #expect(try await service.refusal("reference.add", as: Cast.anna, ["name": "Ida"]).fields == ["email"])
            #expect(try await service.refusal("reference.add", as: Cast.anna, ["name": " ", "phone": "+44 1"]).fields == ["name"])
            #expect(try await service.refusal("reference.add", as: Cast.anna, ["name": "Ida", "email": "at home"]).fields == ["email"])
            #expect(try await service.refusal("reference.add", as: Cast.ruth, ida).name == .notPermitted)
            let id = try #require(try await service.call("reference.add", as: Cast.anna, ida)["id"])
            #expect(try await service.refusal("reference.told", as: Cast.anna, ["id": id, "vacancy_id": 31]).name == .notFound)
            #expect(try await service.refusal("reference.told", as: Cast.anna, ["id": id, "vacancy_id": 99_999]).name == .notFound)
            #expect(try await service.refusal("reference.told", as: Cast.anna, ["id": 99_999, "vacancy_id": 11]).name == .notFound)
            let contact: JSONObject = ["id": id, "vacancy_id": 99_999, "method": "phone", "outcome": "Fine."]
            #expect(try await service.refusal("reference.contact", as: Cast.ruth, contact).name == .notFound)
            #expect(
                try await service.refusal("reference.contact", as: Cast.ruth, contact.merging(["method": "fax"]) { $1 }).fields
                    == ["method"])
            #expect(try await database.value("select count(*) from liaison.reference_alerts", as: Int.self) == 0)
        }
    }
}
