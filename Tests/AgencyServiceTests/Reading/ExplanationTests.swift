import Agency
import AgencyService
import TestSupport
import Testing

/// Explanations as each role gets them: from what that role may know, and from nothing else.
@Suite struct ExplanationTests {
    private func explain(
        _ service: AgencyService, _ interview: Int64, as person: Cast.Person, asOf: String? = nil
    ) async throws -> [JSONValue] {
        var input: JSONObject = ["id": .integer(interview)]
        input["as_of"] = asOf.map { .string($0) }
        return try await service.call("explain.interview", as: person, input).items
    }

    private func line(_ rule: String, _ lines: [JSONValue]) throws -> JSONValue {
        try #require(lines.first { $0.text("rule") == rule }, "\(rule) of \(lines.compactMap { $0.text("rule") })")
    }

    private func fact(_ name: String, _ line: JSONValue) -> JSONValue? { line["facts"]?.array?.first { $0.text("name") == name } }

    @Test func `staff read every rule, its facts and where its numbers come from`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-02-20")
            try await service.call(
                "policy.set", as: Cast.cora, ["changes": ["spacing_closes_days": 5], "client_id": 1, "effective_from": "2026-03-04"])
            try await service.call(
                "chase.log", as: Cast.ruth, ["id": .integer(interview), "on": "2026-03-02", "contact_id": 101, "method": "phone"])
            try await service.call("enquiry.ask", as: Cast.anna, ["id": 1, "question": "News?"])
            try await service.call("reference.add", as: Cast.anna, ["name": "Ida Kern", "phone": "+44 20 7946 0000"])
            let answer = try await service.call("explain.interview", as: Cast.ruth, ["id": .integer(interview)])
            #expect(answer.int("submission_id") == 1 && answer.int("interview_id") == interview && answer.text("as_of") == "2026-03-04")
            let lines = answer.items
            #expect(
                lines.compactMap { $0.text("rule") } == [
                    "R1", "R2", "R3", "R9", "R10", "T1", "T2", "T3", "T5", "T6", "T8", "T9", "T10", "T11", "T12", "T17", "T17", "T18", "T19",
                ])
            let plan = try await service.call("chase.plan", as: Cast.ruth, ["id": .integer(interview)])
            #expect(try fact("chase_opens", line("T9", lines))?["value"] == plan["chase_opens"])
            #expect(try fact("chase_by", line("T9", lines))?["value"] == plan["chase_by"])
            #expect(try fact("days_overdue", line("T3", lines))?.text("value") == plan.int("days_overdue").map(String.init))
            let spacing = try #require(fact("spacing_closes_days", try line("T6", lines)))
            #expect(spacing["value"] == "5" && spacing["comes_from"] == "client" && spacing["since"] == "2026-03-04")
            #expect(try fact("spacing_opens_days", line("T6", lines))?["comes_from"] == "rulebook")
            #expect(
                try line("T18", lines).text("says")
                    == "Clara Dean was spoken to on 2026-03-02 (Ruth Amos): not again before 2026-03-05, about whichever vacancy.")
            #expect(lines.allSatisfy { $0.text("title")?.isEmpty == false && $0.text("says")?.isEmpty == false })
            let past = try await explain(service, interview, as: Cast.ruth, asOf: "2026-02-24")
            #expect(try line("T5", past).text("says")?.contains("One courtesy call is allowed now, through 2026-02-25.") == true)
            #expect(try line("T18", past).text("says") == "Nobody of the agency has spoken to Clara Dean yet.")
            // The desk of somebody else shows what the whole agency reads.
            let other = try await explain(service, interview, as: Cast.rahul)
            #expect(other.compactMap { $0.text("rule") }.allSatisfy { !["T10", "T11", "T12", "T17"].contains($0) })
            #expect(try line("T9", other) == line("T9", lines))
            #expect(try await explain(service, interview, as: Cast.cora).count == lines.count)
        }
    }

    @Test func `a submission is explained with its latest interview, or without any`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let none = try await service.call("explain.submission", as: Cast.anna, ["id": 1])
            #expect(none["interview_id"] == .null && none.items.compactMap { $0.text("rule") } == ["R1", "R2", "R9", "R10", "T12", "T17"])
            let first = try await database.heldInterview(Cast.Submission.anna, on: "2026-02-16")
            let second = try await database.heldInterview(Cast.Submission.anna, on: "2026-02-24")
            for person in [Cast.anna, Cast.ruth, Cast.clara] {
                let answer = try await service.call("explain.submission", as: person, ["id": 1])
                #expect(answer.int("interview_id") == second)
            }
            try await service.call("interview.cancel", as: Cast.ruth, ["id": .integer(second), "reason": "Ill."])
            let answer = try await service.call("explain.submission", as: Cast.anna, ["id": 1])
            #expect(answer.int("interview_id") == first)
            let cancelled = try await explain(service, second, as: Cast.anna)
            #expect(try line("T9", cancelled).text("says") == "The interview was cancelled; nothing is awaited of it.")
        }
    }

    @Test func `logged feedback and a quiet closing change nothing that the candidate reads, and their release does (R9)`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            for (submission, person) in [(Cast.Submission.anna, Cast.anna), (Cast.Submission.dirk, Cast.dirk)] {
                let interview = try await database.heldInterview(submission, on: "2026-02-17")
                let before = try await explain(service, interview, as: person)
                let logged = try await service.call(
                    "feedback.log", as: Cast.cora, ["id": .integer(interview), "decision": "reject", "comments": "Too green."])
                #expect(try await explain(service, interview, as: person) == before)
                let staff = try await explain(service, interview, as: Cast.cora)
                #expect(try line("R9", staff).text("says")?.contains("not released") == true)
                #expect(try line("T9", staff).text("says")?.contains("has stopped") == true)
                #expect(try line("T15", staff).text("says") == "4 of 4 tasks are left to do.")
                #expect(try fact("release_due", line("T17", staff))?["value"] == "2026-03-05")
                try await service.call(
                    "feedback.release", as: Cast.cora, ["id": try #require(logged["id"]), "message": "They want more years."])
                let after = try await explain(service, interview, as: person)
                #expect(after != before)
                #expect(try line("T3", after).text("says") == "Nothing is overdue; you were told the outcome on 2026-03-04.")
            }
        }
    }

    @Test func `a client contact reads of their own company, and others find nothing`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-02-20")
            try await database.promise(interview, by: "2026-03-03", given: "2026-02-20")
            let lines = try await explain(service, interview, as: Cast.clara)
            #expect(lines.compactMap { $0.text("rule") } == ["R1", "R2", "R10", "T2", "T3", "T7", "T10"])
            #expect(lines.allSatisfy { $0["facts"]?.array?.allSatisfy { $0["comes_from"] == .null } == true })
            for (person, name) in [
                (Cast.kenji, Problem.Name.notFound), (Cast.dirk, .notFound), (Cast.rafe, .notPermitted), (Cast.ada, .notPermitted),
            ] {
                let input: JSONObject = ["id": .integer(interview)]
                #expect(try await service.refusal("explain.interview", as: person, input).name == name, "\(person.name)")
                #expect(try await service.refusal("explain.submission", as: person, ["id": 1]).name == name, "\(person.name)")
            }
            for operation in ["explain.interview", "explain.submission"] {
                #expect(try await service.refusal(operation, as: Cast.cora, ["id": 99_999]).name == .notFound)
                #expect(try await service.refusal(operation, as: Cast.cora, ["id": 1, "as_of": "soon"]).fields == ["as_of"])
            }
            for day in ["0001-01-01", "9999-12-31"] {
                #expect(try await explain(service, interview, as: Cast.cora, asOf: day).isEmpty == false)
            }
        }
    }
}
