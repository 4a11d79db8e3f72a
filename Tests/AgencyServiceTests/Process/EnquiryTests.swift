import Agency
import AgencyService
import TestSupport
import Testing

@Suite struct EnquiryTests {
    @Test func `a question is due an answer on the next business day of the agency`() async throws {
        try await withDatabase { database in
            let friday = try database.service(now: "2026-03-06T17:00:00Z")
            let asked = try await friday.call("enquiry.ask", as: Cast.anna, ["id": 1, "question": "Any news?"])
            #expect(asked["due_on"] == "2026-03-09")
            let id = try #require(asked["id"])
            #expect(try await friday.call("enquiry.list", as: Cast.rahul)["items"] == [])
            #expect(try await friday.call("enquiry.list", as: Cast.ruth, ["open": true])["items"]?.array?.count == 1)
            #expect(
                try await friday.refusal("enquiry.answer", as: Cast.rahul, ["id": id, "answer": "Yes."]).name == .notFound)
            let held = try await friday.refusal("enquiry.answer", as: Cast.ruth, ["id": id, "answer": "Ask hr@albion.test"])
            #expect(held.rule == "R2")
            let answered = try await friday.call("enquiry.answer", as: Cast.ruth, ["id": id, "answer": "By Tuesday."])
            #expect(answered["answered_at"]?.string != nil)
            #expect(try await friday.refusal("enquiry.answer", as: Cast.ruth, ["id": id, "answer": "Or not."]).name == .conflict)
            #expect(try await friday.call("enquiry.list", as: Cast.anna)["items"]?.array?.first?["answer"] == "By Tuesday.")
        }
    }

    @Test func `only one's own submission can be asked about`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            #expect(try await service.refusal("enquiry.ask", as: Cast.anna, ["id": 2, "question": "And theirs?"]).name == .notFound)
            #expect(try await service.refusal("enquiry.ask", as: Cast.anna, ["id": 1, "question": "  "]).name == .invalid)
            #expect(try await service.refusal("enquiry.ask", as: Cast.ruth, ["id": 1, "question": "Me?"]).name == .notPermitted)
        }
    }

    @Test func `a bypass is the agency's to record, a client's contact the candidate's to report`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let report: JSONObject = ["id": 1, "kind": "client_contact", "happened_on": "2026-03-03", "description": "They rang me."]
            let told = try await service.call("incident.log", as: Cast.anna, report)
            #expect(told["id"] == .null)
            #expect(
                try await service.refusal("incident.log", as: Cast.anna, report.merging(["kind": "bypass"]) { $1 }).name == .invalid)
            #expect(try await service.refusal("incident.list", as: Cast.anna).name == .notPermitted)
            try await service.call("incident.log", as: Cast.ruth, report.merging(["kind": "bypass"]) { $1 })
            #expect(
                try await service.refusal("incident.log", as: Cast.ruth, report.merging(["happened_on": "2026-03-05"]) { $1 }).name
                    == .invalidDate)
            #expect(try await service.call("incident.list", as: Cast.cora)["items"]?.array?.count == 2)
            #expect(try await service.call("submission.show", as: Cast.ruth, ["id": 1])["stage"] == "sent")
        }
    }
}
