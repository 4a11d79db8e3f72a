import Agency
import AgencyService
import TestSupport
import Testing

@Suite struct FeedbackTests {
    private func log(_ interview: Int64, _ decision: String = "reject") -> JSONObject {
        [
            "id": .integer(interview), "decision": .string(decision), "comments": "Weak on depth.", "rating": 2,
            "strengths": "Calm.", "concerns": "Depth.", "contact_id": 101, "method": "phone",
        ]
    }

    @Test func `logged feedback shows the candidate nothing until it is released`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(1, on: "2026-02-24")
            let before = try await service.respond("status", as: Cast.anna.token).body
            let logged = try await service.call("feedback.log", as: Cast.ruth, log(interview))
            #expect(logged["release_due"] == "2026-03-05")
            #expect(try await service.respond("status", as: Cast.anna.token).body == before)
            #expect(try await service.call("submission.show", as: Cast.ruth, ["id": 1])["stage"] == "rejected")
            #expect(try await service.call("submission.show", as: Cast.anna, ["id": 1])["stage"] == "interviewing")
            let id = try #require(logged["id"])
            let released = try await service.call(
                "feedback.release", as: Cast.ruth, ["id": id, "message": "They chose somebody with more depth."])
            #expect(released["outcome"] == "reject")
            #expect(try await service.call("submission.show", as: Cast.anna, ["id": 1])["stage"] == "rejected")
            #expect(try await service.respond("status", as: Cast.anna.token).body != before)
            #expect(
                try await service.refusal("feedback.release", as: Cast.ruth, ["id": id, "message": "Again."]).name == .conflict)
        }
    }

    @Test func `contact details are held back and shown to the agent`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(1, on: "2026-02-24")
            let logged = try await service.call("feedback.log", as: Cast.ruth, log(interview, "hold"))
            let id = try #require(logged["id"])
            let message: JSONValue = "Write to clara@albion.test or call +44 20 7946 0991."
            let held = try await service.refusal("feedback.release", as: Cast.ruth, ["id": id, "message": message])
            #expect(held.rule == "R2")
            #expect(held.facts["held"]?.array?.count == 2)
            try await service.call("feedback.release", as: Cast.ruth, ["id": id, "message": message, "confirm_details": true])
        }
    }

    @Test func `withheld feedback has a reason and is not released`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(1, on: "2026-02-24")
            let id = try #require(try await service.call("feedback.log", as: Cast.ruth, log(interview))["id"])
            #expect(try await service.refusal("feedback.withhold", as: Cast.ruth, ["id": id]).name == .invalid)
            try await service.call("feedback.withhold", as: Cast.ruth, ["id": id, "reason": "Unfair; asking again."])
            #expect(try await service.refusal("feedback.withhold", as: Cast.ruth, ["id": id, "reason": "Twice."]).name == .conflict)
            #expect(
                try await service.refusal("feedback.release", as: Cast.ruth, ["id": id, "message": "Now."]).name == .conflict)
        }
    }

    @Test func `a client contact writes for their own company and reads what they wrote`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(1, on: "2026-02-24")
            let own: JSONObject = ["id": .integer(interview), "decision": "advance", "comments": "Good."]
            let made = try await service.call("feedback.log", as: Cast.clara, own)
            #expect(made["contact_id"] == 101)
            #expect(made["method"] == "portal")
            #expect(made["release_due"] == .null)
            #expect(try await service.refusal("feedback.log", as: Cast.kenji, own).name == .notFound)
            try await service.call("feedback.log", as: Cast.ruth, log(interview))
            let read = try await service.call("feedback.list", as: Cast.clara)
            #expect(read["items"]?.array?.count == 1)
            #expect(try await service.call("feedback.list", as: Cast.cora)["items"]?.array?.count == 2)
        }
    }

    @Test func `every reading of raw feedback is in the audit trail`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(1, on: "2026-02-24")
            let id = try #require(try await service.call("feedback.log", as: Cast.ruth, log(interview))["id"])
            try await service.call("feedback.show", as: Cast.rahul, ["id": id])
            let readers: Int = try await database.value(
                """
                select count(*) from liaison.audit_events
                 where action = 'read' and table_name = 'feedback' and account_id = \(Cast.rahul.account) and operation = 'feedback.show'
                """)
            #expect(readers == 1)
        }
    }

    @Test func `dates, ratings, desks and ties are checked`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(1, on: "2026-02-24")
            func refusal(_ changes: JSONObject, as person: Cast.Person = Cast.ruth) async throws -> Problem {
                try await service.refusal("feedback.log", as: person, log(interview).merging(changes) { $1 })
            }
            #expect(try await refusal(["rating": 6]).name == .invalid)
            #expect(try await refusal(["decision": "maybe"]).name == .invalid)
            #expect(try await refusal(["received_on": "2026-02-23"]).name == .invalidDate)
            #expect(try await refusal(["received_on": "2026-03-05"]).name == .invalidDate)
            #expect(try await refusal(["contact_id": 201]).name == .invalid)
            #expect(try await refusal(["comments": "\u{0}"]).name == .invalid)
            #expect(try await refusal([:], as: Cast.rahul).name == .notPermitted)
            #expect(try await refusal([:], as: Cast.anna).name == .notPermitted)
            let referred = try await database.heldInterview(4, on: "2026-02-24")
            let tied = try await service.refusal(
                "feedback.log", as: Cast.ruth, log(referred).merging(["contact_id": 104]) { $1 })
            #expect(tied.name == .conflictOfInterest)
            #expect(try await database.value("select count(*) from liaison.feedback", as: Int.self) == 0)
        }
    }

    @Test func `the same key gives the first answer again, another body is refused`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(1, on: "2026-02-24")
            let first = try await service.respond("feedback.log", as: Cast.ruth.token, log(interview), key: "k1")
            let second = try await service.respond("feedback.log", as: Cast.ruth.token, log(interview), key: "k1")
            #expect(first.body == second.body)
            #expect(second.isReplay)
            #expect(
                try await service.refusal("feedback.log", as: Cast.ruth, log(interview, "offer"), key: "k1").name
                    == .idempotencyKeyReused)
            #expect(try await database.value("select count(*) from liaison.feedback", as: Int.self) == 1)
            #expect(try await service.refusal("feedback.log", as: Cast.ruth, log(interview), key: "").name == .invalid)
        }
    }
}
