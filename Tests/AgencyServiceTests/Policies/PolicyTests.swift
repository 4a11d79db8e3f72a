import Agency
import AgencyService
import TestSupport
import Testing

@Suite struct PolicyTests {
    private func number(_ name: String, _ service: AgencyService, _ input: JSONObject = [:]) async throws -> JSONValue {
        try #require(
            try await service.call("policy.show", as: Cast.ruth, input).items.first { $0.text("name") == name })
    }

    private func set(
        _ service: AgencyService, _ changes: JSONObject, client: Int64? = nil, from: String? = nil, clear: [String] = []
    ) async throws -> JSONValue {
        try await service.call("policy.set", as: Cast.cora, input(changes, client: client, from: from, clear: clear))
    }

    private func input(
        _ changes: JSONObject, client: Int64? = nil, from: String? = nil, clear: [String] = []
    ) -> JSONObject {
        var input: JSONObject = ["changes": .object(changes)]
        if let client { input["client_id"] = .integer(client) }
        if let from { input["effective_from"] = .string(from) }
        if !clear.isEmpty { input["clear"] = .array(clear.map { .string($0) }) }
        return input
    }

    @Test func `each number says its rule, its default and where it comes from`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let shown = try await service.call("policy.show", as: Cast.ruth)
            #expect(shown.items.compactMap { $0.text("name") } == EtiquettePolicy.settings.map(\.name))
            #expect(shown["as_of"] == "2026-03-04" && shown.isNull("client"))
            #expect(
                shown.items[1] == [
                    "name": "answer_days", "rule": "T2", "value": 7, "default": 7, "comes_from": "rulebook", "since": nil, "least": 0,
                    "most": 90, "is_agencys": false,
                ])
            _ = try await set(service, ["answer_days": 10, "silence_days": 5], from: "2026-03-06")
            _ = try await set(service, ["answer_days": 4], client: 1, from: "2026-03-09")
            for (day, client, value, layer, since) in [
                ("2026-03-05", nil, 7, "rulebook", nil), ("2026-03-06", nil, 10, "agency", "2026-03-06"),
                ("2026-03-06", 1, 10, "agency", "2026-03-06"), ("2026-03-09", 1, 4, "client", "2026-03-09"),
                ("2026-03-09", 2, 10, "agency", "2026-03-06"),
            ] as [(String, Int64?, Int64, String, String?)] {
                var asked: JSONObject = ["as_of": .string(day)]
                if let client { asked["client_id"] = .integer(client) }
                let answer = try await number("answer_days", service, asked)
                #expect(answer.int("value") == value && answer.text("comes_from") == layer && answer.text("since") == since, "\(day)")
            }
        }
    }

    @Test func `a version keeps the numbers that it does not name, until they are cleared`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let first = try await set(service, ["answer_days": 10])
            #expect(first["effective_from"] == "2026-03-04" && first["set_by"] == "Cora Lind" && first.isNull("client_id"))
            let second = try await set(service, ["silence_days": 5], from: "2026-03-05")
            #expect(second["changes"] == ["answer_days": 10, "silence_days": 5])
            let third = try await set(service, ["enquiry_business_days": 2], clear: ["answer_days"])
            #expect(third["changes"] == ["enquiry_business_days": 2])
            // The one that was set for tomorrow stands as it was set.
            #expect(try await number("answer_days", service, ["as_of": "2026-03-05"]).int("value") == 10)
            let history = try await service.call("policy.history", as: Cast.ruth, ["limit": 2])
            #expect(history.items.map { $0["id"] } == [third["id"], second["id"]])
            let rest = try await service.call(
                "policy.history", as: Cast.ruth, ["limit": 2, "cursor": try #require(history["next"])])
            #expect(rest.items.map { $0["id"] } == [first["id"]] && rest.isNull("next"))
            #expect(try await service.call("policy.history", as: Cast.ruth, ["client_id": 1]).items.isEmpty)
        }
    }

    @Test(arguments: [
        Refused(["changes": ["answer_days": 91]], ["changes.answer_days"]),
        Refused(["changes": ["silence_days": 0]], ["changes.silence_days"]),
        Refused(["changes": ["answer_days": -1]], ["changes.answer_days"]),
        Refused(["changes": ["answer_days": .number(1.5)]], ["changes.answer_days"]),
        Refused(["changes": ["answer_days": "ten"]], ["changes.answer_days"]),
        Refused(["changes": ["moon_phase": 1]], ["changes.moon_phase"]),
        Refused(["changes": ["spacing_opens_days": 9]], ["changes.spacing_closes_days"]),
        Refused(["changes": ["chase_closes_days": 6]], ["changes.chase_closes_days"]),
        Refused(["changes": [:]], ["changes"]), Refused([:], ["changes"]), Refused(["clear": ["moon_phase"]], ["clear[0]"]),
        Refused(["changes": ["answer_days": 5], "clear": ["answer_days"]], ["clear"]),
        Refused(["changes": ["silence_days": 5], "client_id": 1], ["changes.silence_days"]),
        Refused(["changes": ["answer_days": 5], "effective_from": "2026-03-03"], .invalidDate, ["effective_from"]),
        Refused(["changes": ["answer_days": 5], "effective_from": "2036-12-31"], .invalidDate, ["effective_from"]),
        Refused(["changes": ["answer_days": 5], "effective_from": "tomorrow"], ["effective_from"]),
        Refused(["changes": ["answer_days": 5], "client_id": 99], .notFound),
    ])
    func `what cannot be is refused by name`(_ refused: Refused) async throws {
        try await withDatabase { database in
            let service = try database.service()
            let problem = try await service.refusal("policy.set", as: Cast.cora, refused.input)
            #expect(problem.name == refused.name && problem.fields == refused.fields)
            #expect(try await database.count("liaison.policies") == 0)
        }
    }

    @Test func `only coordinators set policies, and staff alone read them`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            #expect(try await service.refusal("policy.set", as: Cast.ruth, input(["answer_days": 5])).name == .notPermitted)
            for person in [Cast.anna, Cast.clara, Cast.rafe, Cast.ada] {
                for operation in ["policy.show", "policy.history"] {
                    #expect(try await service.refusal(operation, as: person).name == .notPermitted)
                }
            }
        }
    }

    /// In New York it is still the third, in Auckland the fifth already.
    @Test func `a client's policy takes effect on the client's own day`() async throws {
        try await withDatabase { database in
            try await database.execute("update liaison.clients set time_zone = 'Pacific/Auckland' where id = 1")
            let service = try database.service(now: "2026-03-04T02:00:00Z")
            #expect(try await service.refusal("policy.set", as: Cast.cora, input(["answer_days": 5], from: "2026-03-03")).name == .invalidDate)
            #expect(try await set(service, ["answer_days": 5], client: 2)["effective_from"] == "2026-03-03")
            let later = try database.service(now: "2026-03-04T12:00:00Z")
            let past = try await later.refusal("policy.set", as: Cast.cora, input(["answer_days": 5], client: 1, from: "2026-03-04"))
            #expect(past.name == .invalidDate && past.facts["today"] == "2026-03-05")
        }
    }

    @Test func `an agency's number must fit every client that has its own`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            _ = try await set(service, ["spacing_opens_days": 4], client: 1, from: "2026-04-01")
            let problem = try await service.refusal(
                "policy.set", as: Cast.cora, input(["spacing_opens_days": 1, "spacing_closes_days": 2]))
            #expect(problem.name == .invalid && problem.fields == ["changes.spacing_closes_days"])
            #expect(problem.detail.contains("client 1") && problem.detail.contains("2026-04-01") && problem.rule == "T6")
            // And the other way round, with what the agency has set for later.
            _ = try await set(service, ["spacing_closes_days": 5], from: "2026-03-04")
            _ = try await set(service, ["chase_opens_days": 2, "chase_closes_days": 3], from: "2026-05-01")
            let late = try await service.refusal("policy.set", as: Cast.cora, input(["chase_opens_days": 8], client: 2))
            #expect(late.fields == ["changes.chase_closes_days"] && late.detail.contains("2026-05-01"))
        }
    }

    @Test func `two who set numbers in the same moment lose neither`() async throws {
        try await withDatabase { database in
            let first = try database.service()
            let second = try database.service()
            for round in 1...20 {
                async let one = set(first, ["answer_days": .integer(Int64(round))])
                async let other = set(second, ["silence_days": .integer(Int64(round))])
                _ = try await [one, other]
                let numbers = try await database.value(
                    "select changes::text from liaison.policies order by id desc limit 1", as: String.self)
                #expect(numbers == #"{"answer_days": \#(round), "silence_days": \#(round)}"#)
            }
        }
    }
}
