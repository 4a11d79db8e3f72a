import Agency
import AgencyService
import Postgres
import TestSupport
import Testing

@Suite struct OutboxTests {
    private static let events: SQL = "select count(*) from liaison_private.outbox where event = 'feedback.log'"

    private func log(_ interview: Int64, _ comments: JSONValue = "Weak on depth.") -> JSONObject {
        ["id": .integer(interview), "decision": "reject", "comments": comments]
    }

    @Test func `an event is there once, however often its request is sent`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(1, on: "2026-02-24")
            let first = try await service.respond("feedback.log", as: Cast.ruth.token, log(interview), key: "once")
            let again = try await service.respond("feedback.log", as: Cast.ruth.token, log(interview), key: "once")
            #expect(again.isReplay && again.body == first.body)
            let told = try await database.query(
                """
                select o.subject_table, o.subject_id = f.id, o.recruiter_id, o.candidate_id, o.delivered_at is null, o.at = a.at
                  from liaison_private.outbox o join liaison.feedback f on true
                  join liaison.audit_events a on a.table_name = 'feedback' and a.row_id = f.id and a.action = 'insert'
                 where o.event = 'feedback.log'
                """)
            let row = try #require(told.first)
            #expect(told.rows.count == 1)
            #expect(try row.get(0) as String == "feedback" && row.get(1) && row.get(2) as Int64 == 1 && row.get(3) as Int64 == 1)
            #expect(try row.get(4) && row.get(5))
        }
    }

    @Test func `an event goes with its transaction`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(4, on: "2026-02-24")
            // The conflict of interest is found after the row and its event were written (R7).
            let refused = log(interview).merging(["contact_id": 104]) { $1 }
            #expect(try await service.refusal("feedback.log", as: Cast.ruth, refused).name == .conflictOfInterest)
            #expect(try await database.value(Self.events, as: Int.self) == 0)
            try await service.call("feedback.log", as: Cast.ruth, log(interview))
            #expect(try await database.value(Self.events, as: Int.self) == 1)
        }
    }

    @Test func `closing with a word is a closing and a word, each once`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            try await service.call("submission.close", as: Cast.ruth, ["id": 1, "reason": "Filled.", "message": "It was filled."])
            let events = try await database.query(
                "select event from liaison_private.outbox where candidate_id = 1 and event ~ '(close|word)$' order by id")
            #expect(try events.rows.map { try $0.get(0) as String } == ["submission.close", "submission.word"])
        }
    }

    @Test func `no word and no name gets into the outbox`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(1, on: "2026-02-24")
            try await service.call("feedback.log", as: Cast.ruth, log(interview, "Canary of a comment."))
            try await service.call("enquiry.ask", as: Cast.anna, ["id": 1, "question": "Canary of a question?"])
            let text: String = try await database.value("select string_agg(o::text, ' ') from liaison_private.outbox o")
            #expect(!text.contains("Canary") && !text.contains("Anna"))
        }
    }
}
