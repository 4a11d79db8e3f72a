import AgencyService
import TestSupport
import Testing

/// T17: while there is no news, the agent says so with one command, and nothing of what is hidden shows in it (R2, R9).
@Suite struct HoldingMessageTests {
    private let anna: JSONObject = ["id": .integer(Cast.Submission.anna)]

    private func silent(_ service: AgencyService) async throws -> [Int64] {
        try await service.call("report.silent", as: Cast.cora).items.compactMap { $0.int("submission_id") }
    }

    private func known(_ service: AgencyService, _ person: Cast.Person = Cast.anna) async throws -> [String] {
        let submissions = try await service.call("status", as: person)["submissions"]?.array
        return submissions?.first?["known"]?.array?.compactMap { $0.text("what") } ?? []
    }

    @Test func `the draft is sent as it is, is heard, and stays`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-02-16")
            try await service.call(
                "chase.log", as: Cast.ruth, ["id": .integer(interview), "on": "2026-03-03", "contact_id": 102, "method": "email"])
            let draft = try await service.call("silence.draft", as: Cast.ruth, anna)
            let text = """
                I have no news for you yet about Engineer at Albion Engines after your interview of 2026-02-16. I asked them on 2026-03-03. \
                Unless they answer first, I ask them again on 2026-03-06. You hear from me again by 2026-03-11 at the latest.
                """
            #expect(
                draft == [
                    "submission_id": 1, "candidate": "Anna Brook", "message": .string(text), "asked_on": "2026-03-03",
                    "asks_on": "2026-03-06", "hears_by": "2026-03-11", "unreleased": [],
                ])
            #expect(try await silent(service).contains(1))
            #expect(try await known(service).allSatisfy { !$0.hasPrefix("Your agent wrote") })

            let sent = try await service.call("silence.send", as: Cast.ruth, anna)
            #expect(sent.text("message") == text && sent.text("sent_on") == "2026-03-04")
            #expect(try await !silent(service).contains(1))
            #expect(try await known(service).contains("Your agent wrote: \(text)"))
            for person in [Cast.anna, Cast.ruth, Cast.rahul, Cast.cora] {
                #expect(try await service.call("silence.list", as: person, anna).items == [sent])
            }
            // A week and a day later they wait again, as far as was known then and now.
            let later = try database.service(now: "2026-03-12T10:00:00Z")
            #expect(try await silent(later).contains(1))
            let then = try await later.call("report.silent", as: Cast.cora, ["as_of": "2026-03-11"])
            #expect(!then.items.contains { $0.int("submission_id") == 1 })
            let before = try await later.call("report.silent", as: Cast.cora, ["as_of": "2026-03-03"])
            #expect(before.items.contains { $0.int("submission_id") == 1 })
        }
    }

    @Test func `on the agenda it is one line with one command, until it is done`() async throws {
        try await withDatabase { database in
            let service = try database.service(now: "2026-02-09T10:00:00Z")
            func line(_ service: AgencyService, _ input: JSONObject = [:]) async throws -> JSONValue? {
                try await service.call("agenda", as: Cast.ruth, input).items.first {
                    $0.int("submission_id") == 1 && $0.text("rule") == "T17" && $0.text("state") != "done"
                }
            }
            // Heard on the 2nd: the 9th is the last day in time, which no report of lateness shows.
            let due = try #require(try await line(service))
            #expect(due.text("state") == "today" && due.text("due_on") == "2026-02-09")
            #expect(due.text("command") == "liaison silence send 1")
            #expect(try await line(service, ["as_of": "2026-02-08"]) == nil)
            #expect(try await line(service, ["as_of": "2026-02-10"])?.text("state") == "overdue")
            #expect(try await silent(service).isEmpty)
            let tomorrow = try database.service(now: "2026-02-10T10:00:00Z")
            #expect(try await line(tomorrow)?.text("state") == "overdue")
            try await tomorrow.call("silence.send", as: Cast.ruth, anna)
            #expect(try await line(tomorrow) == nil)
            #expect(try await line(tomorrow, ["as_of": "2026-02-09"])?.text("state") == "today")
        }
    }

    @Test func `not a byte of the draft changes when feedback is logged or withheld (R9)`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            for (submission, decision) in [(Cast.Submission.anna, "reject"), (Cast.Submission.rosa, "offer"), (Cast.Submission.otto, "hold")] {
                let interview = try await database.heldInterview(submission, on: "2026-02-16")
                try await database.promise(interview, by: "2026-02-27", given: "2026-02-17")
                let input: JSONObject = ["id": .integer(submission)]
                let before = try await service.call("silence.draft", as: Cast.cora, input)
                let logged = try await service.call(
                    "feedback.log", as: Cast.cora,
                    ["id": .integer(interview), "decision": .string(decision), "comments": "Not to be told.", "received_on": "2026-03-03"])
                let after = try await service.call("silence.draft", as: Cast.cora, input)
                #expect(after["message"] == before["message"], "\(decision)")
                #expect(after["asks_on"] == before["asks_on"])
                #expect(before["unreleased"] == [])
                #expect(after["unreleased"] == [logged["id"] ?? .null])
                try await service.call("feedback.withhold", as: Cast.cora, ["id": logged["id"] ?? .null, "reason": "Too harsh."])
                let withheld = try await service.call("silence.draft", as: Cast.cora, input)
                #expect(withheld == before, "\(decision)")
                #expect(try await service.call("silence.send", as: Cast.cora, input)["message"] == before["message"])
            }
        }
    }

    @Test func `after a release the interview is not waited for, and after an end nothing is`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-02-16")
            func release(_ decision: String) async throws {
                let logged = try await service.call(
                    "feedback.log", as: Cast.ruth, ["id": .integer(interview), "decision": .string(decision), "comments": "Said."])
                try await service.call("feedback.release", as: Cast.ruth, ["id": logged["id"] ?? .null, "message": "They said it."])
            }
            try await release("hold")
            let draft = try await service.call("silence.draft", as: Cast.ruth, anna)
            #expect(draft.text("message")?.contains("2026-02-16") == false)
            #expect(draft.isNull("asks_on"))
            try await release("reject")
            for operation in ["silence.draft", "silence.send"] {
                let refused = try await service.refusal(operation, as: Cast.ruth, anna)
                #expect(refused.name == .conflict && refused.rule == "T17")
                #expect(refused.facts["told_on"] == "2026-03-04")
            }
            #expect(try await database.count("liaison.holding_messages") == 0)
        }
    }

    @Test func `off the agency channel the candidate asks, and the draft does not say otherwise`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            _ = try await database.heldInterview(Cast.Submission.dirk, on: "2026-02-16")
            let draft = try await service.call("silence.draft", as: Cast.ruth, ["id": .integer(Cast.Submission.dirk)])
            #expect(draft.isNull("asks_on"))
            #expect(draft.text("message")?.contains("ask") == false)
        }
    }

    @Test func `own words that carry a way to reach somebody are shown first (R2)`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let words = anna.merging(["message": "Nothing yet; Clara is on 07700 900123."]) { $1 }
            let held = try await service.refusal("silence.send", as: Cast.ruth, words)
            #expect(held.name == .conflict && held.rule == "R2")
            #expect(held.facts["field"] == "message")
            #expect(held.facts["held"]?.array?.first?["text"] == "07700 900123")
            #expect(try await database.count("liaison.holding_messages") == 0)
            let sent = try await service.call("silence.send", as: Cast.ruth, words.merging(["confirm_details": true]) { $1 })
            #expect(sent["message"] == words["message"])
            // R4: whoever deals with the company may have it.
            let direct: JSONObject = ["id": .integer(Cast.Submission.dirk), "message": "Ring them on 07700 900123."]
            #expect(try await service.call("silence.send", as: Cast.ruth, direct)["message"] == direct["message"])
        }
    }

    @Test func `it is the desk's to send, and for a submission that is there`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            for operation in ["silence.draft", "silence.send"] {
                let foreign = try await service.refusal(operation, as: Cast.rahul, anna)
                #expect(foreign.name == .notPermitted && foreign.facts["desk"] == "Ruth Amos")
                for person in [Cast.anna, Cast.clara, Cast.rafe, Cast.ada] {
                    #expect(try await service.refusal(operation, as: person, anna).name == .notPermitted)
                }
                #expect(try await service.refusal(operation, as: Cast.ruth, ["id": 9999]).name == .notFound)
                #expect(try await service.refusal(operation, as: Cast.ruth, ["id": "one"]).fields == ["id"])
            }
            for message: JSONValue in ["", "  \n", .string(String(repeating: "x", count: 20_001)), "a\u{0}b", 7] {
                let refused = try await service.refusal("silence.send", as: Cast.ruth, anna.merging(["message": message]) { $1 })
                #expect(refused.fields == ["message"])
            }
            #expect(try await service.refusal("silence.list", as: Cast.otto, anna).name == .notFound)
            #expect(try await service.refusal("silence.list", as: Cast.clara, anna).name == .notPermitted)
            #expect(try await service.refusal("silence.list", as: Cast.ruth, anna.merging(["cursor": "x"]) { $1 }).fields == ["cursor"])
            #expect(try await database.count("liaison.holding_messages") == 0)
            try await service.call("desk.lend", as: Cast.cora, ["recruiter_id": 1, "to_recruiter_id": 2, "to_on": "2026-03-06"])
            try await service.call("silence.send", as: Cast.rahul, anna)
            try await service.call("submission.withdraw", as: Cast.anna, anna)
            #expect(try await service.refusal("silence.send", as: Cast.ruth, anna).name == .conflict)
        }
    }

    @Test func `pressed twice with one key it is sent once, and the list has pages`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let first = try await service.call("silence.send", as: Cast.ruth, anna, key: "one")
            #expect(try await service.call("silence.send", as: Cast.ruth, anna, key: "one") == first)
            let second = try await service.call("silence.send", as: Cast.ruth, anna.merging(["message": "Still nothing."]) { $1 })
            let page = try await service.call("silence.list", as: Cast.anna, anna.merging(["limit": 1]) { $1 })
            #expect(page.items == [second])
            let rest = try await service.call(
                "silence.list", as: Cast.anna, anna.merging(["limit": 1, "cursor": page["next"] ?? nil]) { $1 })
            #expect(rest.items == [first] && rest.isNull("next"))
        }
    }
}
