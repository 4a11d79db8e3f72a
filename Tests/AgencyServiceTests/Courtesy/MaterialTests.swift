import AgencyService
import TestSupport
import Testing

/// T11: promised material and later thoughts go the way of a thank-you note.
@Suite struct MaterialTests {
    @Test func `what a candidate hands over goes through the agent`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-03-02")
            let id: JSONValue = .integer(interview)
            let given = try await service.call(
                "material.add", as: Cast.anna, ["id": id, "what": "https://bridges.test/anna", "contact_id": 103])
            #expect(given.text("state") == "queued")
            #expect(given.text("due_on") == "2026-03-04")
            #expect(given.text("contact") == "Contact 103")
            let material: JSONObject = ["id": given["id"] ?? .null]
            let past = try await service.refusal("material.done", as: Cast.anna, material)
            #expect(past.name == .routeThroughAgent)
            #expect(past.facts["agent"]?.text("name") == "Ruth Amos")
            #expect(try await service.refusal("material.done", as: Cast.rahul, material).name == .notFound)
            let held = try await service.refusal("material.done", as: Cast.ruth, material)
            #expect(held.rule == "R2")
            #expect(try await service.call("material.list", as: Cast.clara).items.isEmpty)
            let done = try await service.call("material.done", as: Cast.ruth, material.merging(["confirm_details": true]) { $1 })
            #expect(done.text("state") == "done")
            #expect(done.text("done_on") == "2026-03-04")
            #expect(done["late"] == false)
            let read = try #require(try await service.call("material.list", as: Cast.clara).items.first)
            #expect(read.text("what") == "https://bridges.test/anna")
            #expect(read["due_on"] == .null)
            #expect(try await service.refusal("material.done", as: Cast.ruth, material).name == .conflict)
            let late = try await service.refusal(
                "material.return", as: Cast.ruth, material.merging(["reason": "Too late."]) { $1 })
            #expect(late.name == .conflict)
        }
    }

    @Test func `a later thought comes at any time and can be given back`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-02-03")
            let thought: JSONObject = ["id": .integer(interview), "what": "I also built a dam.", "kind": "later_thought"]
            let added = try await service.call("material.add", as: Cast.anna, thought)
            #expect(added["due_on"] == .null)
            let back: JSONObject = ["id": added["id"] ?? .null, "reason": "Say which one."]
            let returned = try await service.call("material.return", as: Cast.ruth, back)
            #expect(returned.text("state") == "returned")
            #expect(try await service.call("material.list", as: Cast.anna).items.first?.text("return_reason") == "Say which one.")
            #expect(try await service.refusal("material.return", as: Cast.ruth, back).name == .conflict)
            #expect(try await service.call("material.list", as: Cast.ruth, ["open": true]).items.isEmpty)
            for field in ["due_on": "2026-03-06", "promised": true, "promise_id": 1] as [String: JSONValue] {
                let refused = try await service.refusal("material.add", as: Cast.anna, thought.merging([field.key: field.value]) { $1 })
                #expect(refused.fields == [field.key])
            }
        }
    }

    @Test func `a promise is kept by what the candidate hands over, or by the agent's word`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-03-02")
            let id: JSONValue = .integer(interview)
            let promise = try await service.call(
                "material.add", as: Cast.ruth, ["id": id, "what": "A certificate", "due_on": "2026-03-09", "contact_id": 103])
            #expect(promise.text("state") == "promised")
            #expect(promise.text("due_on") == "2026-03-09")
            let empty = try await service.refusal(
                "material.return", as: Cast.ruth, ["id": promise["id"] ?? .null, "reason": "Nothing."])
            #expect(empty.name == .conflict)
            let given = try await service.call(
                "material.add", as: Cast.anna, ["id": id, "what": "Certificate 4711", "promise_id": promise["id"] ?? .null])
            try await service.call("material.done", as: Cast.ruth, ["id": given["id"] ?? .null])
            let kept = try await service.call("material.list", as: Cast.anna, ["open": false]).items
            #expect(kept.compactMap { $0.text("state") } == ["done", "done"])
            let again = try await service.refusal(
                "material.add", as: Cast.anna, ["id": id, "what": "Once more", "promise_id": promise["id"] ?? .null])
            #expect(again.name == .conflict)
            let unknown = try await service.refusal("material.add", as: Cast.anna, ["id": id, "what": "x", "promise_id": 99_999])
            #expect(unknown.name == .conflict)
            let own = try await service.call("material.add", as: Cast.anna, ["id": id, "what": "A drawing", "promised": true])
            #expect(own.text("state") == "promised")
            let done = try await service.call("material.done", as: Cast.ruth, ["id": own["id"] ?? .null])
            #expect(done.text("state") == "done")
        }
    }

    @Test func `off the agency channel the candidate sends it`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(Cast.Submission.dirk, on: "2026-02-24")
            let id: JSONValue = .integer(interview)
            let sent = try await service.call("material.add", as: Cast.dirk, ["id": id, "what": "https://dirk.test"])
            #expect(sent.text("state") == "done")
            #expect(sent["late"] == true)
            let promise = try await service.call(
                "material.add", as: Cast.dirk, ["id": id, "what": "My thesis", "promised": true, "due_on": "2026-03-10"])
            #expect(promise.text("state") == "promised")
            let staff = try await service.refusal("material.done", as: Cast.ruth, ["id": promise["id"] ?? .null])
            #expect(staff.rule == "R4")
            let done = try await service.call("material.done", as: Cast.dirk, ["id": promise["id"] ?? .null])
            #expect(done.text("state") == "done")
            #expect(done["late"] == false)
        }
    }

    @Test func `dates, people, roles and desks are checked`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-03-02")
            func refusal(_ changes: JSONObject, as person: Cast.Person = Cast.anna) async throws -> Problem {
                let input: JSONObject = ["id": .integer(interview), "what": "A link"]
                return try await service.refusal("material.add", as: person, input.merging(changes) { $1 })
            }
            #expect(try await refusal(["due_on": "2026-03-01"]).name == .invalidDate)
            #expect(try await refusal(["due_on": "soon"]).fields == ["due_on"])
            #expect(try await refusal(["what": " "]).fields == ["what"])
            #expect(try await refusal(["kind": "thought"]).fields == ["kind"])
            #expect(try await refusal(["contact_id": 101]).fields == ["contact_id"])
            #expect(try await refusal(["promised": true, "promise_id": 1]).fields == ["promise_id"])
            #expect(try await refusal(["kind": "later_thought"], as: Cast.ruth).fields == ["kind"])
            #expect(try await refusal(["promise_id": 1], as: Cast.ruth).fields == ["promise_id"])
            #expect(try await refusal(["promised": false], as: Cast.ruth).fields == ["promised"])
            #expect(try await refusal([:], as: Cast.otto).name == .notFound)
            #expect(try await refusal([:], as: Cast.rahul).name == .notPermitted)
            #expect(try await refusal([:], as: Cast.clara).name == .notPermitted)
            let ahead = try await database.heldInterview(Cast.Submission.anna, on: "2026-03-09")
            #expect(try await refusal(["id": .integer(ahead)]).facts["opens_on"] == "2026-03-09")
            #expect(try await service.refusal("material.list", as: Cast.clara, ["open": true]).fields == ["open"])
            #expect(try await database.value("select count(*) from liaison.materials", as: Int.self) == 0)
        }
    }
}
