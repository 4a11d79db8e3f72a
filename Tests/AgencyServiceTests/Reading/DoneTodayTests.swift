import AgencyService
import TestSupport
import Testing

/// What was done on the day of an agenda, for everybody who has something to do.
@Suite struct DoneTodayTests {
    private func done(_ service: AgencyService, _ person: Cast.Person, _ input: JSONObject = [:]) async throws -> [JSONValue] {
        try await service.call("agenda", as: person, input).items.filter { $0.text("state") == "done" }
    }

    private func lines(_ service: AgencyService, _ person: Cast.Person, _ input: JSONObject = [:]) async throws -> [String] {
        try await done(service, person, input).map { "\($0.text("rule") ?? "") \($0.text("what") ?? "")" }
    }

    /// One of each thing that a desk can do, today.
    private func work(_ service: AgencyService, _ database: TestDatabase) async throws {
        func call(_ operation: String, _ person: Cast.Person, _ input: JSONObject) async throws -> JSONValue {
            try await service.call(operation, as: person, input)["id"] ?? .null
        }
        let interview: JSONValue = .integer(try await database.heldInterview(Cast.Submission.anna, on: "2026-02-23"))
        let other: JSONValue = .integer(try await database.heldInterview(Cast.Submission.rosa, on: "2026-02-24"))
        _ = try await call("interview.debrief", Cast.ruth, ["id": interview, "further_round": false])
        _ = try await call("chase.log", Cast.ruth, ["id": interview, "on": "2026-03-04", "contact_id": 102, "method": "email"])
        let asked = try await call("enquiry.ask", Cast.anna, ["id": 1, "question": "Any news?"])
        _ = try await call("enquiry.answer", Cast.ruth, ["id": asked, "answer": "Not yet."])
        let note = try await call("note.write", Cast.anna, ["id": interview, "contact_id": 103, "message": "Thank you for the plans."])
        _ = try await call("note.forward", Cast.ruth, ["id": note])
        let material = try await call("material.add", Cast.anna, ["id": interview, "what": "A drawing of the dam"])
        _ = try await call("material.done", Cast.ruth, ["id": material])
        let reference = try await call("reference.add", Cast.anna, ["name": "Ida Kern", "phone": "+44 20 7946 0000"])
        _ = try await call("reference.told", Cast.anna, ["id": reference, "vacancy_id": 11])
        _ = try await call("reference.contact", Cast.ruth, ["id": reference, "vacancy_id": 11, "method": "phone", "outcome": "Fine."])
        _ = try await call("silence.send", Cast.ruth, ["id": 1])
        let promise = try await call("call.promise", Cast.ruth, ["id": 1, "call_by": "2026-03-06"])
        _ = try await call("call.keep", Cast.ruth, ["id": promise])
        let rejected = try await call("feedback.log", Cast.ruth, ["id": interview, "decision": "reject", "comments": "No."])
        _ = try await call("feedback.release", Cast.ruth, ["id": rejected, "message": "They chose somebody else."])
        let task = try #require(try await service.call("task.list", as: Cast.ruth).items.first { $0["kind"] == "thank_client" }?["id"])
        _ = try await call("task.done", Cast.ruth, ["id": task])
        let kept = try await call("feedback.log", Cast.clara, ["id": other, "decision": "hold", "comments": "Between us."])
        _ = try await call("feedback.withhold", Cast.ruth, ["id": kept, "reason": "They asked us to."])
    }

    private static let desks = [
        "T6 Asked for the feedback: Contact 102, by email", "T17 Released the feedback", "T17 Withheld the feedback, with a reason",
        "T17 Answered the enquiry", "T1 Debriefed", "T10 Forwarded the thank-you note: Contact 103",
        "T11 Passed material on: A drawing of the dam", "T15 Done after the rejection: thank client", "T12 Asked a reference: Ida Kern",
        "T17 Told the candidate that there is no news yet", "T17 Called the candidate, as promised",
    ]

    @Test func `a desk's work of the day, every kind once, and of no other day or desk`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            #expect(try await lines(service, Cast.ruth).isEmpty)
            try await work(service, database)
            #expect(try await lines(service, Cast.ruth) == Self.desks)
            #expect(try await lines(service, Cast.cora) == Self.desks)
            #expect(try await lines(service, Cast.rahul).isEmpty)
            let items = try await done(service, Cast.ruth)
            #expect(items.allSatisfy { $0.text("due_on") == "2026-03-04" && $0.isNull("command") && $0.isNull("opens_on") })
            #expect(items.allSatisfy { ["Anna Brook", "Rosa Marin"].contains($0.text("candidate")) && $0.text("client") == "Albion Engines" })
            let all = try await service.call("agenda", as: Cast.ruth).items.compactMap { $0.text("state") }
            #expect(all.suffix(Self.desks.count).allSatisfy { $0 == "done" })
            for day in ["2026-03-03", "2026-03-05"] {
                #expect(try await lines(service, Cast.ruth, ["as_of": .string(day)]).isEmpty)
            }
            // Remembered later as of that day, and not as done today.
            let later = try database.service(now: "2026-03-06T10:00:00Z")
            #expect(try await lines(later, Cast.ruth).isEmpty)
            #expect(try await lines(later, Cast.ruth, ["as_of": "2026-03-04"]) == Self.desks)
        }
    }

    @Test func `a day is the agency's, to the minute`() async throws {
        try await withDatabase { database in
            let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-03-24")
            // Half past midnight in London's summer is still the day before by universal time.
            let night = try database.service(now: "2026-03-30T23:30:00Z")
            try await night.call("interview.debrief", as: Cast.ruth, ["id": .integer(interview), "further_round": false])
            #expect(try await lines(night, Cast.ruth) == ["T1 Debriefed"])
            #expect(try await lines(night, Cast.ruth, ["as_of": "2026-03-30"]).isEmpty)
            #expect(try await lines(night, Cast.ruth, ["as_of": "2026-03-31"]) == ["T1 Debriefed"])
        }
    }

    @Test func `what is given back or set aside is done as well`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview: JSONValue = .integer(try await database.heldInterview(Cast.Submission.anna, on: "2026-03-03"))
            let note = try await service.call("note.write", as: Cast.anna, ["id": interview, "contact_id": 103, "message": "Thanks!"])
            try await service.call("note.return", as: Cast.ruth, ["id": note["id"] ?? .null, "reason": "Say for what."])
            let material = try await service.call("material.add", as: Cast.anna, ["id": interview, "what": "A drawing"])
            try await service.call("material.return", as: Cast.ruth, ["id": material["id"] ?? .null, "reason": "Which one?"])
            try await service.call("feedback.log", as: Cast.ruth, ["id": interview, "decision": "reject", "comments": "No."])
            let task = try #require(try await service.call("task.list", as: Cast.ruth).items.first?["id"])
            try await service.call("task.skip", as: Cast.ruth, ["id": task, "reason": "They said it all."])
            try await service.call("submission.close", as: Cast.ruth, ["id": 4, "reason": "No answer.", "message": "We close this one."])
            let found = try await lines(service, Cast.ruth)
            #expect(
                found.map { $0.split(separator: ":").first.map(String.init) ?? $0 } == [
                    "T19 Closed it with a word to the candidate", "T10 Returned the thank-you note", "T11 Returned material",
                    "T15 Set aside after the rejection",
                ])
        }
    }

    @Test func `a candidate's own acts, and nothing of what was done about them`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            try await work(service, database)
            #expect(
                try await lines(service, Cast.anna) == [
                    "T17 Asked your agent: Any news?", "T10 Thanked Contact 103", "T11 You handed in: A drawing of the dam",
                ])
            #expect(try await lines(service, Cast.anna, ["as_of": "2026-03-03"]).isEmpty)
            #expect(try await lines(service, Cast.otto).isEmpty)
            let interview = try await database.heldInterview(Cast.Submission.dirk, on: "2026-02-16")
            try await service.call(
                "chase.log", as: Cast.dirk, ["id": .integer(interview), "on": "2026-03-04", "contact_id": 203, "method": "email"])
            try await service.call("submission.withdraw", as: Cast.dirk, ["id": 2])
            #expect(
                try await lines(service, Cast.dirk) == ["R10 Withdrew the application for Nurse", "T4 Asked Liberty Health for the feedback"])
        }
    }

    @Test func `who has nothing to do is told what to do`() async throws {
        try await withDatabase { database in
            let service = try database.service(now: "2026-02-03T10:00:00Z")
            for person in [Cast.ruth, Cast.rahul, Cast.cora, Cast.otto, Cast.clara, Cast.rafe, Cast.ada] {
                let answer = try await service.call("agenda", as: person)
                #expect(answer.items.isEmpty, "\(person.name)")
                #expect(answer.text("note")?.contains("liaison ") == true, "\(person.name)")
            }
        }
    }

    @Test func `a contact's answers and dates, and a referrer's recommendations`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            try await work(service, database)
            #expect(try await lines(service, Cast.clara) == ["T3 Gave feedback"])
            #expect(try await lines(service, Cast.clara, ["as_of": "2026-03-05"]).isEmpty)
            let interview = try await database.heldInterview(Cast.Submission.otto, on: "2026-03-03")
            try await service.call("promise.set", as: Cast.kenji, ["id": .integer(interview), "date": "2026-03-10"])
            #expect(try await lines(service, Cast.kenji) == ["T7 Said that you will answer by 2026-03-10"])

            #expect(try await lines(service, Cast.rafe).isEmpty)
            try await service.call(
                "referral.nominate", as: Cast.rafe, ["id": 1, "candidate_name": "Finn Lowe", "candidate_email": "finn@cast.test"])
            #expect(try await lines(service, Cast.rafe) == ["M2 Recommended Finn Lowe"])
            #expect(try await lines(service, Cast.rafe, ["as_of": "2026-03-03"]).isEmpty)
        }
    }
}
