import Agency
import AgencyService
import TestSupport
import Testing

/// What a desk does after a rejection (T15), through the service.
@Suite struct AfterRejectionTests {
    private func reject(
        _ service: AgencyService, _ interview: Int64, as person: Cast.Person = Cast.ruth, method: String? = nil
    ) async throws {
        var input: JSONObject = ["id": .integer(interview), "decision": "reject", "comments": "Not this time."]
        if let method { input["method"] = .string(method) }
        try await service.call("feedback.log", as: person, input)
    }

    private func tasks(_ service: AgencyService, as person: Cast.Person = Cast.ruth, _ input: JSONObject = [:]) async throws -> [JSONValue] {
        try await service.call("task.list", as: person, input).items
    }

    private func task(_ kind: String, _ service: AgencyService) async throws -> JSONValue {
        try #require(try await tasks(service).first { $0["kind"] == .string(kind) }?["id"])
    }

    @Test func `a rejection, by letter too, opens four tasks; any other answer none`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(1, on: "2026-02-24")
            let held = try await database.heldInterview(4, on: "2026-02-24")
            try await service.call(
                "feedback.log", as: Cast.ruth, ["id": .integer(held), "decision": "hold", "comments": "Later."])
            #expect(try await tasks(service).isEmpty)
            try await reject(service, interview, method: "letter")
            let list = try await tasks(service)
            #expect(list.compactMap { $0["kind"]?.string } == ["ask_leads", "offer_interest", "ask_impression", "thank_client"])
            #expect(list.allSatisfy { $0["state"] == "open" && $0["due_on"] == "2026-03-06" && $0["candidate"] == "Anna Brook" })
            #expect(list.allSatisfy { $0["interview_id"] == .integer(interview) })
            #expect(try await tasks(service, as: Cast.rahul).isEmpty)
            #expect(try await tasks(service, as: Cast.cora, ["submission_id": 1]).count == 4)
            #expect(try await tasks(service, ["state": "done"]).isEmpty)
        }
    }

    @Test func `a rejection that the client writes itself is one for the desk too`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(1, on: "2026-02-24")
            try await reject(service, interview, as: Cast.clara)
            #expect(try await tasks(service).count == 4)
            #expect(try await service.refusal("task.list", as: Cast.clara).name == .notPermitted)
            #expect(try await service.refusal("task.list", as: Cast.anna).name == .notPermitted)
        }
    }

    @Test func `each is done once, or set aside with a reason`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            try await reject(service, try await database.heldInterview(1, on: "2026-02-24"))
            let ask = try await task("ask_impression", service)
            let done = try await service.call("task.done", as: Cast.ruth, ["id": ask, "note": "Too quiet; ask more questions."])
            #expect(done["state"] == "done" && done["closed_on"] == "2026-03-04" && done["note"] == "Too quiet; ask more questions.")
            let second = try await service.refusal("task.done", as: Cast.cora, ["id": ask])
            #expect(second.name == .conflict && second.rule == "T15" && second.facts["closed_on"] == "2026-03-04")
            #expect(try await service.refusal("task.skip", as: Cast.ruth, ["id": ask, "reason": "No."]).name == .conflict)
            let thanks = try await task("thank_client", service)
            #expect(try await service.refusal("task.skip", as: Cast.ruth, ["id": thanks]).name == .invalid)
            #expect(try await service.refusal("task.skip", as: Cast.ruth, ["id": thanks, "reason": "  "]).name == .invalid)
            let skipped = try await service.call("task.skip", as: Cast.ruth, ["id": thanks, "reason": "They asked us not to."])
            #expect(skipped["state"] == "not_applicable" && skipped["reason"] == "They asked us not to.")
            #expect(try await service.refusal("task.done", as: Cast.rahul, ["id": thanks]).name == .notFound)
            #expect(try await tasks(service, ["state": "open"]).count == 2)
        }
    }

    private func agenda(
        _ service: AgencyService, as person: Cast.Person = Cast.ruth, _ input: JSONObject = [:]
    ) async throws -> [JSONValue] {
        try await service.call("agenda", as: person, input).items.filter { $0["rule"] == "T15" && $0["state"] != "done" }
    }

    @Test func `the agenda has them until they are settled`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            try await reject(service, try await database.heldInterview(1, on: "2026-02-24"))
            let thanks = try await task("thank_client", service)
            let list = try await agenda(service)
            #expect(list.count == 4 && list.allSatisfy { $0["state"] == "today" && $0["due_on"] == "2026-03-06" })
            #expect(list.contains { $0["command"] == .string("liaison task done \(thanks.integer ?? 0)") })
            try await service.call("task.done", as: Cast.ruth, ["id": thanks])
            #expect(try await agenda(service).count == 3)
            #expect(try await agenda(service, ["as_of": "2026-03-03"]).isEmpty)
            let later = try database.service(now: "2026-03-09T10:00:00Z")
            let overdue = try await agenda(later)
            #expect(overdue.count == 3 && overdue.allSatisfy { $0["state"] == "overdue" })
            // The day before it was settled knew it as open.
            let then = try await agenda(later, ["as_of": "2026-03-04"])
            #expect(then.count == 3)
            #expect(try await agenda(service, as: Cast.rahul).isEmpty)
        }
    }

    @Test func `a client keeps a candidate in mind, once, until it no longer does`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            try await reject(service, try await database.heldInterview(1, on: "2026-02-24"))
            let asked = try await task("offer_interest", service)
            let input: JSONObject = ["candidate_id": 1, "client_id": 1, "note": "For the autumn.", "task_id": asked]
            let elsewhere = input.merging(["client_id": 2]) { $1 }
            #expect(try await service.refusal("interest.add", as: Cast.ruth, elsewhere).name == .invalid)
            let interest = try await service.call("interest.add", as: Cast.ruth, input)
            #expect(interest["noted_on"] == "2026-03-04" && interest["client"] == "Albion Engines")
            #expect(try await tasks(service, ["state": "done"]).compactMap { $0["id"] } == [asked])
            #expect(try await service.refusal("interest.add", as: Cast.ruth, input).name == .conflict)
            let foreign: JSONObject = ["candidate_id": 3, "client_id": 1]
            #expect(try await service.refusal("interest.add", as: Cast.ruth, foreign).name == .notPermitted)
            let nowhere: JSONObject = ["candidate_id": 1, "client_id": 999]
            #expect(try await service.refusal("interest.add", as: Cast.ruth, nowhere).name == .invalid)
            let id = try #require(interest["id"])
            #expect(try await service.refusal("interest.end", as: Cast.rahul, ["id": id]).name == .notFound)
            let ended = try await service.call("interest.end", as: Cast.ruth, ["id": id, "reason": "Hired elsewhere."])
            #expect(ended["ended_on"] == "2026-03-04" && ended["end_reason"] == "Hired elsewhere.")
            #expect(try await service.refusal("interest.end", as: Cast.ruth, ["id": id]).name == .conflict)
            try await service.call("interest.add", as: Cast.ruth, ["candidate_id": 1, "client_id": 1])
            #expect(try await service.call("interest.list", as: Cast.ruth, ["live": true]).items.count == 1)
            #expect(try await service.call("interest.list", as: Cast.cora, ["candidate_id": 1]).items.count == 2)
            #expect(try await service.call("interest.list", as: Cast.rahul).items.isEmpty)
            #expect(try await service.refusal("interest.list", as: Cast.anna).name == .notPermitted)
        }
    }

    /// T16: who is kept in mind, or waits, is put forward elsewhere all the same.
    @Test func `an interest hides a candidate from no other vacancy`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            try await service.call("interest.add", as: Cast.ruth, ["candidate_id": 1, "client_id": 1])
            let added = try await service.call(
                "submission.add", as: Cast.ruth,
                ["candidate_id": 1, "vacancy_id": .integer(Cast.Vacancy.nurse), "channel": "agency"])
            #expect(added["id"]?.integer != nil)
            let found = try await service.call("candidate.list", as: Cast.ruth, ["query": "Anna"]).items
            #expect(found.contains { $0["id"] == 1 })
        }
    }

    @Test func `a company that a client named becomes a client, once`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            try await reject(service, try await database.heldInterview(1, on: "2026-02-24"))
            let asked = try await task("ask_leads", service)
            let lead = try await service.call(
                "lead.add", as: Cast.ruth, ["company": "Tram Works", "client_id": 1, "contact_id": 101, "task_id": asked])
            #expect(lead["named_on"] == "2026-03-04" && lead["recruiter_id"] == 1 && lead["made_client_id"] == .null)
            // One call may bring several.
            try await service.call("lead.add", as: Cast.ruth, ["company": "Ferry Co", "client_id": 1, "task_id": asked])
            #expect(try await tasks(service, ["state": "done"]).count == 1)
            let stranger: JSONObject = ["company": "X", "client_id": 1, "contact_id": 201]
            #expect(try await service.refusal("lead.add", as: Cast.ruth, stranger).name == .invalid)
            let nowhere: JSONObject = ["company": "X", "client_id": 999]
            #expect(try await service.refusal("lead.add", as: Cast.ruth, nowhere).name == .invalid)
            let others: JSONObject = ["company": "X", "client_id": 1, "recruiter_id": 2]
            #expect(try await service.refusal("lead.add", as: Cast.ruth, others).name == .notPermitted)
            let id = try #require(lead["id"])
            #expect(try await service.refusal("lead.convert", as: Cast.rahul, ["id": id]).name == .notFound)
            let unknown: JSONObject = ["id": id, "calendar": "XX"]
            #expect(try await service.refusal("lead.convert", as: Cast.ruth, unknown).name == .invalid)
            let made = try await service.call("lead.convert", as: Cast.ruth, ["id": id, "calendar": "IE", "time_zone": "Europe/Dublin"])
            let client = try await service.call("client.show", as: Cast.ruth, ["id": try #require(made["made_client_id"])])
            #expect(client["name"] == "Tram Works" && client["calendar"] == "IE" && client["recruiter_id"] == 1)
            #expect(made["converted_on"] == "2026-03-04")
            let again = try await service.refusal("lead.convert", as: Cast.ruth, ["id": id])
            #expect(again.name == .conflict && again.facts["client_id"] == made["made_client_id"])
            #expect(try await service.call("lead.list", as: Cast.ruth, ["open": true]).items.count == 1)
            #expect(try await service.call("lead.list", as: Cast.rahul).items.isEmpty)
        }
    }
}
