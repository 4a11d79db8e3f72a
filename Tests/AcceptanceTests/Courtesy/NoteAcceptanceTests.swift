import AgencyService
import TestSupport
import Testing

/// Thank-you notes through the agent: each in words of its own, none with an address, forwarded or given back (T10, R2, T14).
@Suite struct NoteAcceptanceTests {
    private static let words = "Dear Contact 103, thank you for your time today and for showing me the workshop and the drawings. Anna Brook"
    private static let same = "DEAR Clara, thank you for your time today - and for showing me the workshop and the drawings! Anna"
    private static let alike = "Dear Clara, thank you for your time today and for showing me the workshop and the old drawings. Anna"
    private static let reachable = "Thank you for the tour. Call me on +44 7700 900101, this is your last chance."

    private func meeting(_ database: TestDatabase) async throws -> Int64 {
        let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-03-03")
        try await database.execute(
            "insert into liaison.interviewers (interview_id, contact_id, candidate_id, client_id) values (\(interview), 101, 1, 1)")
        return interview
    }

    @Test func onTheCommandLine() async throws {
        try await Typist.with { run, database in
            let interview = try await meeting(database)
            let first = try await run.json("note write \(interview) --contact 103 --message '\(Self.words)'", as: Cast.anna)
            let note = try first.id
            #expect(first["state"] == "queued")
            let copied = try await run("note write \(interview) --contact 101 --message '\(Self.same)'", as: Cast.anna, expect: 6)
            #expect(copied.errors.contains("word it for its reader") && copied.errors.contains("[T10]"))
            let alike = try await run.json("note write \(interview) --contact 101 --message '\(Self.alike)'", as: Cast.anna)
            #expect(alike["similar_to"]?["contact"] == "Contact 103")
            #expect(try await run("agenda").output.contains("liaison note forward \(note)"))
            #expect(try await run("note list --queued").lines.count == 2)
            try await run("note return \(try alike.id) --reason 'Say what you saw with her.'")
            try await run("note return \(try alike.id) --reason 'Again.'", expect: 6)
            #expect(try await run("note list", as: Cast.anna).output.contains("Say what you saw with her."))

            let anew = try await run.json("note write \(interview) --contact 101 --message '\(Self.reachable)'", as: Cast.anna).id
            let held = try await run("note forward \(anew)", expect: 6)
            #expect(held.errors.contains("+44 7700 900101") && held.errors.contains("[R2]"))
            let forwarded = try await run.json("note forward \(anew) --confirm-details")
            #expect(forwarded["warnings"]?.array?.first?["found"] == "last chance")
            try await run("note forward \(note)", as: Cast.rahul, expect: 5)
            try await run("note forward \(note)")
            let read = try await run("note list", as: Cast.clara)
            #expect(read.lines.count == 2 && read.output.contains("workshop"))
            #expect(try await run("status", as: Cast.anna).status == 0)
        }
    }

    @Test func overHTTP() async throws {
        try await WebCaller.with { call, database in
            let interview = try await meeting(database)
            func write(_ contact: Int64, _ message: String, _ status: Int) async throws -> JSONValue {
                try await call(
                    "POST", "/interviews/\(interview)/notes", ["contact_id": .integer(contact), "message": .string(message)], as: Cast.anna,
                    status)
            }
            let note = try await write(103, Self.words, 201).id
            #expect(try await write(101, Self.same, 409)["type"] == "/problems/not-tailored")
            let alike = try await write(101, Self.alike, 201)
            #expect(alike["similar_to"]?["note_id"] == .integer(note))
            #expect(try await call("GET", "/notes?queued=true", 200).items.allSatisfy { $0["similar_to"] == .null })
            try await call("POST", "/notes/\(try alike.id)/return", ["reason": "Say more."], 201)
            let anew = try await write(101, Self.reachable, 201).id
            let held = try await call("POST", "/notes/\(anew)/forwarding", [:], 409)
            #expect(held["rule"] == "R2" && held["held"]?.array?.first?["kind"] != nil)
            #expect(try await call("GET", "/notes", as: Cast.clara, 200).items.isEmpty)
            let forwarded = try await call("POST", "/notes/\(anew)/forwarding", ["confirm_details": true], 201)
            #expect(forwarded["state"] == "forwarded" && forwarded["warnings"]?.array?.first?["kind"] == "ultimatum")
            #expect(try await call("GET", "/notes", as: Cast.clara, 200).items.count == 1)
            let known = try await call("GET", "/status", as: Cast.anna, 200)
            #expect(known["submissions"]?.array?.first?["may_now"]?.array?.contains { $0["action"] == "thank_you_note" } == true)
        }
    }
}
