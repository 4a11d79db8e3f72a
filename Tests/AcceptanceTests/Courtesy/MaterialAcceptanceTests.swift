import AgencyService
import TestSupport
import Testing

/// What was promised at an interview and what came to mind later go the way of a note (T11).
@Suite struct MaterialAcceptanceTests {
    @Test func onTheCommandLine() async throws {
        try await Typist.with { run, database in
            let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-03-03")
            let promised = try await run.json("material add \(interview) --what 'My certificate' --promised", as: Cast.anna)
            #expect(promised["state"] == "promised" && promised["due_on"] == "2026-03-05")
            #expect(try await run("agenda", as: Cast.anna).output.contains("My certificate"))
            let given = try await run.json(
                "material add \(interview) --promise \(try promised.id) --what 'https://bridges.test/anna'", as: Cast.anna)
            let past = try await run("material done \(try given.id)", as: Cast.anna, expect: 6)
            #expect(past.errors.contains("Ruth Amos"))
            let held = try await run("material done \(try given.id)", expect: 6)
            #expect(held.errors.contains("[R2]"))
            try await run("material done \(try given.id) --confirm-details")
            let thought = try await run.json("material add \(interview) --kind later-thought --what 'I also built a dam.'", as: Cast.anna)
            try await run("material return \(try thought.id) --reason 'Say which one.'")
            let list = try await run("material list --no-open", as: Cast.anna)
            #expect(list.lines.count == 3 && list.output.contains("Say which one."))
            #expect(try await run("material list", as: Cast.clara).output.contains("bridges.test"))
        }
    }

    @Test func overHTTP() async throws {
        try await WebCaller.with { call, database in
            let interview = try await database.heldInterview(Cast.Submission.dirk, on: "2026-02-24")
            let path = "/interviews/\(interview)/materials"
            let promised = try await call(
                "POST", path, ["what": "My thesis", "promised": true, "due_on": "2026-03-10"], as: Cast.dirk, 201)
            #expect(promised["state"] == "promised")
            #expect(try await call("POST", "/materials/\(try promised.id)/delivery", [:], 409)["rule"] == "R4")
            let done = try await call("POST", "/materials/\(try promised.id)/delivery", [:], as: Cast.dirk, 201)
            #expect(done["state"] == "done" && done["late"] == false)
            let thought = try await call("POST", path, ["what": "A thought.", "kind": "later_thought"], as: Cast.dirk, 201)
            #expect(thought["state"] == "done")
            try await call("POST", path, ["what": "x", "due_on": "2026-02-01"], as: Cast.dirk, 422)
            try await call("POST", path, ["what": "x"], as: Cast.otto, 404)
            #expect(try await call("GET", "/materials?open=false", as: Cast.dirk, 200).items.count == 2)
        }
    }
}
