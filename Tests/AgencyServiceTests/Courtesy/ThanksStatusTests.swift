import AgencyService
import TestSupport
import Testing

/// T10 and T11 on the candidate's status page and on everybody's agenda.
@Suite struct ThanksStatusTests {
    private func status(_ service: AgencyService) async throws -> JSONValue {
        try #require(try await service.call("status", as: Cast.anna)["submissions"]?.array?.first)
    }

    private func permission(_ submission: JSONValue) -> JSONValue {
        submission["may_now"]?.array?.first { $0["action"] == "thank_you_note" } ?? .null
    }

    private func known(_ submission: JSONValue) -> [String] {
        submission["known"]?.array?.compactMap { $0.text("what") } ?? []
    }

    private func items(
        _ service: AgencyService, _ person: Cast.Person, _ rule: String, _ input: JSONObject = [:]
    ) async throws -> [JSONValue] {
        try await service.call("agenda", as: person, input).items.filter { $0.text("rule") == rule && $0.text("state") != "done" }
    }

    @Test func `the status says whom the candidate thanked and who is left`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-03-03")
            try await database.execute(
                "insert into liaison.interviewers (interview_id, contact_id, candidate_id, client_id) values (\(interview), 101, 1, 1)")
            var shown = try await status(service)
            #expect(permission(shown)["allowed"] == true)
            #expect(permission(shown).text("reason") == "Best by 2026-03-04, in time until 2026-03-05 (T10).")
            let input: JSONObject = ["id": .integer(interview), "contact_id": 103, "message": "Thank you for the plans."]
            let id = try #require(try await service.call("note.write", as: Cast.anna, input)["id"])
            shown = try await status(service)
            #expect(permission(shown).text("reason")?.hasPrefix("Clara Dean still to thank.") == true)
            #expect(known(shown).last == "You thanked Contact 103")
            try await service.call(
                "note.write", as: Cast.anna, ["id": .integer(interview), "contact_id": 101, "message": "You asked good questions."])
            shown = try await status(service)
            #expect(permission(shown)["allowed"] == false)
            #expect(permission(shown).text("reason")?.hasPrefix("You have thanked") == true)
            try await service.call("note.return", as: Cast.ruth, ["id": id, "reason": "Too short."])
            shown = try await status(service)
            #expect(permission(shown)["allowed"] == true)
            #expect(known(shown).contains("Your agent gave your note to Contact 103 back: Too short."))
        }
    }

    @Test func `an interview without anybody on record has nobody to thank`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-03-03")
            try await database.execute("delete from liaison.interviewers where interview_id = \(interview)")
            let shown = try await status(service)
            #expect(permission(shown)["allowed"] == false)
            #expect(permission(shown).text("reason")?.contains("on record") == true)
            #expect(try await items(service, Cast.anna, "T10").isEmpty)
        }
    }

    @Test func `notes to write and notes to forward stand on the agenda until they are`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-03-03")
            let own = try #require(try await items(service, Cast.anna, "T10").first)
            #expect(own.text("due_on") == "2026-03-04")
            #expect(own.text("state") == "today")
            #expect(own.text("command") == "liaison note write \(interview) --contact 103 --message TEXT")
            #expect(try await items(service, Cast.anna, "T10", ["as_of": "2026-03-05"]).first?.text("due_on") == "2026-03-05")
            #expect(try await items(service, Cast.anna, "T10", ["as_of": "2026-03-06"]).first?.text("state") == "overdue")
            #expect(try await items(service, Cast.ruth, "T10").isEmpty)

            let input: JSONObject = ["id": .integer(interview), "contact_id": 103, "message": "Thank you for the plans."]
            let id = try #require(try await service.call("note.write", as: Cast.anna, input)["id"])
            #expect(try await items(service, Cast.anna, "T10").isEmpty)
            let queued = try #require(try await items(service, Cast.ruth, "T10").first)
            #expect(queued.text("due_on") == "2026-03-05")
            #expect(queued.int("interview_id") == interview)
            #expect(queued.text("command") == "liaison note forward \(id.integer ?? 0)")
            #expect(try await items(service, Cast.rahul, "T10").isEmpty)
            #expect(try await items(service, Cast.cora, "T10").count == 1)

            let thursday = try database.service(now: "2026-03-05T09:00:00Z")
            try await thursday.call("note.forward", as: Cast.ruth, ["id": id])
            #expect(try await items(thursday, Cast.ruth, "T10").isEmpty)
            #expect(try await items(thursday, Cast.ruth, "T10", ["as_of": "2026-03-04"]).count == 1)
            #expect(try await items(thursday, Cast.ruth, "T10", ["as_of": "2026-03-03"]).isEmpty)
        }
    }

    @Test func `promised material stands on both agendas, and what was handed over on the agent's`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-02-26")
            let promised = try await service.call(
                "material.add", as: Cast.ruth, ["id": .integer(interview), "what": "The welding certificate"])
            let own = try #require(try await items(service, Cast.anna, "T11").first)
            #expect(own.text("due_on") == "2026-03-02")
            #expect(own.text("state") == "overdue")
            let promise = promised.int("id") ?? 0
            #expect(own.text("command") == "liaison material add \(interview) --promise \(promise) --what TEXT")
            #expect(try await items(service, Cast.ruth, "T11").first?.text("what")?.contains("The welding certificate") == true)
            #expect(try await items(service, Cast.rahul, "T11").isEmpty)

            let given = try await service.call(
                "material.add", as: Cast.anna,
                ["id": .integer(interview), "what": "Certificate 4711 of the guild", "promise_id": .integer(promise)])
            #expect(try await items(service, Cast.ruth, "T11").count == 2)
            try await service.call("material.done", as: Cast.ruth, ["id": given["id"] ?? .null])
            for person in [Cast.anna, Cast.ruth] {
                #expect(try await items(service, person, "T11").isEmpty)
                #expect(try await items(service, person, "T11", ["as_of": "2026-03-03"]).isEmpty)
            }
        }
    }
}
