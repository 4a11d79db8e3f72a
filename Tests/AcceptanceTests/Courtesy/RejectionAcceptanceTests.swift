import AgencyService
import TestSupport
import Testing

/// What follows a rejection: four tasks, an interest, and a lead that becomes a client (T15).
@Suite struct RejectionAcceptanceTests {
    @Test func onTheCommandLine() async throws {
        try await Typist.with { run, database in
            let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-03-03")
            try await run("feedback log \(interview) --decision reject --comments 'Too green.' --method letter")
            let tasks = try await run("task list --state open").output.split(separator: "\n")
            #expect(tasks.count == 4)
            let numbers = tasks.compactMap { $0.split(separator: "\t").first.map(String.init) }
            let (leads, interest, ask, thanks) = (numbers[0], numbers[1], numbers[2], numbers[3])
            try await run("task done \(thanks) --note Thanked.")
            try await run("task done \(ask)")
            try await run("task done \(ask)", expect: 6)
            try await run("interest add --candidate 1 --client 1 --task \(interest)")
            #expect(try await run("interest list --live").output.contains("Anna Brook"))
            let lead = try await run.json("lead add 'Tram Works' --client 1 --task \(leads)").id
            try await run("lead convert \(lead) --calendar GB-SCT")
            try await run("lead convert \(lead)", expect: 6)
            #expect(try await run("client list --query Tram").output.contains("GB-SCT"))
            #expect(try await run("task list --state open").output.isEmpty)
        }
    }

    @Test func overHTTP() async throws {
        try await WebCaller.with { call, database in
            let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-03-03")
            try await call("POST", "/interviews/\(interview)/feedback", ["decision": "reject", "comments": "No."], 201)
            let tasks = try await call("GET", "/tasks", 200).items
            #expect(Set(tasks.compactMap { $0["kind"]?.string }) == ["thank_client", "ask_impression", "offer_interest", "ask_leads"])
            let task = try #require(tasks.first).id
            try await call("POST", "/tasks/\(task)/skipping", ["reason": "They hire nowhere."], 201)
            try await call("POST", "/tasks/\(task)/completion", [:], 409)
            try await call("GET", "/tasks", as: Cast.anna, 403)
            try await call("POST", "/interests", ["candidate_id": 1, "client_id": 1], 201)
            try await call("POST", "/interests", ["candidate_id": 1, "client_id": 1], 409)
            let lead = try await call("POST", "/leads", ["client_id": 1, "company": "Tram Works"], 201).id
            let converted = try await call("POST", "/leads/\(lead)/conversion", [:], 201)
            #expect(converted["company"] == "Tram Works" && converted["made_client_id"]?.integer != nil)
            #expect(try await call("GET", "/clients?query=Tram", 200).items.count == 1)
        }
    }
}
