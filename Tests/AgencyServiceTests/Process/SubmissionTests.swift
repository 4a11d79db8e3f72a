import Agency
import AgencyService
import TestSupport
import Testing

@Suite struct SubmissionTests {
    private func candidate(_ service: AgencyService, _ email: String = "new@cast.test") async throws -> Int64 {
        let made = try await service.call("candidate.add", as: Cast.ruth, ["name": "New Person", "email": .string(email)])
        return try #require(made["id"]?.integer)
    }

    @Test func `on the agency channel nothing is sent without consent`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let id = try await candidate(service)
            let made = try await service.call(
                "submission.add", as: Cast.ruth, ["candidate_id": .integer(id), "vacancy_id": 11, "channel": "agency"])
            let submission = try #require(made["id"])
            #expect(made["stage"] == "registered")
            let early = try await service.refusal("submission.send", as: Cast.ruth, ["id": submission])
            #expect(early.name == .consentMissing)
            #expect(early.rule == "R10")
            let meeting: JSONObject = [
                "id": submission, "starts_at": "2026-03-05T10:00:00Z", "ends_at": "2026-03-05T11:00:00Z",
            ]
            #expect(try await service.refusal("interview.schedule", as: Cast.ruth, meeting).name == .consentMissing)
            let agreed = try await service.call("submission.consent", as: Cast.ruth, ["id": submission])
            #expect(agreed["consented_at"]?.string != nil)
            #expect(try await service.refusal("interview.schedule", as: Cast.ruth, meeting).name == .conflict)
            let sent = try await service.call("submission.send", as: Cast.ruth, ["id": submission])
            #expect(sent["stage"] == "sent")
            #expect(sent["sent_on"] == "2026-03-04")
            let planned = try await service.call("interview.schedule", as: Cast.ruth, meeting)
            #expect(planned["held_on"] == "2026-03-05")
            #expect(planned["due_on"] == "2026-03-12")
        }
    }

    @Test func `one live submission per candidate and vacancy whatever the channel`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let again: JSONObject = ["candidate_id": 1, "vacancy_id": 11, "channel": "direct"]
            let own = try await service.refusal("submission.add", as: Cast.ruth, again)
            #expect(own.name == .alreadyRepresented)
            #expect(own.facts["submission_id"] == 1)
            let foreign = try await service.refusal("submission.add", as: Cast.rahul, again)
            #expect(foreign.name == .alreadyRepresented)
            #expect(foreign.facts.isEmpty)
            try await service.call("submission.close", as: Cast.ruth, ["id": 1, "reason": "Filled."])
            let renewed = try await service.call("submission.add", as: Cast.ruth, again)
            #expect(renewed["stage"] == "sent")
        }
    }

    @Test func `another desk's submission cannot be changed`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            for (operation, input) in [
                ("submission.send", ["id": 1]), ("submission.withdraw", ["id": 1]), ("submission.consent", ["id": 1]),
                ("submission.close", ["id": 1, "reason": "No."]), ("submission.advance", ["id": 1, "stage": "offered"]),
            ] as [(String, JSONObject)] {
                let problem = try await service.refusal(operation, as: Cast.rahul, input)
                #expect(problem.name == .notPermitted, "\(operation)")
                #expect(problem.facts["desk"] == "Ruth Amos", "\(operation)")
            }
            #expect(try await service.refusal("submission.send", as: Cast.ruth, ["id": 999]).name == .notFound)
        }
    }

    @Test func `a withdrawal is published at once and happens once`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let answer = try await service.call("submission.withdraw", as: Cast.anna, ["id": 1, "reason": "Found another."])
            #expect(answer["stage"] == "withdrawn")
            #expect(try await service.refusal("submission.withdraw", as: Cast.anna, ["id": 1]).name == .conflict)
            #expect(try await service.refusal("submission.withdraw", as: Cast.anna, ["id": 2]).name == .notFound)
            #expect(try await database.value("select stage from liaison.submissions where id = 1", as: String.self) == "withdrawn")
        }
    }

    @Test func `a coordinator sees declared ties beside a submission`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            try await service.call(
                "tie.declare", as: Cast.ruth, ["id": 1, "person": "Ruth Amos", "relation": "sister of the owner"])
            let seen = try await service.call("submission.show", as: Cast.cora, ["id": 1])
            #expect(seen["ties"]?.array?.count == 1)
            #expect(try await service.call("submission.show", as: Cast.ruth, ["id": 1])["ties"] == .null)
            #expect(try await service.call("submission.show", as: Cast.anna, ["id": 1])["ties"] == .null)
            #expect(try await service.call("submission.show", as: Cast.clara, ["id": 1])["stage"] == .null)
        }
    }

    @Test func `bad input is named field by field`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let problem = try await service.refusal(
                "submission.add", as: Cast.ruth, ["candidate_id": "one", "channel": "pigeon", "colour": "red"])
            let fields = problem.facts["fields"]?.object ?? [:]
            #expect(problem.name == .invalid)
            #expect(Set(fields.keys) == ["candidate_id", "channel", "colour", "vacancy_id"])
            #expect(
                try await service.refusal(
                    "submission.add", as: Cast.ruth, ["candidate_id": 999, "vacancy_id": 11, "channel": "direct"]
                ).name == .notFound)
            #expect(
                try await service.refusal("submission.advance", as: Cast.ruth, ["id": 1, "stage": "rejected"]).name == .invalid)
        }
    }

    @Test func `a quiet closing can be followed by the word to the candidate, which is held like any other`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            try await service.call("submission.close", as: Cast.ruth, ["id": 1, "reason": "Filled."])
            #expect(try await service.call("submission.show", as: Cast.anna, ["id": 1])["stage"] == "sent")
            #expect(try await service.refusal("submission.close", as: Cast.ruth, ["id": 1, "reason": "Filled."]).name == .conflict)
            let held = try await service.refusal(
                "submission.close", as: Cast.ruth, ["id": 1, "reason": "Filled.", "message": "Ring +44 20 7946 0115."])
            #expect(held.rule == "R2")
            try await service.call("submission.close", as: Cast.ruth, ["id": 1, "reason": "Filled.", "message": "They filled it."])
            #expect(try await service.call("submission.show", as: Cast.anna, ["id": 1])["stage"] == "closed")
        }
    }

    @Test func `a new round after a released rejection is published, an older release undoes nothing`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let first = try await database.heldInterview(1, on: "2026-02-10")
            let second = try await database.heldInterview(1, on: "2026-02-24")
            func log(_ interview: Int64, _ decision: String) async throws -> JSONValue {
                let input: JSONObject = ["id": .integer(interview), "decision": .string(decision), "comments": "Words."]
                return try #require(try await service.call("feedback.log", as: Cast.ruth, input)["id"])
            }
            let older = try await log(first, "advance")
            let newer = try await log(second, "reject")
            try await service.call("feedback.release", as: Cast.ruth, ["id": newer, "message": "They decided."])
            try await service.call("feedback.release", as: Cast.ruth, ["id": older, "message": "The first round went well."])
            #expect(try await service.call("submission.show", as: Cast.anna, ["id": 1])["stage"] == "rejected")
            try await service.call("submission.advance", as: Cast.ruth, ["id": 1, "stage": "interviewing"])
            try await service.call(
                "interview.schedule", as: Cast.ruth,
                ["id": 1, "starts_at": "2026-03-10T10:00:00Z", "ends_at": "2026-03-10T11:00:00Z"])
            let seen = try await service.call("submission.show", as: Cast.anna, ["id": 1])
            #expect(seen["stage"] == "interviewing")
            #expect(seen["closed_on"] == .null)
        }
    }

    @Test func `dates beyond all plans are refused before they break a page`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = JSONValue.integer(try await database.heldInterview(1, on: "2026-02-24"))
            for input: JSONObject in [["id": interview, "date": "9999-12-31"], ["id": interview, "date": "2026-03-20", "given_on": "1999-01-01"]] {
                #expect(try await service.refusal("promise.set", as: Cast.ruth, input).name == .invalidDate)
            }
            let far: JSONObject = ["id": 1, "starts_at": "9999-12-31T10:00:00Z", "ends_at": "9999-12-31T11:00:00Z"]
            #expect(try await service.refusal("interview.schedule", as: Cast.ruth, far).name == .invalidDate)
            try await service.call("status", as: Cast.anna)
        }
    }

    @Test func `a change is held against what its author read`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let read = try await service.respond("submission.show", as: Cast.ruth.token, ["id": 1])
            let stale = try await service.refusal(
                "submission.advance", as: Cast.ruth, ["id": 1, "stage": "offered"], ifMatch: "\"stale\"")
            #expect(stale.name == .changedMeanwhile)
            try await service.call("submission.advance", as: Cast.ruth, ["id": 1, "stage": "offered"], ifMatch: read.entityTag)
        }
    }
}
