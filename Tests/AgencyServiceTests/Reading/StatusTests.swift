import AgencyService
import TestSupport
import Testing

@Suite struct StatusTests {
    private func submission(_ service: AgencyService, _ person: Cast.Person, _ place: Int = 0) async throws -> JSONValue {
        let list = try await service.call("status", as: person)["submissions"]?.array ?? []
        return try #require(list.indices.contains(place) ? list[place] : nil)
    }

    private func action(_ name: String, _ submission: JSONValue) -> JSONValue {
        submission["may_now"]?.array?.first { $0["action"] == .string(name) } ?? .null
    }

    private func known(_ submission: JSONValue) -> [String] {
        submission["known"]?.array?.compactMap { $0.text("what") } ?? []
    }

    @Test func `every submission says what is known, what is next and what may be done`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            for person in Cast.candidates {
                let shown = try await submission(service, person)
                #expect(
                    shown.object?.keys.sorted() == [
                        "agent", "channel", "client", "id", "known", "may_now", "next", "stage", "vacancy",
                    ])
                #expect(known(shown).isEmpty == false)
                #expect(shown["next"]?.text("what")?.isEmpty == false)
                #expect(shown["next"]?.text("by") != nil)
                for permission in shown["may_now"]?.array ?? [] {
                    #expect(permission.object?.keys.sorted() == ["action", "allowed", "opens_on", "reason", "through"])
                    #expect(permission.text("reason")?.isEmpty == false)
                }
            }
            let anna = try await submission(service, Cast.anna)
            #expect(anna["agent"] == ["name": "Ruth Amos", "email": "ruth@cast.test", "phone": "+44 20 7946 0101"])
            #expect(anna.text("stage") == "sent")
            #expect(action("chase", anna)["allowed"] == false)
            #expect(action("chase", anna).text("through") == "Ruth Amos")
            #expect(action("chase", anna).text("reason")?.contains("R1") == true)
            #expect(action("ask_agent", anna)["allowed"] == true)
            #expect(action("ask_agent", anna).text("reason")?.contains("2026-03-05") == true)
            #expect(action("withdraw", anna)["allowed"] == true)
            #expect(action("thank_you_note", anna)["allowed"] == false)
        }
    }

    @Test func `an interview ahead, just held, promised and overdue`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let ahead = try await database.heldInterview(Cast.Submission.anna, on: "2026-03-10")
            var next = try await submission(service, Cast.anna)["next"]
            #expect(next?.text("by") == "2026-03-10")
            #expect(next?.text("what")?.contains("First interview with Contact 103 (Team Lead)") == true)

            try await database.execute("update liaison.interviews set cancelled_at = now() where id = \(ahead)")
            _ = try await database.heldInterview(Cast.Submission.anna, on: "2026-03-03")
            var shown = try await submission(service, Cast.anna)
            #expect(known(shown).contains("Second interview on 2026-03-03 with Contact 103 (Team Lead)"))
            #expect(known(shown).contains("First interview on 2026-03-10 was cancelled"))
            #expect(shown["next"]?.text("by") == "2026-03-04")
            #expect(action("thank_you_note", shown)["allowed"] == true)
            #expect(action("thank_you_note", shown).text("through") == "Ruth Amos")
            #expect(action("thank_you_note", shown).text("reason")?.contains("2026-03-05") == true)

            // Without a promise feedback was due on Monday the 2nd, and the agent asks through roll(D + 10).
            _ = try await database.heldInterview(Cast.Submission.rosa, on: "2026-02-23")
            _ = try await database.heldInterview(Cast.Submission.otto, on: "2026-02-24")
            next = try await submission(service, Cast.otto)["next"]
            #expect(next?.text("what")?.contains("Your agent asks the company from 2026-03-03 on") == true)
            #expect(next?.text("by") == "2026-03-06")

            let promised = try await database.heldInterview(Cast.Submission.otto, on: "2026-02-25")
            try await database.promise(promised, by: "2026-03-06", given: "2026-02-25")
            shown = try await submission(service, Cast.otto)
            #expect(known(shown).contains("They said they would answer by 2026-03-06"))
            #expect(shown["next"]?.text("by") == "2026-03-06")
            try await database.promise(promised, by: "2026-03-09", given: "2026-03-02")
            shown = try await submission(service, Cast.otto)
            #expect(known(shown).contains("They moved the date and said they would answer by 2026-03-09"))
        }
    }

    @Test func `who may chase themselves waits two business days longer`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(Cast.Submission.dirk, on: "2026-02-23")
            var chase = action("chase", try await submission(service, Cast.dirk))
            #expect(chase["allowed"] == true)
            #expect(chase.text("opens_on") == "2026-03-02")

            try await database.promise(interview, by: "2026-03-02", given: "2026-02-24")
            chase = action("chase", try await submission(service, Cast.dirk))
            #expect(chase["allowed"] == false)
            #expect(chase.text("opens_on") == "2026-03-05")
            let refusal = try await service.refusal(
                "chase.log", as: Cast.dirk,
                ["id": .integer(interview), "on": "2026-03-04", "contact_id": 203, "method": "email"])
            #expect(refusal.facts["opens_on"] == "2026-03-05")

            let later = try database.service(now: "2026-03-05T18:00:00Z")
            try await later.call(
                "chase.log", as: Cast.dirk,
                ["id": .integer(interview), "on": "2026-03-05", "contact_id": 203, "method": "email"])
            chase = action("chase", try await submission(later, Cast.dirk))
            #expect(chase.text("opens_on") == "2026-03-09")
            let sunday = try database.service(now: "2026-03-15T18:00:00Z")
            chase = action("chase", try await submission(sunday, Cast.dirk))
            #expect(chase["allowed"] == false)
            #expect(chase.text("opens_on") == "2026-03-16")
        }
    }

    @Test func `not a byte changes when feedback is logged, and the release shows`() async throws {
        try await withDatabase { database in
            let service = try database.service(now: "2026-03-06T10:00:00Z")
            for (person, submission) in [
                (Cast.anna, Cast.Submission.anna), (Cast.dirk, Cast.Submission.dirk), (Cast.rosa, Cast.Submission.rosa),
            ] {
                let interview = try await database.heldInterview(submission, on: "2026-02-23")
                let reads = ["status", "agenda"]
                var before: [OperationResponse] = []
                for read in reads { before.append(try await service.respond(read, as: person.token)) }
                let logged = try await service.call(
                    "feedback.log", as: Cast.ruth,
                    [
                        "id": .integer(interview), "decision": "reject", "comments": "Not this time.",
                        "received_on": "2026-03-04",
                    ])
                for (read, answer) in zip(reads, before) {
                    let after = try await service.respond(read, as: person.token)
                    #expect(after.body == answer.body, "\(read) of \(person.name)")
                    #expect(after.entityTag == answer.entityTag)
                }
                try await service.call(
                    "feedback.release", as: Cast.ruth,
                    [
                        "id": .integer(logged.int("id") ?? 0), "message": "They chose somebody else, with thanks.",
                        "outcome": "reject",
                    ])
                let shown = try await self.submission(service, person)
                #expect(shown.text("stage") == "rejected")
                #expect(shown["next"]?["by"] == .null)
                #expect(
                    known(shown).contains("The company decided not to go on: They chose somebody else, with thanks."))
                #expect(action("chase", shown)["allowed"] == false)
                #expect(action("withdraw", shown)["allowed"] == false)
                #expect(action("ask_agent", shown)["allowed"] == true)
            }
        }
    }

    @Test func `agents' own chases leave no trace`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(Cast.Submission.dirk, on: "2026-02-20")
            let before = try await service.respond("status", as: Cast.dirk.token)
            try await service.call(
                "chase.log", as: Cast.ruth,
                ["id": .integer(interview), "on": "2026-03-03", "contact_id": 202, "method": "email"])
            #expect(try await service.respond("status", as: Cast.dirk.token).body == before.body)
        }
    }

    @Test func `consent and withdrawal`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let made = try await service.call(
                "submission.add", as: Cast.ruth,
                ["candidate_id": 1, "vacancy_id": .integer(Cast.Vacancy.analyst), "channel": "agency"])
            let id = try #require(made.int("id"))
            var shown = try await submission(service, Cast.anna, 1)
            #expect(shown.int("id") == id)
            #expect(action("give_consent", shown)["allowed"] == true)
            try await service.call("submission.consent", as: Cast.anna, ["id": .integer(id)])
            shown = try await submission(service, Cast.anna, 1)
            #expect(action("give_consent", shown) == .null)
            #expect(known(shown).contains("You consented to be put forward for this vacancy"))
            try await service.call("submission.withdraw", as: Cast.anna, ["id": .integer(id)])
            shown = try await submission(service, Cast.anna, 1)
            #expect(shown.text("stage") == "withdrawn")
            #expect(known(shown).last == "You withdrew")
            #expect(shown["next"]?["by"] == .null)
        }
    }

    @Test func `a calendar that changed is read again`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(Cast.Submission.dirk, on: "2026-02-23")
            try await database.promise(interview, by: "2026-03-02", given: "2026-02-24")
            #expect(action("chase", try await submission(service, Cast.dirk)).text("opens_on") == "2026-03-05")
            try await database.execute(
                """
                insert into liaison.holidays (calendar_id, day, name)
                select id, '2026-03-03', 'Primary' from liaison.calendars where name = 'US';
                update liaison.calendars set version = version + 1 where name = 'US'
                """)
            #expect(action("chase", try await submission(service, Cast.dirk)).text("opens_on") == "2026-03-06")
        }
    }

    @Test func `it is the candidate's alone`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            for person in Cast.everybody where person.role != "candidate" {
                #expect(try await service.refusal("status", as: person).name == .notPermitted)
            }
            #expect(try await service.refusal("status", as: nil).name == .notSignedIn)
        }
    }
}
