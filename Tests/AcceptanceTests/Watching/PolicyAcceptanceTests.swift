import AgencyService
import TestSupport
import Testing

/// Numbers of the etiquette for the agency and a client: set from a day on, with a history, and compared over past interviews.
@Suite struct PolicyAcceptanceTests {
    @Test func onTheCommandLine() async throws {
        try await Typist.with { run, database in
            let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-02-18")
            func opens(_ day: String) async throws -> JSONValue? {
                try await run.json("chase plan \(interview) --as-of \(day)")["chase_opens"]
            }
            #expect(try await opens("2026-03-04") == "2026-02-25")
            try await run("policy set chase_opens_days=12", expect: 4)
            try await run("policy set chase_opens_days=12", as: Cast.cora, expect: 65)
            try await run(
                "policy set chase_opens_days=12 chase-closes-days=14 --client 1 --effective-from 2026-03-10 --note 'They asked.'", as: Cast.cora)
            #expect(try await opens("2026-03-09") == "2026-02-25")
            #expect(try await opens("2026-03-10") == "2026-03-02")
            let shown = try await run("policy show --client 1 --as-of 2026-03-10")
            #expect(shown.lines.contains { $0.hasPrefix("chase_opens_days\t12\t7\tclient\t2026-03-10") })
            #expect(try await run("policy show").lines.contains { $0.hasPrefix("chase_opens_days\t7\t7\trulebook") })
            try await run("policy set --clear chase_opens_days --client 1 --effective-from 2026-03-17", as: Cast.cora)
            #expect(try await opens("2026-03-17") == "2026-02-25")
            let history = try await run.json("policy history --client 1").items
            #expect(history.map { $0["effective_from"] } == ["2026-03-17", "2026-03-10"])
            #expect(history.last?["note"] == "They asked." && history.last?["set_by"] == "Cora Lind")
            let effect = try await run("policy show --effect chase_opens_days=3 --from 2026-02-01 --to 2026-03-03")
            #expect(effect.lines.contains { $0.hasPrefix("median days until it\t7\t") })
            try await run("policy show", as: Cast.anna, expect: 4)
        }
    }

    @Test func overHTTP() async throws {
        try await WebCaller.with { call, database in
            let change: JSONObject = ["changes": ["silence_days": 5]]
            try await call("POST", "/policies", change, 403)
            let made = try await call("POST", "/policies", change, as: Cast.cora, 201)
            #expect(made["effective_from"] == "2026-03-04")
            let own = try await call("POST", "/policies", ["client_id": 1, "changes": ["silence_days": 3]], as: Cast.cora, 422)
            #expect(own["rule"] == "T17")
            let past: JSONObject = ["changes": ["answer_days": 9], "effective_from": "2026-03-03"]
            #expect(try await call("POST", "/policies", past, as: Cast.cora, 422)["type"] == "/problems/invalid-date")
            let number = try await call("GET", "/policies?client_id=1", 200).items.first { $0["name"] == "silence_days" }
            #expect(number?["value"] == 5 && number?["comes_from"] == "agency" && number?["since"] == "2026-03-04")
            _ = try await database.heldInterview(Cast.Submission.anna, on: "2026-02-18")
            let effect = try await call("GET", "/policies/effect?set=answer_days=3&from=2026-02-01&to=2026-03-03", 200)
            #expect(effect["interviews"] == 1 && effect["current"]?["overdue"] == 1 && effect["proposed"]?["overdue"] == 1)
            #expect(try await call("GET", "/policies/history", 200).items.count == 1)
        }
    }
}
