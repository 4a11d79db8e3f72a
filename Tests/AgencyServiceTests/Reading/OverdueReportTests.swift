import Agency
import AgencyService
import TestSupport
import Testing

@Suite struct OverdueReportTests {
    private let report = "report.overdue-feedback"

    private func interviews(
        _ service: AgencyService, _ person: Cast.Person = Cast.cora, _ input: JSONObject = [:]
    ) async throws -> [Int64] {
        try await service.call(report, as: person, input).items.compactMap { $0.int("interview_id") }
    }

    @Test func `says how late, how often asked, and whom to ask next`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-02-16")
            let items = try await service.call(report, as: Cast.ruth).items
            #expect(
                items == [
                    [
                        "interview_id": .integer(interview), "candidate": "Anna Brook", "client": "Albion Engines",
                        "vacancy": "Engineer", "recruiter": "Ruth Amos", "held_on": "2026-02-16",
                        "due_on": "2026-02-23",
                        "first_promised_on": nil, "slips": 0, "days_overdue": 9, "business_days_overdue": 7,
                        "chases": 0,
                        "last_chased_on": nil, "chase_state": "late", "chase_opens": "2026-02-23",
                        "chase_by": "2026-02-26", "recommended_contact": "Clara Dean",
                    ]
                ])
            try await service.call(
                "chase.log", as: Cast.ruth,
                ["id": .integer(interview), "on": "2026-03-03", "contact_id": 102, "method": "email"])
            let chased = try #require(try await service.call(report, as: Cast.ruth).items.first)
            #expect(chased.int("chases") == 1)
            #expect(chased.text("last_chased_on") == "2026-03-03")
            #expect(chased.text("chase_state") == "waiting")
            #expect(chased.text("chase_opens") == "2026-03-06")
        }
    }

    @Test func `looks back at what was known on a day`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let moved = try await database.heldInterview(Cast.Submission.otto, on: "2026-02-16")
            try await database.promise(moved, by: "2026-02-24", given: "2026-02-17")
            try await database.promise(moved, by: "2026-02-27", given: "2026-02-26")
            let answered = try await database.heldInterview(Cast.Submission.anna, on: "2026-02-16")
            try await service.call(
                "feedback.log", as: Cast.ruth,
                ["id": .integer(answered), "decision": "hold", "comments": "Soon.", "received_on": "2026-03-03"])

            for (day, expected) in [
                ("2026-02-15", []), ("2026-02-23", []), ("2026-02-24", [answered]), ("2026-02-25", [answered, moved]),
                ("2026-02-26", [answered]), ("2026-02-27", [answered]), ("2026-02-28", [answered, moved]),
                ("2026-03-02", [answered, moved]), ("2026-03-03", [moved]), ("2026-03-04", [moved]),
                ("2027-01-01", [moved]), ("9999-12-31", [moved]), ("0001-01-01", []),
            ] as [(String, [Int64])] {
                #expect(try await interviews(service, Cast.cora, ["as_of": .string(day)]) == expected, "\(day)")
            }
            let then = try #require(
                try await service.call(report, as: Cast.cora, ["as_of": "2026-02-25"]).items.last)
            #expect(then.text("due_on") == "2026-02-24")
            #expect(then.int("slips") == 0)
            #expect(then.int("days_overdue") == 1)
            let now = try #require(try await service.call(report, as: Cast.cora).items.first)
            #expect(now.text("due_on") == "2026-02-27")
            #expect(now.text("first_promised_on") == "2026-02-24")
            #expect(now.int("slips") == 1)
            #expect(now.int("business_days_overdue") == 3)
        }
    }

    @Test func `a recruiter sees their own desks, a coordinator all, a contact their company`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let anna = try await database.heldInterview(Cast.Submission.anna, on: "2026-02-16")
            let otto = try await database.heldInterview(Cast.Submission.otto, on: "2026-02-17")
            #expect(try await interviews(service, Cast.ruth) == [anna])
            #expect(try await interviews(service, Cast.rahul) == [otto])
            #expect(try await interviews(service, Cast.cora) == [anna, otto])
            #expect(try await interviews(service, Cast.cora, ["recruiter_id": 2]) == [otto])
            #expect(try await interviews(service, Cast.ruth, ["recruiter_id": 2]) == [])
            try await service.call(
                "desk.lend", as: Cast.cora, ["recruiter_id": 2, "to_recruiter_id": 1, "to_on": "2026-03-10"])
            #expect(try await interviews(service, Cast.ruth) == [anna, otto])

            let own = try await service.call(report, as: Cast.clara).items
            #expect(own.count == 1)
            #expect(own.first?.int("interview_id") == anna)
            #expect(own.first?.text("recruiter") == "Ruth Amos")
            for hidden in ["chases", "last_chased_on", "chase_state", "chase_opens", "chase_by", "recommended_contact"] {
                #expect(own.first?.isNull(hidden) == true, "\(hidden)")
            }
            for person in [Cast.anna, Cast.rafe, Cast.ada] {
                #expect(try await service.refusal(report, as: person).name == .notPermitted)
            }
        }
    }

    @Test func `summed up, the most overdue first`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            _ = try await database.heldInterview(Cast.Submission.anna, on: "2026-02-16")
            _ = try await database.heldInterview(Cast.Submission.rosa, on: "2026-02-18")
            _ = try await database.heldInterview(Cast.Submission.otto, on: "2026-02-12")
            let clients = try await service.call(report, as: Cast.cora, ["by": "client"])
            #expect(
                clients == [
                    "items": [
                        [
                            "key": 1, "name": "Albion Engines", "overdue": 2, "days_overdue_max": 9,
                            "oldest_due_on": "2026-02-23",
                        ],
                        [
                            "key": 3, "name": "Sakura Systems", "overdue": 1, "days_overdue_max": 13,
                            "oldest_due_on": "2026-02-19",
                        ],
                    ], "next": nil,
                ])
            let recruiters = try await service.call(report, as: Cast.cora, ["by": "recruiter"]).items
            #expect(recruiters.compactMap { $0.text("name") } == ["Ruth Amos", "Rahul Sen"])
            for person in [Cast.cora, Cast.clara] {
                let contacts = try await service.call(report, as: person, ["by": "contact"]).items
                #expect(contacts.first?.text("name") == "Clara Dean")
                #expect(contacts.first?.int("overdue") == 2)
            }
            let past = try await service.call(report, as: Cast.cora, ["by": "contact", "as_of": "2026-02-20"]).items
            #expect(past.compactMap { $0.text("name") } == ["Kenji Mori"])
            #expect(try await service.call(report, as: Cast.ruth, ["by": "client"]).items.count == 1)
            #expect(try await service.call(report, as: Cast.clara, ["by": "recruiter"]).items.count == 1)
        }
    }

    @Test(arguments: [
        Refused(["limit": 0], ["limit"]), Refused(["limit": 501], ["limit"]),
        Refused(["as_of": "2026-02-30"], ["as_of"]),
        Refused(["as_of": "yesterday"], ["as_of"]), Refused(["by": "moon"], ["by"]),
        Refused(["cursor": "%%"], ["cursor"]),
        Refused(["cursor": "MQ"], ["cursor"]), Refused(["recruiter_id": "one"], ["recruiter_id"]),
        Refused(["desk": 1], ["desk"]),
    ])
    func `bad input is named`(_ refused: Refused) async throws {
        try await withDatabase { database in
            let service = try database.service()
            let problem = try await service.refusal(report, as: Cast.ruth, refused.input)
            #expect(problem.name == refused.name)
            #expect(problem.fields == refused.fields)
        }
    }

    @Test(arguments: [nil, "2026-03-02"] as [String?])
    func `pages go through all, once, in order`(_ day: String?) async throws {
        try await withDatabase { database in
            let service = try database.service()
            for date in ["2026-02-09", "2026-02-10", "2026-02-09", "2026-02-11", "2026-02-10"] {
                _ = try await database.heldInterview(Cast.Submission.anna, on: date)
            }
            var input: JSONObject = day.map { ["as_of": .string($0)] } ?? [:]
            let whole = try await interviews(service, Cast.ruth, input)
            #expect(whole.count == 5)
            input["limit"] = 2
            var paged: [Int64] = []
            var pages = 0
            repeat {
                let page = try await service.call(report, as: Cast.ruth, input)
                paged += page.items.compactMap { $0.int("interview_id") }
                input["cursor"] = page["next"]
                pages += 1
            } while input["cursor"] != .null && pages < 9
            #expect(paged == whole)
            #expect(pages == 3)
        }
    }
}
