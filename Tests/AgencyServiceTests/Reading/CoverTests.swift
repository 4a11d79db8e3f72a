import AgencyService
import TestSupport
import Testing

/// RULES 7: a desk that is lent is seen to be, by whoever runs it and whoever owns it, leaves its mark, and comes back by itself.
@Suite struct CoverTests {
    /// Ruth's desk runs with Rahul from today through Friday.
    private func lend(_ service: AgencyService, to day: String = "2026-03-06") async throws -> Int64 {
        let loan = try await service.call(
            "desk.lend", as: Cast.cora, ["recruiter_id": 1, "to_recruiter_id": 2, "to_on": .string(day)])
        return try #require(loan.int("id"))
    }

    private func agenda(_ service: AgencyService, _ person: Cast.Person, _ input: JSONObject = [:]) async throws -> JSONValue {
        try await service.call("agenda", as: person, input)
    }

    private static let cover: JSONValue = [
        ["desk": "Ruth Amos", "lent_to": "Rahul Sen", "from_on": "2026-03-04", "until_on": "2026-03-06"]
    ]

    private func lines(of interview: Int64, _ agenda: JSONValue) -> [JSONValue] {
        agenda.items.filter { $0["interview_id"] == .integer(interview) }
    }

    @Test func `lines of a lent desk say whose it is and until when, and the lender is told`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-02-16")
            let before = try await agenda(service, Cast.rahul)
            #expect(before["cover"] == [])
            #expect(before.items.allSatisfy { $0.isNull("desk") && $0.isNull("lent_until") })
            #expect(lines(of: interview, before).isEmpty)
            _ = try await lend(service)
            let during = try await agenda(service, Cast.rahul)
            #expect(during["cover"] == Self.cover)
            let covered = during.items.filter { $0.text("desk") == "Ruth Amos" }
            #expect(lines(of: interview, during).compactMap { $0.text("rule") } == ["T1", "T5"])
            #expect(covered.allSatisfy { $0.text("lent_until") == "2026-03-06" && ["Albion Engines", "Liberty Health"].contains($0.text("client")) })
            let own = during.items.filter { $0.isNull("desk") }
            #expect(!own.isEmpty)
            #expect(own.allSatisfy { $0.text("client") == "Sakura Systems" && $0.isNull("lent_until") })

            let lender = try await agenda(service, Cast.ruth)
            #expect(lender.text("note")?.contains("Your desk is lent to Rahul Sen until 2026-03-06.") == true)
            #expect(lender["cover"] == Self.cover)
            #expect(!lender.items.isEmpty)
            #expect(lender.items.allSatisfy { $0.text("lent_until") == "2026-03-06" })
            #expect(during.text("note")?.contains("lent") != true)
            let coordinator = try await agenda(service, Cast.cora)
            #expect(coordinator["cover"] == Self.cover)
            #expect(Set(coordinator.items.map { $0.text("desk") }) == ["Ruth Amos", nil])
            #expect(try await agenda(service, Cast.anna)["cover"] == [])
        }
    }

    @Test func `what is done under cover is marked with the desk, and stands there as done`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            _ = try await lend(service)
            try await service.call("silence.send", as: Cast.rahul, ["id": 1])
            try await service.call("silence.send", as: Cast.rahul, ["id": 5])
            try await service.call("silence.send", as: Cast.ruth, ["id": 2])
            try await service.call("silence.send", as: Cast.cora, ["id": 4])
            let trail = try await service.call("audit.list", as: Cast.cora, ["operation": "silence.send"]).items
            #expect(trail.map { $0.text("account") } == ["Cora Lind", "Ruth Amos", "Rahul Sen", "Rahul Sen"])
            #expect(trail.map { $0.text("covering") } == [nil, nil, nil, "Ruth Amos"])
            #expect(trail.map { $0.int("covering_id") } == [nil, nil, nil, 1])
            #expect(try await service.call("audit.list", as: Cast.ada, ["operation": "silence.send"]).items == trail)
            let done = try await agenda(service, Cast.rahul).items.filter { $0.text("state") == "done" }
            #expect(done.map { $0.text("desk") } == ["Ruth Amos", "Ruth Amos", "Ruth Amos", nil])
        }
    }

    @Test func `every table names the desk that was covered, by its row or by what the row belongs to`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            _ = try await lend(service)
            func run(_ operation: String, _ input: JSONObject) async throws -> JSONValue {
                try await service.call(operation, as: Cast.rahul, input)["id"] ?? .null
            }
            let candidate = try await run("candidate.add", ["name": "Finn Lowe", "email": "finn@cast.test", "recruiter_id": 1])
            _ = try await run("candidate.edit", ["id": candidate, "phone": "+44 20 7946 0001"])
            let submission = try await run("submission.add", ["candidate_id": candidate, "vacancy_id": 12, "channel": "agency"])
            _ = try await run("submission.consent", ["id": submission, "wording": "Yes."])
            _ = try await run("submission.send", ["id": submission])
            _ = try await run("contact.add", ["id": 1, "name": "Mia Wood", "function": "hr", "email": "mia@albion.test"])
            let interview = try await run(
                "interview.schedule",
                ["id": submission, "starts_at": "2026-03-04T08:00:00Z", "ends_at": "2026-03-04T09:00:00Z", "interviewer_ids": [103]])
            _ = try await run("interview.debrief", ["id": interview, "further_round": false])
            let uncovered = try await database.query(
                """
                select distinct e.table_name || ' ' || e.operation as name from liaison.audit_events e
                 where e.account_id = 2 and e.covering_id is distinct from 1
                """
            ).rows.map { try $0.get(0) as String }
            #expect(uncovered == [])
            let tables = try await database.query(
                "select distinct e.table_name as name from liaison.audit_events e where e.covering_id = 1 order by 1"
            ).rows.map { try $0.get(0) as String }
            #expect(
                tables == [
                    "candidates", "consents", "contact_details", "contacts", "debriefs", "interviewers", "interviews", "submissions",
                ])
        }
    }

    @Test func `the desk is its owner's again on the day after the last, whether anybody did anything or not`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-02-16")
            _ = try await lend(service)
            // The last day belongs to the cover, and the agenda of the day after does not, asked for ahead or on it.
            let friday = try database.service(now: "2026-03-06T22:00:00Z")
            let last = try await agenda(friday, Cast.rahul)
            #expect(!lines(of: interview, last).isEmpty)
            let saturday = try database.service(now: "2026-03-07T08:00:00Z")
            let looks: [(AgencyService, JSONObject)] = [(service, ["as_of": "2026-03-07"]), (saturday, [:])]
            for (asking, input) in looks {
                let back = try await agenda(asking, Cast.rahul, input)
                #expect(back.items.allSatisfy { $0.isNull("desk") && $0.text("client") == "Sakura Systems" })
                #expect(back["cover"] == [])
                let owner = try await agenda(asking, Cast.ruth, input)
                #expect(owner["cover"] == [] && owner.text("note")?.contains("lent") != true)
            }
            #expect(try await agenda(saturday, Cast.ruth).items.allSatisfy { $0.isNull("desk") })
            #expect(try await saturday.refusal("silence.send", as: Cast.rahul, ["id": 1]).name == .notPermitted)
            let returned: Int64 = try await database.value("select count(*) from liaison.desk_loans where returned_at is not null")
            #expect(returned == 0)
        }
    }

    @Test func `a loan that is returned or has not begun covers nothing`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let loan = try await lend(service)
            try await service.call("desk.return", as: Cast.cora, ["id": .integer(loan)])
            try await service.call(
                "desk.lend", as: Cast.cora, ["recruiter_id": 1, "to_recruiter_id": 2, "from_on": "2026-03-09", "to_on": "2026-03-10"])
            let answer = try await agenda(service, Cast.rahul)
            #expect(answer["cover"] == [])
            #expect(answer.items.allSatisfy { $0.isNull("desk") })
            #expect(try await service.refusal("silence.send", as: Cast.rahul, ["id": 1]).name == .notPermitted)
            // Seen ahead by both, and only on its days.
            let ahead = try await agenda(service, Cast.ruth, ["as_of": "2026-03-09"])
            #expect(ahead.text("note")?.contains("lent to Rahul Sen until 2026-03-10") == true)
            #expect(try await agenda(service, Cast.rahul, ["as_of": "2026-03-09"])["cover"]?.array?.count == 1)
            #expect(try await agenda(service, Cast.rahul, ["as_of": "2026-03-11"])["cover"] == [])
        }
    }
}
