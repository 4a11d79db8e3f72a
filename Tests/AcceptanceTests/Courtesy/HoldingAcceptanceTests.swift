import AgencyService
import TestSupport
import Testing

/// A week without news, an agenda for everybody, and a desk that is lent, as people would meet them (T17, RULES 7).
@Suite struct HoldingAcceptanceTests {
    @Test func onTheCommandLine() async throws {
        try await withDatabase { database in
            let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-02-16")
            try await LiaisonInstallation.with(database) { installation in
                let run = Typist(installation: installation)
                #expect(try await run("report silent").output.contains("Anna Brook"))
                #expect(try await run("agenda").output.contains("liaison silence send 1"))
                let draft = try await run("silence draft 1").output
                #expect(draft.contains("I have no news for you yet about Engineer"))
                try await run("silence send 1 --message 'Ask hr@albion.test'", expect: 6)
                try await run("silence send 1")
                #expect(try await !run("report silent").output.contains("Anna Brook"))
                #expect(try await run("status --json", as: Cast.anna).output.contains("I have no news for you yet"))
                #expect(try await run("silence list 1", as: Cast.anna).output.contains("2026-03-04"))
                let done = try await run("agenda --format csv").output
                #expect(done.contains("Told the candidate that there is no news yet"))

                try await run("call promise 1 --by 2026-03-07", expect: 6)
                try await run("call promise 1 --by 2026-03-05")
                #expect(try await run("agenda", as: Cast.anna).output.contains("Your agent calls you"))
                let promise = try await run("call list --open").output.split(separator: "\t").first.map(String.init) ?? ""
                try await run("call keep \(promise) --note 'All is well.'")
                try await run("call keep \(promise)", expect: 6)
                #expect(try await run("report calls").output == "1\tRuth Amos\t1\t1\t0\t0\n")

                try await run("agenda", as: Cast.rahul)
                try await run("silence send 4", as: Cast.rahul, expect: 4)
                try await run("desk lend 1 --to-recruiter 2 --to-on 2026-03-06", as: Cast.cora)
                let covered = try await run("agenda", as: Cast.rahul).output.split(separator: "\n")
                #expect(covered.contains { $0.contains("liaison chase log \(interview)") && $0.contains("Ruth Amos\t2026-03-06") })
                try await run("silence send 4", as: Cast.rahul)
                #expect(try await run("audit list --operation silence.send --limit 1", as: Cast.cora).output.contains("Rahul Sen\tRuth Amos"))
            }
        }
    }

    @Test func overHTTP() async throws {
        try await withDatabase { database in
            _ = try await database.heldInterview(Cast.Submission.anna, on: "2026-02-16")
            try await LiaisonInstallation.with(database) { installation in
                try await LiaisonServer.with(installation) { server in
                    let call = WebCaller(server: server)
                    let draft = try await call("GET", "/submissions/1/holding-message", 200)
                    try await call("GET", "/submissions/1/holding-message", as: Cast.anna, 403)
                    let sent = try await call("POST", "/submissions/1/holding-messages", [:], 201)
                    #expect(sent["message"] == draft["message"])
                    let held = try await call("POST", "/submissions/1/holding-messages", ["message": "Ask hr@albion.test"], 409)
                    #expect(held["rule"] == "R2")
                    let list = try await call("GET", "/submissions/1/holding-messages", as: Cast.anna, 200)
                    #expect(list["items"] == [sent])
                    let promised = try await call("POST", "/submissions/1/call-promises", ["call_by": "2026-03-05"], 201)
                    let id = try #require(promised["id"]?.integer)
                    let kept = try await call("POST", "/call-promises/\(id)/call", [:], 201)
                    #expect(kept["state"] == "kept")
                    try await call("POST", "/call-promises/\(id)/call", [:], 409)
                    let report = try await call("GET", "/reports/calls", 200)
                    #expect(report["items"]?.array?.first?["kept"] == 1)
                    for person in Cast.everybody {
                        let agenda = try await call("GET", "/agenda?as_of=2026-03-04", as: person, 200)
                        #expect(agenda["items"]?.array != nil && agenda["cover"] == [])
                    }
                    try await call(
                        "POST", "/desk-loans", ["recruiter_id": 1, "to_recruiter_id": 2, "to_on": "2026-03-06"], as: Cast.cora, 201)
                    let cover = try await call("GET", "/agenda", as: Cast.rahul, 200)
                    #expect(cover["cover"]?.array?.first?["lent_to"] == "Rahul Sen")
                    let after = try await call("GET", "/agenda?as_of=2026-03-07", as: Cast.rahul, 200)
                    #expect(after["cover"] == [])
                }
            }
        }
    }
}
