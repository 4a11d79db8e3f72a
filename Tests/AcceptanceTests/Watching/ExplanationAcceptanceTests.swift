import AgencyService
import TestSupport
import Testing

/// Why something may or may not be done now, from which facts, and what would change it: for each role from what it may know.
@Suite struct ExplanationAcceptanceTests {
    @Test func onTheCommandLine() async throws {
        try await Typist.with { run, database in
            let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-02-20")
            try await database.promise(interview, by: "2026-03-04", given: "2026-02-20")
            let lines = try await run("explain interview \(interview)").lines
            #expect(lines.contains { $0.hasPrefix("T4\tThe first chase opens on 2026-03-05 and should be made by 2026-03-06") })
            #expect(lines.contains { $0.hasPrefix("T9\tThe chase waits") && $0.contains("on 2026-03-05 it opens") })
            let later = try await run.json("explain interview \(interview) --as-of 2026-03-06")
            #expect(later["as_of"] == "2026-03-06")
            let state = later.items.first { $0["rule"] == "T9" }
            #expect(state?["would_change"]?.array?.first == "on 2026-03-07 it becomes late")

            let unknown = try await run("explain interview \(interview)", as: Cast.anna)
            #expect(unknown.lines.allSatisfy { !$0.hasPrefix("T9") && !$0.hasPrefix("T8") })
            try await run("feedback log \(interview) --decision reject --comments 'Too green.'")
            #expect(try await run("explain interview \(interview)", as: Cast.anna).output == unknown.output)
            #expect(try await run("explain submission 1").output.contains("sees nothing of it"))
            #expect(try await run("explain submission 1", as: Cast.clara).lines.first?.hasPrefix("R1\t") == true)
            try await run("explain interview \(interview)", as: Cast.kenji, expect: 5)
            try await run("explain interview \(interview)", as: Cast.rafe, expect: 4)
            try await run("explain interview", expect: 64)
        }
    }

    @Test func overHTTP() async throws {
        try await WebCaller.with { call, database in
            let interview = try await database.heldInterview(Cast.Submission.dirk, on: "2026-02-20")
            let path = "/interviews/\(interview)/explanation"
            let staff = try await call("GET", path, 200)
            let number = staff.items.first { $0["rule"] == "T5" }?["facts"]?.array?.first { $0["name"] == "chase_opens_days" }
            #expect(number?["value"] == "7" && number?["comes_from"] == "rulebook")
            let own = try await call("GET", path, as: Cast.dirk, 200)
            #expect(own.items.contains { $0["rule"] == "R4" } && own.items.contains { $0["rule"] == "T9" })
            #expect(own.items.allSatisfy { $0["facts"]?.array?.allSatisfy { $0["comes_from"] == .null } == true })
            try await call("POST", "/interviews/\(interview)/feedback", ["decision": "reject", "comments": "No."], 201)
            #expect(try await call("GET", path, as: Cast.dirk, 200) == own)
            #expect(try await call("GET", "/submissions/2/explanation", as: Cast.dirk, 200)["interview_id"] == .integer(interview))
            try await call("GET", path, as: Cast.anna, 404)
            try await call("GET", path, as: Cast.ada, 403)
            try await call("GET", "\(path)?as_of=soon", 422)
        }
    }
}
