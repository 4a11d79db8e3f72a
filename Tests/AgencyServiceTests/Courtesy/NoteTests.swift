import AgencyService
import TestSupport
import Testing

/// T10: thank-you notes by every channel, and who reads them.
@Suite struct NoteTests {
    private func note(_ interview: Int64, to contact: Int64 = 103, _ message: String = "Thank you for the talk about bridges.")
        -> JSONObject
    {
        ["id": .integer(interview), "contact_id": .integer(contact), "message": .string(message)]
    }

    @Test func `on the agency channel the agent forwards it, and the company reads it`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-03-02")
            let written = try await service.call("note.write", as: Cast.anna, note(interview))
            #expect(written.text("state") == "queued")
            #expect(written.text("route") == "agent")
            #expect(written.text("written_on") == "2026-03-04")
            #expect(written["late"] == false)
            #expect(written["write_to"] == .null)
            let id = try #require(written["id"])
            #expect(try await service.call("note.list", as: Cast.ruth, ["queued": true]).items.count == 1)
            #expect(try await service.call("note.list", as: Cast.rahul).items.isEmpty)
            #expect(try await service.call("note.list", as: Cast.clara).items.isEmpty)
            #expect(try await service.refusal("note.show", as: Cast.clara, ["id": id]).name == .notFound)
            #expect(try await service.refusal("note.forward", as: Cast.rahul, ["id": id]).name == .notFound)

            let forwarded = try await service.call("note.forward", as: Cast.ruth, ["id": id])
            #expect(forwarded.text("state") == "forwarded")
            #expect(try await service.call("note.list", as: Cast.ruth, ["queued": true]).items.isEmpty)
            #expect(try await service.call("note.list", as: Cast.ruth, ["queued": false]).items.count == 1)
            let read = try await service.call("note.show", as: Cast.clara, ["id": id])
            #expect(read.text("candidate") == "Anna Brook")
            #expect(read.text("contact") == "Contact 103")
            #expect(read["route"] == .null)
            #expect(read["late"] == .null)
            #expect(try await service.call("note.list", as: Cast.kenji).items.isEmpty)
            #expect(try await service.call("note.show", as: Cast.anna, ["id": id]).text("state") == "forwarded")
            for verb in ["note.forward", "note.return"] {
                let again = try await service.refusal(verb, as: Cast.ruth, ["id": id, "reason": "Late."])
                #expect([.conflict, .invalid].contains(again.name))
            }
            let returned = try await service.refusal("note.return", as: Cast.cora, ["id": id, "reason": "Late."])
            #expect(returned.name == .conflict)
        }
    }

    @Test func `one after the deadline is taken and marked late`() async throws {
        try await withDatabase { database in
            // Held on a Friday: recommended by Monday, in time until Tuesday.
            let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-02-27")
            try await addInterviewer(101, to: interview, database)
            let tuesday = try database.service(now: "2026-03-03T23:30:00Z")
            #expect(try await tuesday.call("note.write", as: Cast.anna, note(interview))["late"] == false)
            let wednesday = try database.service(now: "2026-03-04T00:10:00Z")
            let late = try await wednesday.call("note.write", as: Cast.anna, note(interview, to: 101, "I learnt a lot about tunnels."))
            #expect(late["late"] == true)
        }
    }

    @Test func `contact details are held back from both sides and shown to the agent`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-03-02")
            let written = try await service.call(
                "note.write", as: Cast.anna, note(interview, "Call me on +44 7700 900101 or write to anna@cast.test, thanks!"))
            let id = try #require(written["id"])
            let held = try await service.refusal("note.forward", as: Cast.ruth, ["id": id])
            #expect(held.rule == "R2")
            #expect(held.detail.contains("the company"))
            #expect(held.facts["held"]?.array?.count == 2)
            #expect(try await service.call("note.list", as: Cast.clara).items.isEmpty)
            let reason: JSONValue = "Write to contact103@client1.test yourself."
            let back = try await service.refusal("note.return", as: Cast.ruth, ["id": id, "reason": reason])
            #expect(back.rule == "R2")
            #expect(back.detail.contains("the candidate"))
            let forwarded = try await service.call("note.forward", as: Cast.ruth, ["id": id, "confirm_details": true])
            #expect(forwarded.text("state") == "forwarded")
        }
    }

    @Test func `its wording is warned of, to the candidate who writes and to the agent who forwards, and stays as it is (T14)`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-03-02")
            let words = "Thank you. I beg you to decide, this is your last chance."
            let written = try await service.call("note.write", as: Cast.anna, note(interview, words))
            #expect(written["warnings"]?.array?.compactMap { $0.text("kind") } == ["pleading", "ultimatum"])
            let id = try #require(written["id"])
            let forwarded = try await service.call("note.forward", as: Cast.ruth, ["id": id])
            #expect(forwarded["warnings"]?.array?.compactMap { $0.text("found") } == ["beg you", "last chance"])
            #expect(forwarded["warnings"]?.array?.allSatisfy { $0.text("why")?.isEmpty == false } == true)
            #expect(forwarded.text("state") == "forwarded")
            for person in [Cast.anna, Cast.ruth, Cast.clara] {
                let read = try await service.call("note.show", as: person, ["id": id])
                #expect(read.text("message") == words && read["warnings"] == .null)
            }
        }
    }

    @Test func `a returned note is kept with its reason, and may be written anew`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-03-02")
            let id = try #require(try await service.call("note.write", as: Cast.anna, note(interview))["id"])
            let twice = try await service.refusal("note.write", as: Cast.anna, note(interview, "Once more."))
            #expect(twice.name == .conflict)
            #expect(twice.facts["note_id"] == id)
            #expect(try await service.refusal("note.return", as: Cast.ruth, ["id": id]).fields == ["reason"])
            let returned = try await service.call("note.return", as: Cast.ruth, ["id": id, "reason": "Name the bridge."])
            #expect(returned.text("state") == "returned")
            #expect(try await service.call("note.show", as: Cast.anna, ["id": id]).text("return_reason") == "Name the bridge.")
            #expect(try await service.refusal("note.forward", as: Cast.ruth, ["id": id]).name == .conflict)
            let anew = try await service.call("note.write", as: Cast.anna, note(interview, "Thank you for the talk about bridges."))
            #expect(anew.text("state") == "queued")
            #expect(try await service.call("note.list", as: Cast.anna).items.count == 2)
        }
    }

    @Test func `each note is worded for its reader`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-03-02")
            try await addInterviewer(101, to: interview, database)
            try await addInterviewer(102, to: interview, database)
            let words = "Dear Contact 103, thank you for your time today and for showing me the workshop and the drawings. Anna Brook"
            let first = try await service.call("note.write", as: Cast.anna, note(interview, words))
            #expect(first["similar_to"] == .null)
            let copied = try await service.refusal(
                "note.write", as: Cast.anna,
                note(
                    interview, to: 101,
                    "DEAR Clara,\n\nthank you for your time today – and for showing me the workshop and the drawings!  Anna"))
            #expect(copied.name == .notTailored)
            #expect(copied.facts["contact"] == "Contact 103")
            #expect(copied.detail.contains("your note to Contact 103"))
            let alike = try await service.call(
                "note.write", as: Cast.anna,
                note(
                    interview, to: 101,
                    "Dear Clara, thank you for your time today and for showing me the workshop and the old drawings. Anna"))
            #expect(alike["similar_to"]?.text("contact") == "Contact 103")
            #expect(alike["similar_to"]?.int("note_id") == first.int("id"))
            #expect((alike["similar_to"]?.int("percent") ?? 0) >= 80)
            let own = try await service.call(
                "note.write", as: Cast.anna, note(interview, to: 102, "You made it easy to find the place; I look forward to hearing from you."))
            #expect(own["similar_to"] == .null)
            // The warning is its author's alone.
            for person in [Cast.ruth, Cast.cora] {
                #expect(try await service.call("note.list", as: person).items.allSatisfy { $0["similar_to"] == .null })
            }
        }
    }

    @Test func `where a candidate may write themselves, they are told to whom, by cleared details only`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let direct = try await database.heldInterview(Cast.Submission.dirk, on: "2026-03-02")
            let sent = try await service.call("note.write", as: Cast.dirk, note(direct, to: 203, "Write to me: dirk@cast.test"))
            #expect(sent.text("state") == "sent")
            #expect(sent.text("route") == "hr")
            let people = sent["write_to"]?.array ?? []
            #expect(people.compactMap { $0.text("name") } == ["Contact 202", "Contact 206", "Contact 203"])
            #expect(people.compactMap { $0["is_copy"] } == [false, false, true])
            #expect(people.last?.text("email") == "contact203@client2.test")
            let forward = try await service.refusal("note.forward", as: Cast.ruth, ["id": sent["id"] ?? .null])
            #expect(forward.rule == "R4")

            let referral = try await database.heldInterview(Cast.Submission.rosa, on: "2026-03-02")
            let told = try await service.call("note.write", as: Cast.rosa, note(referral))
            #expect(told.text("route") == "interviewer")
            #expect(told["write_to"]?.array?.compactMap { $0.text("name") } == ["Contact 103"])
            #expect(try await service.call("note.list", as: Cast.clara).items.isEmpty)

            try await database.execute("update liaison.contact_details set cleared = false where client_id = 3")
            let speculative = try await database.heldInterview(Cast.Submission.stella, on: "2026-03-02")
            let blind = try await service.call("note.write", as: Cast.stella, note(speculative, to: 303))
            #expect(blind["write_to"]?.array?.compactMap { $0.text("name") } == ["HR of Sakura Systems", "Contact 303"])
            #expect(blind["write_to"]?.array?.compactMap { $0.text("email") } == [])
        }
    }

    @Test func `nobody of HR who referred the candidate is written to`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            try await database.execute(
                """
                insert into liaison.referrers (id, name, email, client_id, contact_id, recruiter_id) overriding system value
                values (7, 'Contact 202', 'other@cast.test', 2, 202, 1);
                insert into liaison.nominations (programme_id, referrer_id, recruiter_id, candidate_name, candidate_email, candidate_id, made_on)
                values (1, 7, 1, 'Dirk Vogel', 'dirk@cast.test', 2, '2026-02-02')
                """)
            let direct = try await database.heldInterview(Cast.Submission.dirk, on: "2026-03-02")
            let sent = try await service.call("note.write", as: Cast.dirk, note(direct, to: 203))
            #expect(sent["write_to"]?.array?.compactMap { $0.text("name") } == ["Contact 206", "Contact 203"])
        }
    }

    @Test func `only after an interview, to people met there, by its candidate`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let ahead = try await database.heldInterview(Cast.Submission.anna, on: "2026-03-05")
            let early = try await service.refusal("note.write", as: Cast.anna, note(ahead))
            #expect(early.name == .invalidDate)
            #expect(early.facts["opens_on"] == "2026-03-05")
            #expect(early.detail.contains("2026-03-05"))
            try await database.execute("update liaison.interviews set cancelled_at = now() where id = \(ahead)")
            #expect(try await service.refusal("note.write", as: Cast.anna, note(ahead)).name == .conflict)

            let held = try await database.heldInterview(Cast.Submission.anna, on: "2026-03-02")
            #expect(try await service.refusal("note.write", as: Cast.anna, note(held, to: 102)).fields == ["contact_id"])
            #expect(try await service.refusal("note.write", as: Cast.anna, note(held, to: 999_999)).fields == ["contact_id"])
            #expect(try await service.refusal("note.write", as: Cast.anna, note(held, " \n ")).fields == ["message"])
            #expect(try await service.refusal("note.write", as: Cast.anna, note(held, "\u{0}")).fields == ["message"])
            #expect(
                try await service.refusal("note.write", as: Cast.anna, note(held, String(repeating: "a", count: 20_001))).fields
                    == ["message"])
            #expect(try await service.refusal("note.write", as: Cast.otto, note(held)).name == .notFound)
            #expect(try await service.refusal("note.write", as: Cast.ruth, note(held)).name == .notPermitted)
            #expect(try await service.refusal("note.list", as: Cast.rafe).name == .notPermitted)
            #expect(try await service.refusal("note.list", as: Cast.clara, ["queued": true]).fields == ["queued"])
            #expect(try await service.refusal("note.list", as: Cast.ruth, ["limit": 0]).fields == ["limit"])
            #expect(try await database.value("select count(*) from liaison.notes", as: Int.self) == 0)
        }
    }

    @Test func `whatever was logged meanwhile, the candidate's answer is the same`() async throws {
        var answers: [[UInt8]] = []
        for isHidden in [false, true] {
            try await withDatabase { database in
                let service = try database.service()
                let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-03-02")
                if isHidden {
                    try await service.call(
                        "feedback.log", as: Cast.ruth,
                        ["id": .integer(interview), "decision": "reject", "comments": "Not to be told."])
                }
                var bytes = try await service.respond("note.write", as: Cast.anna.token, note(interview)).body
                for read in ["note.list", "status", "agenda", "material.list"] {
                    bytes += try await service.respond(read, as: Cast.anna.token).body
                }
                answers.append(bytes)
            }
        }
        #expect(answers.count == 2 && answers[0] == answers[1])
    }

    private func addInterviewer(_ contact: Int64, to interview: Int64, _ database: TestDatabase) async throws {
        try await database.execute(
            "insert into liaison.interviewers (interview_id, contact_id, candidate_id, client_id) values (\(interview), \(contact), 1, 1)")
    }
}
