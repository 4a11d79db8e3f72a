import Agency
import AgencyService
import TestSupport
import Testing

@Suite struct PolicyEffectTests {
    private func effect(_ service: AgencyService, _ input: JSONObject, as person: Cast.Person = Cast.cora) async throws -> JSONValue {
        try await service.call("policy.effect", as: person, input)
    }

    @Test func `the past under another setting, beside the past as it was`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            try await database.pastPromises([
                // Wednesday 14 January, nothing promised: due on the 21st. Promised for the 16th and answered the Friday after.
                .init(1, contact: nil, held: "2026-01-14", promises: [], answered: "2026-01-19"),
                .init(4, contact: nil, held: "2026-01-14", promises: ["2026-01-16"], answered: "2026-01-23"),
                .init(5, contact: nil, held: "2026-01-14", promises: [], answered: nil),
            ])
            let answer = try await effect(
                service, ["set": ["answer_days=2", "chase_opens_days=2"], "from": "2026-01-01", "to": "2026-01-31"])
            #expect(answer["interviews"] == 3 && answer["chases"] == 0 && answer["from"] == "2026-01-01")
            let (current, proposed) = (try #require(answer["current"]), try #require(answer["proposed"]))
            #expect(current["overdue"] == 2 && proposed["overdue"] == 3)
            #expect(current["chaseable"] == 2 && current["over_before"] == 1 && proposed["chaseable"] == 3)
            // The promise opens on Monday the 19th, five days after; without one it is the 21st, or the 16th.
            #expect(current["days_waited_median"] == 5 && proposed["days_waited_median"] == 2)
            #expect(current["unanswered"] == 1 && proposed["unanswered"] == 1)
            #expect(current["answers"]?.array?.compactMap { $0["count"]?.integer } == [1, 0, 1, 0, 0])
            #expect(proposed["answers"]?.array?.compactMap { $0["count"]?.integer } == [0, 1, 1, 0, 0])
            #expect(current["openings"]?.array?.reduce(0) { $0 + ($1["count"]?.integer ?? 0) } == 2)
            // Ruth's own desk, and one client.
            #expect(try await effect(service, ["set": ["answer_days=2"]], as: Cast.ruth)["interviews"] == 2)
            #expect(try await effect(service, ["set": ["answer_days=2"], "client_id": 3])["interviews"] == 1)
            #expect(try await effect(service, ["set": ["answer_days=2"], "from": "2026-02-01"])["interviews"] == 0)
        }
    }

    @Test func `chases that were made are held against the other setting`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-02-16")
            for day in ["2026-02-23", "2026-02-26"] {
                try await service.call(
                    "chase.log", as: Cast.ruth, ["id": .integer(interview), "on": .string(day), "contact_id": 102, "method": "email"])
            }
            let slower = try await effect(service, ["set": ["spacing_opens_days=5", "spacing_closes_days=6"]])
            #expect(slower["chases"] == 2 && slower["chases_later"] == 1 && slower["chases_refused"] == 1 && slower["chases_earlier"] == 0)
            let sooner = try await effect(service, ["set": ["chase_opens_days=3"]])
            #expect(sooner["chases_earlier"] == 1 && sooner["chases_later"] == 0 && sooner["chases_refused"] == 0)
        }
    }

    @Test func `what was set before counts as it was`() async throws {
        try await withDatabase { database in
            let before = try database.service(now: "2026-02-02T10:00:00Z")
            try await before.call("policy.set", as: Cast.cora, ["changes": ["answer_days": 14], "client_id": 1])
            try await database.pastPromises([
                .init(1, contact: nil, held: "2026-02-04", promises: [], answered: "2026-02-12"),
                .init(5, contact: nil, held: "2026-02-04", promises: [], answered: "2026-02-13"),
            ])
            let answer = try await effect(try database.service(), ["set": ["answer_days=7"]])
            #expect(answer["current"]?["overdue"] == 1 && answer["proposed"]?["overdue"] == 2)
        }
    }

    @Test(arguments: [
        Refused([:], ["set"]), Refused(["set": []], ["set"]), Refused(["set": ["answer_days"]], ["set[0]"]),
        Refused(["set": ["moon_phase=3"]], ["set[0]"]), Refused(["set": ["answer_days=ten"]], ["set[0]"]),
        Refused(["set": ["answer_days=91"]], ["set"]), Refused(["set": ["spacing_opens_days=9"]], ["set"]),
        Refused(["set": ["answer_days=5", "answer_days=6"]], ["set"]),
        Refused(["set": ["answer_days=5"], "client_id": 99], .notFound),
        Refused(["set": ["answer_days=5"], "from": "2026-02-02", "to": "2026-02-01"], .invalidDate, ["from"]),
        Refused(["set": ["answer_days=5"], "to": "2026-03-05"], .invalidDate, ["to"]),
    ])
    func `bad input is named`(_ refused: Refused) async throws {
        try await withDatabase { database in
            try await database.pastPromises([.init(1, contact: nil, held: "2026-01-14", promises: [], answered: nil)])
            let problem = try await database.service().refusal("policy.effect", as: Cast.cora, refused.input)
            #expect(problem.name == refused.name && problem.fields == refused.fields)
        }
    }
}
