import Agency
import AgencyService
import TestSupport
import Testing

@Suite struct ResponsivenessTests {
    private let report = "report.responsiveness"

    @Test func `counts dates kept, moved and late, for clients, contacts and desks`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            try await database.pastPromises([
                // Kept on the day; a day late; moved, and then kept; two days late; outstanding for two weeks.
                .init(1, contact: 101, held: "2026-02-02", promises: ["2026-02-09"], answered: "2026-02-09"),
                .init(1, contact: 101, held: "2026-02-02", promises: ["2026-02-09"], answered: "2026-02-10"),
                .init(4, contact: 102, held: "2026-02-03", promises: ["2026-02-09", "2026-02-16"], answered: "2026-02-12"),
                .init(5, contact: 301, held: "2026-02-04", promises: ["2026-02-09"], answered: "2026-02-11"),
                .init(5, contact: nil, held: "2026-02-04", promises: ["2026-02-18"], answered: nil),
                // Not settled: still to come; the submission closed before the date; cancelled.
                .init(1, contact: 101, held: "2026-03-02", promises: ["2026-03-04"], answered: nil),
                .init(1, contact: 101, held: "2026-02-02", promises: ["2026-02-20"], answered: nil, closed: "2026-02-12"),
            ])
            let clients = try await service.call(report, as: Cast.cora)
            #expect(
                clients == [
                    "items": [
                        [
                            "key": 1, "name": "Albion Engines", "client": "Albion Engines", "promises": 4, "kept": 2, "slips": 1,
                            "days_late_median": 1, "answered_within_median": 8,
                        ],
                        [
                            "key": 3, "name": "Sakura Systems", "client": "Sakura Systems", "promises": 2, "kept": 0, "slips": 0,
                            "days_late_median": 2, "answered_within_median": 7,
                        ],
                    ], "next": nil,
                ])
            let contacts = try await service.call(report, as: Cast.cora, ["by": "contact"]).items
            #expect(contacts.compactMap { $0.int("key") } == [101, 102, 301])
            #expect(
                contacts.first == [
                    "key": 101, "name": "Clara Dean", "client": "Albion Engines", "promises": 2, "kept": 1, "slips": 0, "days_late_median": 1,
                    "answered_within_median": 7,
                ])
            let desks = try await service.call(report, as: Cast.cora, ["by": "recruiter"]).items
            #expect(desks.map { $0.text("name") } == ["Ruth Amos", "Rahul Sen"])
            #expect(desks.map { $0.int("promises") } == [4, 2] && desks.allSatisfy { $0.isNull("client") })
        }
    }

    @Test func `a recruiter sees their own desk, a contact their own company, others nothing`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            try await database.pastPromises([
                .init(1, contact: 101, held: "2026-02-02", promises: ["2026-02-09"], answered: "2026-02-09"),
                .init(5, contact: 301, held: "2026-02-04", promises: ["2026-02-09"], answered: "2026-02-11"),
            ])
            for (person, keys) in [(Cast.ruth, [1]), (Cast.rahul, [3]), (Cast.cora, [1, 3]), (Cast.clara, [1]), (Cast.kenji, [3])]
                as [(Cast.Person, [Int64])]
            {
                #expect(try await service.call(report, as: person).items.compactMap { $0.int("key") } == keys, "\(person.name)")
                let contacts = try await service.call(report, as: person, ["by": "contact"]).items
                #expect(contacts.compactMap { $0.int("key") } == keys.map { $0 * 100 + 1 }, "\(person.name)")
            }
            #expect(try await service.call(report, as: Cast.cora, ["recruiter_id": 2]).items.compactMap { $0.int("key") } == [3])
            #expect(try await service.call(report, as: Cast.cora, ["client_id": 3, "by": "contact"]).items.compactMap { $0.int("key") } == [301])
            #expect(try await service.call(report, as: Cast.ruth, ["recruiter_id": 2]).items.isEmpty)
            #expect(try await service.call(report, as: Cast.ruth, ["by": "recruiter"]).items.compactMap { $0.int("key") } == [1])
            #expect(try await service.refusal(report, as: Cast.clara, ["by": "recruiter"]).fields == ["by"])
            #expect(try await service.refusal(report, as: Cast.clara, ["recruiter_id": 1]).fields == ["recruiter_id"])
            for person in [Cast.anna, Cast.rafe, Cast.ada] {
                #expect(try await service.refusal(report, as: person).name == .notPermitted)
            }
        }
    }

    @Test(arguments: [
        Refused(["by": "moon"], ["by"]), Refused(["from": "2026-02-30"], ["from"]), Refused(["limit": 0], ["limit"]),
        Refused(["from": "2026-03-05", "to": "2026-03-04"], ["from"]), Refused(["from": "2026-03-05", "as_of": "2026-03-04"], ["from"]),
        Refused(["cursor": "%%"], ["cursor"]), Refused(["client_id": "one"], ["client_id"]),
    ])
    func `bad input is named`(_ refused: Refused) async throws {
        try await withDatabase { database in
            let problem = try await database.service().refusal(report, as: Cast.cora, refused.input)
            #expect(problem.name == refused.name && problem.fields == refused.fields)
        }
    }

    @Test func `on dates by chance it is what counting them one by one gives, page by page`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            var random = SeededRandom(state: 20_260_305)
            let start = try #require(CivilDate(iso: "2025-10-01"))
            var made: [PastPromises] = []
            for _ in 0..<150 { made.append(try random.promises(from: start)) }
            try await database.pastPromises(made)
            for (from, to, asOf) in [
                ("2025-03-05", "2026-03-04", "2026-03-04"), ("2025-10-10", "2025-12-01", "2025-12-15"), ("2025-11-01", "2026-02-01", "2026-01-05"),
            ] {
                let days: JSONObject = ["from": .string(from), "to": .string(to), "as_of": .string(asOf), "limit": 1]
                for grouping in ["client", "contact", "recruiter"] {
                    var input = days.merging(["by": .string(grouping)]) { $1 }
                    var found: [JSONObject] = []
                    repeat {
                        let page = try await service.call(report, as: Cast.cora, input)
                        found += page.items.compactMap(\.object)
                        input["cursor"] = page["next"]
                    } while input["cursor"] != .null && found.count < 50
                    let expected = try PastPromises.counted(made, by: grouping, from: from, to: to, asOf: asOf)
                    #expect(!expected.isEmpty && found.count == expected.count)
                    for (line, count) in zip(found, expected) {
                        #expect(count.fits(line), "\(grouping) \(from) \(to) \(asOf): \(line) and not \(count)")
                    }
                }
            }
        }
    }

    @Test func `a new date comes with what to expect of it, to staff and with enough cases`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-03-02")
            let promise: JSONObject = ["id": .integer(interview), "date": "2026-03-10", "contact_id": 101]
            #expect(try await service.call("promise.set", as: Cast.ruth, promise).isNull("hint"))
            try await database.pastPromises(
                (1...4).map { _ in .init(1, contact: 101, held: "2026-01-05", promises: ["2026-01-12"], answered: "2026-01-15") })
            #expect(try await service.call("promise.set", as: Cast.ruth, promise).isNull("hint"))
            try await database.pastPromises([
                .init(1, contact: 101, held: "2026-01-05", promises: ["2026-01-12"], answered: "2026-01-12"),
                .init(1, contact: 102, held: "2026-01-05", promises: ["2026-01-12"], answered: "2026-01-13"),
            ])
            let known = try await service.call("promise.set", as: Cast.ruth, promise)
            #expect(known["hint"] == "Clara Dean keeps 1 of 5 dates, typically 3 days late")
            // Nobody knows who gave it, or they gave too few: the company's.
            let company: JSONValue = "Albion Engines keeps 1 of 6 dates, typically 3 days late"
            #expect(try await service.call("promise.set", as: Cast.ruth, ["id": .integer(interview), "date": "2026-03-11"])["hint"] == company)
            let debrief = try await service.call(
                "interview.debrief", as: Cast.ruth, ["id": .integer(interview), "feedback_by": "2026-03-12", "contact_id": 102])
            #expect(debrief["hint"] == company)
            let undated = try await service.call("interview.debrief", as: Cast.ruth, ["id": .integer(interview)])
            #expect(undated.isNull("hint"))
            let late = try database.service(now: "2026-03-13T10:00:00Z")
            let chase = try await late.call(
                "chase.log", as: Cast.ruth,
                ["id": .integer(interview), "on": "2026-03-13", "contact_id": 101, "method": "email", "new_promise": "2026-03-20"])
            #expect(chase.text("hint")?.hasPrefix("Clara Dean keeps 1 of 8 dates") == true)
            // Not to the client itself, and not to the candidate.
            let clients = try await late.call("promise.set", as: Cast.clara, ["id": .integer(interview), "date": "2026-03-21"])
            #expect(clients.isNull("hint"))
            for promise in try await late.call("promise.history", as: Cast.anna, ["id": .integer(interview)]).items {
                #expect(promise.isNull("hint"))
            }
        }
    }
}
