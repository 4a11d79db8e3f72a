import AgencyService
import TestSupport
import Testing

@Suite struct AgendaTests {
    /// What is still to be done.
    private func items(
        _ service: AgencyService, _ person: Cast.Person, _ input: JSONObject = [:]
    ) async throws -> [JSONValue] {
        try await service.call("agenda", as: person, input).items.filter { $0.text("state") != "done" }
    }

    private func ofInterviews(_ items: [JSONValue]) -> [JSONValue] { items.filter { !$0.isNull("interview_id") } }

    @Test func `a recruiter's work, the overdue first`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let late = try await database.heldInterview(Cast.Submission.anna, on: "2026-02-16")
            let fresh = try await database.heldInterview(Cast.Submission.rosa, on: "2026-03-03")
            let foreign = try await database.heldInterview(Cast.Submission.otto, on: "2026-02-16")
            let added = try await service.call(
                "submission.add", as: Cast.ruth,
                ["candidate_id": 1, "vacancy_id": .integer(Cast.Vacancy.analyst), "channel": "agency"])
            try await service.call("enquiry.ask", as: Cast.dirk, ["id": 2, "question": "Any news?"])

            let list = try await items(service, Cast.ruth)
            let states = list.compactMap { $0.text("state") }
            #expect(states == states.sorted { rank($0) < rank($1) })
            #expect(list.allSatisfy { $0.int("interview_id") != foreign })
            let chase = try #require(list.first { $0.text("rule") == "T5" && $0.int("interview_id") == late })
            #expect(chase.text("state") == "overdue")
            #expect(chase.text("due_on") == "2026-02-26")
            #expect(chase.text("command") == "liaison chase log \(late) --on 2026-03-04 --contact 101 --method phone")
            let debriefs = list.filter { $0.text("rule") == "T1" }
            #expect(debriefs.compactMap { $0.int("interview_id") } == [late, fresh])
            #expect(debriefs.compactMap { $0.text("state") } == ["overdue", "today"])
            #expect(debriefs.last?.text("command") == "liaison interview debrief \(fresh)")
            #expect(list.contains { $0.text("rule") == "R10" && $0.int("submission_id") == added.int("id") })
            #expect(list.contains { $0.text("rule") == "T17" && $0.text("due_on") == "2026-03-05" })
            let courtesy = try #require(list.first { $0.text("what")?.contains("courtesy") == true })
            #expect(courtesy.text("opens_on") == "2026-03-05")
            #expect(courtesy.text("state") == "opens")
            #expect(try await items(service, Cast.cora).contains { $0.int("interview_id") == foreign })
        }
    }

    private func rank(_ state: String) -> Int { ["overdue", "today", "opens"].firstIndex(of: state) ?? 9 }

    @Test func `an item goes when it is done`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-02-23")
            try await service.call(
                "interview.debrief", as: Cast.ruth,
                [
                    "id": .integer(interview), "further_round": false, "attendees": "Team lead",
                    "would_not_say": ["decision_on", "feedback_by", "promised"],
                ])
            #expect(try await items(service, Cast.ruth).allSatisfy { $0.text("rule") != "T1" })
            let logged = try await service.call(
                "feedback.log", as: Cast.ruth, ["id": .integer(interview), "decision": "hold", "comments": "Soon."])
            let list = ofInterviews(try await items(service, Cast.ruth))
            #expect(list.compactMap { $0.text("rule") } == ["T17"])
            #expect(list.first?.text("command") == "liaison feedback release \(logged.int("id") ?? 0)")
            #expect(list.first?.text("due_on") == "2026-03-05")
            // As known yesterday, the chase was open and the facts were not known yet.
            let yesterday = try await items(service, Cast.ruth, ["as_of": "2026-03-03"])
            #expect(yesterday.contains { $0.text("rule") == "T5" && $0.text("state") == "today" })
        }
    }

    @Test func `four unanswered chases are escalated`() async throws {
        try await withDatabase { database in
            let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-02-02")
            try await database.execute(
                """
                set local session_replication_role = replica;
                insert into liaison.chases (interview_id, candidate_id, client_id, recruiter_id, contact_id, made_on, method)
                select i.id, i.candidate_id, i.client_id, i.recruiter_id, 102, d.on, 'email'
                  from liaison.interviews i,
                       (values ('2026-02-10'::date), ('2026-02-13'), ('2026-02-17'), ('2026-02-20')) d ("on")
                 where i.id = \(interview)
                """)
            let service = try database.service()
            let item = try #require(try await items(service, Cast.ruth).first { $0.text("rule") == "T19" })
            #expect(item.text("command") == "liaison submission close 1")
            #expect(item.text("state") == "overdue")
            // Before the last of them it was an ordinary chase.
            let before = try await items(service, Cast.ruth, ["as_of": "2026-02-19"])
            #expect(before.contains { $0.text("rule") == "T6" })
            #expect(!before.contains { $0.text("rule") == "T19" })
        }
    }

    @Test func `a candidate's interviews, promised dates and consents`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let ahead = try await database.heldInterview(Cast.Submission.anna, on: "2026-03-10")
            let held = try await database.heldInterview(Cast.Submission.dirk, on: "2026-02-24")
            try await database.promise(held, by: "2026-03-02", given: "2026-02-25")
            let added = try await service.call(
                "submission.add", as: Cast.ruth,
                ["candidate_id": 1, "vacancy_id": .integer(Cast.Vacancy.analyst), "channel": "agency"])
            let anna = try await items(service, Cast.anna)
            #expect(anna.compactMap { $0.text("rule") } == ["R10", "R11"])
            #expect(anna.first?.text("command") == "liaison submission consent \(added.int("id") ?? 0)")
            #expect(anna.last?.int("interview_id") == ahead)
            #expect(anna.last?.text("state") == "opens")
            #expect(try await items(service, Cast.anna, ["as_of": "2026-03-10"]).last?.text("state") == "today")
            let dirk = try await items(service, Cast.dirk)
            #expect(dirk.compactMap { $0.text("rule") } == ["T10", "T2", "T4"])
            #expect(dirk.compactMap { $0.text("state") } == ["overdue", "overdue", "opens"])
            #expect(dirk.last?.text("opens_on") == "2026-03-05")
        }
    }

    @Test func `a client contact's interviews without feedback`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let late = try await database.heldInterview(Cast.Submission.anna, on: "2026-02-16")
            let ahead = try await database.heldInterview(Cast.Submission.rosa, on: "2026-03-06")
            _ = try await database.heldInterview(Cast.Submission.otto, on: "2026-02-16")
            let list = try await items(service, Cast.clara)
            #expect(list.compactMap { $0.int("interview_id") } == [late, ahead])
            #expect(list.compactMap { $0.text("state") } == ["overdue", "opens"])
            #expect(list.first?.text("command") == "liaison feedback log \(late)")
        }
    }

    @Test func `others have none, and a token that ended is no token`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            for person in [Cast.rafe, Cast.ada] {
                let answer = try await service.call("agenda", as: person)
                #expect(answer.items.isEmpty)
                #expect(answer.text("note")?.contains("liaison ") == true)
                #expect(answer["cover"] == [])
            }
            try await database.execute("update liaison_private.sessions set ended_at = now()")
            for person in Cast.everybody {
                #expect(try await service.refusal("agenda", as: person).name == .notSignedIn)
            }
            #expect(try await service.refusal("agenda", as: nil).name == .notSignedIn)
        }
    }

    @Test func `items have every key`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            _ = try await database.heldInterview(Cast.Submission.anna, on: "2026-02-16")
            for person in [Cast.ruth, Cast.cora, Cast.anna, Cast.clara] {
                let item = try #require(try await items(service, person).first)
                #expect(
                    item.object?.keys.sorted() == [
                        "candidate", "client", "command", "desk", "due_on", "interview_id", "lent_until", "opens_on", "rule", "state",
                        "submission_id", "what",
                    ])
            }
            #expect(try await service.refusal("agenda", as: Cast.ruth, ["as_of": "soon"]).fields == ["as_of"])
        }
    }
}
