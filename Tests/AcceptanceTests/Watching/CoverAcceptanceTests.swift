import AgencyService
import TestSupport
import Testing

/// A desk that is lent: the colleague sees and does its work, the trail says who, and it returns by itself (RULES 7).
@Suite struct CoverAcceptanceTests {
    @Test func onTheCommandLine() async throws {
        try await Typist.with { run, database in
            let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-02-16")
            let chase = "chase log \(interview) --on 2026-03-04 --contact 102 --method email"
            let refused = try await run(chase, as: Cast.rahul, expect: 4)
            #expect(refused.errors.contains("Ruth Amos"))
            #expect(try await run("agenda", as: Cast.rahul).output.contains("chase log \(interview)") == false)
            try await run("desk lend 1 --to-recruiter 2 --to-on 2026-03-06", expect: 4)
            let loan = try await run.json("desk lend 1 --to-recruiter 2 --to-on 2026-03-06", as: Cast.cora)
            #expect(loan["from_on"] == "2026-03-04")
            #expect(try await run("agenda", as: Cast.rahul).output.contains("chase log \(interview)"))
            try await run(chase, as: Cast.rahul)
            let trail = try await run("audit list --operation chase.log", as: Cast.cora)
            #expect(trail.output.contains("Rahul Sen"))
            // It returns by itself after its last day.
            let monday = "2026-03-09T10:00:00Z"
            try await run(chase.replacing("03-04", with: "03-09"), as: Cast.rahul, at: monday, expect: 4)
            try await run("desk return \(try loan.id)", as: Cast.cora)
            try await run("feedback log \(interview) --decision hold --comments Soon.", as: Cast.rahul, expect: 4)
            try await run("feedback log \(interview) --decision hold --comments Soon.")
        }
    }

    @Test func overHTTP() async throws {
        try await withDatabase { database in
            let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-02-16")
            try await WebCaller.with(database) { call in
                let loan: JSONObject = ["recruiter_id": 1, "to_recruiter_id": 2, "to_on": "2026-03-06"]
                try await call("POST", "/desk-loans", loan, 403)
                try await call("POST", "/desk-loans", loan.merging(["to_on": "2026-03-03"]) { $1 }, as: Cast.cora, 422)
                try await call("POST", "/desk-loans", loan, as: Cast.cora, 201)
                let debrief: JSONObject = ["further_round": false, "would_not_say": ["decision_on", "feedback_by", "promised"]]
                try await call("PUT", "/interviews/\(interview)/debrief", debrief, as: Cast.rahul, 200)
                #expect(try await call("GET", "/agenda", as: Cast.rahul, 200).items.contains { $0["interview_id"] == .integer(interview) })
            }
            try await WebCaller.with(database, at: "2026-03-07T10:00:00Z") { call in
                let late = try await call(
                    "POST", "/interviews/\(interview)/feedback", ["decision": "hold", "comments": "Soon."], as: Cast.rahul, 403)
                #expect(late["desk"] == "Ruth Amos")
                #expect(try await call("GET", "/agenda", as: Cast.rahul, 200).items.allSatisfy { $0["interview_id"] != .integer(interview) })
            }
        }
    }
}
