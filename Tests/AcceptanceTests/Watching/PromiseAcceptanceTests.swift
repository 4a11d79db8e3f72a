import AgencyService
import TestSupport
import Testing

/// The ledger of promises: how clients keep their dates, and a hint where a new one is named (T2, T7).
@Suite struct PromiseAcceptanceTests {
    /// Five dates of a client, of which one was kept; the others were answered three days late.
    private func past(_ database: TestDatabase) async throws {
        for (place, held) in ["2026-01-05", "2026-01-06", "2026-01-07", "2026-01-08", "2026-01-12"].enumerated() {
            let interview = try await database.heldInterview(Cast.Submission.anna, on: held)
            let answered = place == 0 ? "i.held_on + 7" : "i.held_on + 10"
            try await database.execute(
                """
                set local session_replication_role = replica;
                insert into liaison.promises (interview_id, candidate_id, client_id, recruiter_id, contact_id, date, given_on)
                select i.id, i.candidate_id, i.client_id, i.recruiter_id, 101, i.held_on + 7, i.held_on
                  from liaison.interviews i where i.id = \(interview);
                update liaison.interviews i set answered_on = \(answered), resolved_on = \(answered) where i.id = \(interview)
                """)
        }
    }

    @Test func onTheCommandLine() async throws {
        try await Typist.with { run, database in
            let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-03-03")
            let few = try await run.json("promise set \(interview) 2026-03-09 --contact 101")
            #expect(few["hint"] == .null)
            try await past(database)
            let moved = try await run.json("promise set \(interview) 2026-03-12 --contact 101")
            #expect(moved["hint"] == "Clara Dean keeps 1 of 5 dates, typically 3 days late")
            #expect(try await run("promise history \(interview)").lines.count == 2)
            try await run("promise set \(interview) 2026-03-01 --contact 101", expect: 6)
            #expect(try await run.json("chase plan \(interview)")["slips"] == 1)
            #expect(try await run("report responsiveness").lines == ["1\tAlbion Engines\tAlbion Engines\t5\t1\t0\t3\t10"])
            #expect(try await run("report responsiveness --by contact").lines.first?.hasPrefix("101\tClara Dean") == true)
            #expect(try await run("report responsiveness", as: Cast.kenji).output.isEmpty)
            try await run("report responsiveness", as: Cast.anna, expect: 4)
        }
    }

    @Test func overHTTP() async throws {
        try await WebCaller.with { call, database in
            try await past(database)
            let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-03-03")
            let promise: JSONObject = ["date": "2026-03-09", "contact_id": 101]
            let made = try await call("POST", "/interviews/\(interview)/promises", promise, 201)
            #expect(made["hint"] == "Clara Dean keeps 1 of 5 dates, typically 3 days late")
            // How they are known to keep their dates is not for them.
            let own = try await call("POST", "/interviews/\(interview)/promises", ["date": "2026-03-10"], as: Cast.clara, 201)
            #expect(own["hint"] == .null)
            let line = try #require(try await call("GET", "/reports/responsiveness?by=contact", 200).items.first)
            #expect(line["promises"] == 5 && line["kept"] == 1 && line["days_late_median"] == 3)
            #expect(try await call("GET", "/reports/responsiveness", as: Cast.clara, 200).items.count == 1)
            try await call("GET", "/reports/responsiveness?by=recruiter", as: Cast.clara, 422)
        }
    }
}
