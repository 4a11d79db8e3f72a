import AgencyService
import TestSupport
import Testing

/// The clocks of T17: an enquiry by the next business day, a release by the next, and a word every seven days.
@Suite struct SilenceAcceptanceTests {
    @Test func onTheCommandLine() async throws {
        try await Typist.with { run, database in
            let (friday, monday, tuesday) = ("2026-02-27T10:00:00Z", "2026-03-02T10:00:00Z", "2026-03-03T10:00:00Z")
            #expect(try await run("report silent", at: friday).output.contains("Anna Brook"))
            let asked = try await run.json("enquiry ask 1 --question 'Any news?'", as: Cast.anna, at: friday)
            #expect(asked["due_on"] == "2026-03-02")
            #expect(try await run("report unanswered", at: monday).lines.first?.hasSuffix("2026-03-02\t0") == true)
            #expect(try await run("report unanswered", at: tuesday).lines.first?.hasSuffix("2026-03-02\t1") == true)
            #expect(try await run("agenda", at: tuesday).output.contains("liaison enquiry answer \(try asked.id)"))
            try await run("enquiry answer \(try asked.id) --answer 'They decide on Thursday.'", at: tuesday)
            #expect(try await run("report unanswered", at: tuesday).output.isEmpty)
            #expect(try await run("report silent", at: tuesday).output.contains("Anna Brook") == false)
            #expect(try await run("report silent", at: "2026-03-11T10:00:00Z").output.contains("Anna Brook"))

            let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-03-02")
            let logged = try await run.json("feedback log \(interview) --decision advance --comments Good.", at: tuesday).id
            let wednesday = "2026-03-04T10:00:00Z"
            #expect(try await run("report unreleased", at: wednesday).lines.first?.hasSuffix("2026-03-04\t0") == true)
            #expect(try await run("report unreleased", at: "2026-03-05T10:00:00Z").lines.first?.hasSuffix("2026-03-04\t1") == true)
            try await run("feedback withhold \(logged) --reason 'They asked us to wait.'", at: wednesday)
            #expect(try await run("report unreleased", at: wednesday).output.isEmpty)
            try await run("report silent", as: Cast.anna, expect: 4)
        }
    }

    @Test func overHTTP() async throws {
        try await withDatabase { database in
            let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-02-24")
            var (enquiry, feedback): (Int64, Int64) = (0, 0)
            try await WebCaller.with(database, at: "2026-02-27T10:00:00Z") { call in
                enquiry = try await call("POST", "/submissions/1/enquiries", ["question": "Any news?"], as: Cast.anna, 201).id
                feedback = try await call(
                    "POST", "/interviews/\(interview)/feedback", ["decision": "advance", "comments": "Good."], 201
                ).id
                #expect(try await call("GET", "/reports/silent", 200).items.contains { $0["candidate"] == "Anna Brook" } == false)
            }
            try await WebCaller.with(database) { call in
                let unanswered = try #require(try await call("GET", "/reports/unanswered", 200).items.first)
                #expect(unanswered["enquiry_id"] == .integer(enquiry) && unanswered["business_days_overdue"] == 2)
                let unreleased = try #require(try await call("GET", "/reports/unreleased", 200).items.first)
                #expect(unreleased["feedback_id"] == .integer(feedback) && unreleased["due_on"] == "2026-03-02")
                #expect(try await call("GET", "/reports/silent", 200).items.contains { $0["candidate"] == "Anna Brook" })
                try await call("POST", "/enquiries/\(enquiry)/answer", ["answer": "A second round."], 201)
                try await call("POST", "/feedback/\(feedback)/release", ["message": "They want to see you again."], 201)
                for report in ["unanswered", "unreleased"] {
                    #expect(try await call("GET", "/reports/\(report)", 200).items.isEmpty)
                }
                #expect(try await call("GET", "/reports/silent", 200).items.contains { $0["candidate"] == "Anna Brook" } == false)
                try await call("GET", "/reports/silent", as: Cast.clara, 403)
            }
        }
    }
}
