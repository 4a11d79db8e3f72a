import AgencyService
import TestSupport
import Testing

/// An agenda for each role: each line with its rule and the command that does it, and another day by `--as-of`.
@Suite struct AgendaAcceptanceTests {
    @Test func onTheCommandLine() async throws {
        try await Typist.with { run, database in
            let late = try await database.heldInterview(Cast.Submission.anna, on: "2026-02-16")
            let fresh = try await database.heldInterview(Cast.Submission.rosa, on: "2026-03-03")
            let agenda = try await run.json("agenda").items
            #expect(agenda.allSatisfy { $0["rule"]?.string?.isEmpty == false && $0["command"]?.string?.hasPrefix("liaison ") == true })
            let chase = try #require(agenda.first { $0["command"]?.string?.hasPrefix("liaison chase log \(late)") == true })
            #expect(chase["state"] == "overdue")
            #expect(agenda.contains { $0["command"] == .string("liaison interview debrief \(fresh)") })
            // The line's own command does what it says, and the line goes.
            try await run(String(try #require(chase["command"]?.string).dropFirst("liaison ".count)))
            #expect(try await run("agenda").output.contains("liaison chase log \(late) --on 2026-03-04") == false)
            #expect(try await run("agenda --as-of 2026-02-24").output.contains("liaison chase log \(late)"))
            try await run("agenda --as-of soon", expect: 64)
            #expect(try await run("agenda", as: Cast.anna).output.contains("T10"))
            #expect(try await run("agenda", as: Cast.clara).output.contains("liaison feedback log \(late)"))
            #expect(try await run("agenda", as: Cast.cora).output.contains("liaison interview debrief \(fresh)"))
            #expect(try await run("agenda", as: Cast.rafe).lines.isEmpty)
        }
    }

    @Test func overHTTP() async throws {
        try await WebCaller.with { call, database in
            let interview = try await database.heldInterview(Cast.Submission.dirk, on: "2026-02-24")
            let agenda = try await call("GET", "/agenda", 200).items
            #expect(agenda.contains { $0["rule"] == "T1" && $0["interview_id"] == .integer(interview) && $0["state"] == "overdue" })
            let dirk = try await call("GET", "/agenda", as: Cast.dirk, 200).items
            let ask = try #require(dirk.first { $0["rule"] == "T5" || $0["rule"] == "T4" })
            #expect(ask["state"] == "opens" || ask["state"] == "today" || ask["state"] == "overdue")
            #expect(ask["command"] == .string("liaison chase plan \(interview)"))
            let past = try await call("GET", "/agenda?as_of=2026-02-20", 200).items
            #expect(past.allSatisfy { $0["interview_id"] != .integer(interview) || $0["state"] == "opens" })
            try await call("GET", "/agenda?as_of=soon", 422)
            for person in [Cast.rafe, Cast.ada] {
                #expect(try await call("GET", "/agenda", as: person, 200).items.isEmpty)
            }
        }
    }
}
