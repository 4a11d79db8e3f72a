import AgencyService
import TestSupport
import Testing

/// The three lists of T17: nobody is left in silence.
@Suite struct SilenceReportTests {
    @Test func `feedback that no candidate was told of`() async throws {
        try await withDatabase { database in
            let logging = try database.service(now: "2026-02-27T10:00:00Z")
            var ids: [Int64] = []
            for submission in [Cast.Submission.anna, Cast.Submission.rosa, Cast.Submission.otto] {
                let interview = try await database.heldInterview(submission, on: "2026-02-24")
                let logged = try await logging.call(
                    "feedback.log", as: Cast.cora,
                    [
                        "id": .integer(interview), "decision": "advance", "comments": "Good.",
                        "received_on": "2026-02-26",
                    ])
                ids.append(try #require(logged.int("id")))
            }
            let service = try database.service()
            let rows = try await service.call("report.unreleased", as: Cast.cora).items
            #expect(rows.compactMap { $0.int("feedback_id") } == ids)
            #expect(rows.first?.text("logged_on") == "2026-02-27")
            #expect(rows.first?.text("due_on") == "2026-03-02")
            #expect(rows.first?.int("business_days_overdue") == 2)
            #expect(rows.first?.text("candidate") == "Anna Brook")
            #expect(try await service.call("report.unreleased", as: Cast.rahul).items.count == 1)
            #expect(try await service.call("report.unreleased", as: Cast.cora, ["recruiter_id": 1]).items.count == 2)

            try await service.call(
                "feedback.release", as: Cast.ruth, ["id": .integer(ids[0]), "message": "A second round is to come."])
            try await service.call(
                "feedback.withhold", as: Cast.ruth, ["id": .integer(ids[1]), "reason": "Sent in error."])
            #expect(try await feedback(service, "2026-03-04") == [ids[2]])
            #expect(try await feedback(service, "2026-03-03") == ids)
            #expect(try await feedback(service, "2026-02-27") == ids)
            #expect(try await feedback(service, "2026-02-26") == [])
            let early = try await service.call("report.unreleased", as: Cast.cora, ["as_of": "2026-02-27"]).items
            #expect(early.first?.int("business_days_overdue") == 0)
            let page = try await service.call("report.unreleased", as: Cast.cora, ["as_of": "2026-03-03", "limit": 2])
            #expect(page.items.count == 2)
            let rest = try await service.call(
                "report.unreleased", as: Cast.cora, ["as_of": "2026-03-03", "limit": 2, "cursor": page["next"] ?? nil])
            #expect(rest.items.compactMap { $0.int("feedback_id") } == [ids[2]])
            #expect(rest.isNull("next"))
        }
    }

    private func feedback(_ service: AgencyService, _ day: String) async throws -> [Int64] {
        try await service.call("report.unreleased", as: Cast.cora, ["as_of": .string(day)]).items
            .compactMap { $0.int("feedback_id") }
    }

    @Test func `enquiries without an answer`() async throws {
        try await withDatabase { database in
            let friday = try database.service(now: "2026-02-27T10:00:00Z")
            let asked = try await friday.call(
                "enquiry.ask", as: Cast.anna, ["id": .integer(Cast.Submission.anna), "question": "Any news?"])
            let id = try #require(asked.int("id"))
            let service = try database.service()
            let row = try #require(try await service.call("report.unanswered", as: Cast.ruth).items.first)
            #expect(
                row == [
                    "enquiry_id": .integer(id), "submission_id": 1, "candidate": "Anna Brook", "recruiter": "Ruth Amos",
                    "asked_on": "2026-02-27", "due_on": "2026-03-02", "business_days_overdue": 2,
                ])
            #expect(try await service.call("report.unanswered", as: Cast.rahul).items.isEmpty)
            try await service.call("enquiry.answer", as: Cast.ruth, ["id": .integer(id), "answer": "Not yet."])
            #expect(try await service.call("report.unanswered", as: Cast.cora).items.isEmpty)
            #expect(
                try await service.call("report.unanswered", as: Cast.cora, ["as_of": "2026-03-03"]).items.count == 1)
            #expect(try await service.call("report.unanswered", as: Cast.cora, ["as_of": "2026-02-26"]).items.isEmpty)
        }
    }

    @Test func `candidates who have heard nothing for a week`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            #expect(try await silent(service, Cast.cora) == [1, 2, 3, 4, 5])
            #expect(try await silent(service, Cast.rahul) == [3, 5])
            #expect(try await silent(service, Cast.cora, ["as_of": "2026-02-09"]) == [])
            #expect(try await silent(service, Cast.cora, ["as_of": "2026-02-10"]) == [1, 2, 3, 4, 5])

            let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-02-25")
            #expect(try await silent(service, Cast.ruth) == [2, 4])
            let later = try database.service(now: "2026-03-05T10:00:00Z")
            let row = try #require(try await later.call("report.silent", as: Cast.ruth).items.last)
            #expect(row.text("last_heard_on") == "2026-02-25")
            #expect(row.text("due_on") == "2026-03-04")
            #expect(row.int("days_silent") == 8)

            // Rejected, but nobody told her: she is the one who waits.
            let logged = try await later.call(
                "feedback.log", as: Cast.ruth, ["id": .integer(interview), "decision": "reject", "comments": "No."])
            #expect(try await silent(later, Cast.ruth) == [2, 4, 1])
            try await later.call(
                "feedback.release", as: Cast.ruth,
                ["id": .integer(logged.int("id") ?? 0), "message": "They chose somebody else.", "outcome": "reject"])
            #expect(try await silent(later, Cast.ruth) == [2, 4])
            #expect(try await silent(try database.service(now: "2026-06-01T10:00:00Z"), Cast.ruth) == [2, 4])
        }
    }

    private func silent(
        _ service: AgencyService, _ person: Cast.Person, _ input: JSONObject = [:]
    ) async throws -> [Int64] {
        try await service.call("report.silent", as: person, input).items.compactMap { $0.int("submission_id") }
    }

    @Test func `the lists are the staff's`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            for report in ["report.unreleased", "report.unanswered", "report.silent"] {
                for person in [Cast.anna, Cast.clara, Cast.rafe, Cast.ada] {
                    #expect(try await service.refusal(report, as: person).name == .notPermitted)
                }
                #expect(try await service.refusal(report, as: Cast.ruth, ["cursor": "x"]).fields == ["cursor"])
                #expect(try await service.refusal(report, as: Cast.ruth, ["limit": -1]).fields == ["limit"])
                #expect(try await service.refusal(report, as: Cast.ruth, ["as_of": "04/03/2026"]).fields == ["as_of"])
                #expect(try await service.refusal(report, as: Cast.ruth, ["by": "client"]).fields == ["by"])
            }
        }
    }
}
