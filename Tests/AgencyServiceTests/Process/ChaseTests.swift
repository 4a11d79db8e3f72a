import Agency
import AgencyService
import TestSupport
import Testing

@Suite struct ChaseTests {
    private func chase(
        _ interview: Int64, on: String, contact: Int64 = 102, method: String = "email", kind: String? = nil
    ) -> JSONObject {
        var input: JSONObject = [
            "id": .integer(interview), "on": .string(on), "contact_id": .integer(contact), "method": .string(method),
        ]
        if let kind { input["kind"] = .string(kind) }
        return input
    }

    @Test func `never before the promised date`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(1, on: "2026-02-24")
            try await database.promise(interview, by: "2026-03-04", given: "2026-02-24")
            let early = try await service.refusal("chase.log", as: Cast.ruth, chase(interview, on: "2026-03-04"))
            #expect(early.name == .chaseTooEarly)
            #expect(early.facts["opens_on"] == "2026-03-05")
            let plan = try await service.call("chase.plan", as: Cast.ruth, ["id": .integer(interview)])
            #expect(plan["chase_opens"] == "2026-03-05")
            #expect(plan["chase_by"] == "2026-03-06")
            #expect(plan["chase_state"] == "waiting")
            #expect(plan["recommended_contact"]?["id"] == 101)
            let later = try database.service(now: "2026-03-06T10:00:00Z")
            let made = try await later.call("chase.log", as: Cast.ruth, chase(interview, on: "2026-03-05"))
            #expect(made["logged_by"] == "Ruth Amos")
            let daily = try await later.refusal("chase.log", as: Cast.ruth, chase(interview, on: "2026-03-06"))
            #expect(daily.facts["opens_on"] == "2026-03-09")
        }
    }

    @Test func `weekends, holidays, the future and the time before are refused`() async throws {
        try await withDatabase { database in
            let service = try database.service(now: "2026-04-07T10:00:00Z")
            let interview = try await database.heldInterview(1, on: "2026-03-03")
            for (day, name) in [
                ("2026-04-04", Problem.Name.notABusinessDay), ("2026-04-06", .notABusinessDay), ("2026-04-08", .invalidDate),
                ("2026-03-02", .invalidDate), ("2026-03-09", .chaseTooEarly), ("2026-03-08", .chaseTooEarly),
            ] {
                #expect(try await service.refusal("chase.log", as: Cast.ruth, chase(interview, on: day)).name == name, "\(day)")
            }
            let holiday = try await service.refusal("chase.log", as: Cast.ruth, chase(interview, on: "2026-04-06"))
            #expect(holiday.facts["next_business_day"] == "2026-04-07")
            #expect(try await database.value("select count(*) from liaison.chases", as: Int.self) == 0)
        }
    }

    @Test func `only who takes calls is called`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(1, on: "2026-02-16")
            let declined = try await service.refusal(
                "chase.log", as: Cast.ruth, chase(interview, on: "2026-03-04", contact: 106, method: "phone"))
            #expect(declined.name == .contactDeclinesCalls)
            let foreign = try await service.refusal("chase.log", as: Cast.ruth, chase(interview, on: "2026-03-04", contact: 201))
            #expect(foreign.name == .invalid)
            try await service.call("chase.log", as: Cast.ruth, chase(interview, on: "2026-03-04", contact: 102, method: "phone"))
        }
    }

    @Test func `one person, one chaser, and one call may cover several interviews`() async throws {
        try await withDatabase { database in
            let service = try database.service(now: "2026-03-05T10:00:00Z")
            let first = try await database.heldInterview(1, on: "2026-02-16")
            let second = try await database.heldInterview(4, on: "2026-02-16")
            try await service.call("chase.log", as: Cast.ruth, chase(first, on: "2026-03-04"))
            let again = try await service.refusal("chase.log", as: Cast.cora, chase(second, on: "2026-03-05"))
            #expect(again.name == .chaseTooEarly)
            #expect(again.rule == "T18")
            #expect(again.facts["colleague"] == "Ruth Amos")
            #expect(again.facts["contacted_on"] == "2026-03-04")
            var both = chase(first, on: "2026-03-09")
            both["also_interview_ids"] = [.integer(second)]
            let later = try database.service(now: "2026-03-09T10:00:00Z")
            try await later.call("chase.log", as: Cast.ruth, both)
            #expect(try await database.value("select count(*) from liaison.chases", as: Int.self) == 3)
        }
    }

    @Test func `two who press at once: one wins`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let first = try await database.heldInterview(1, on: "2026-02-16")
            let second = try await database.heldInterview(4, on: "2026-02-16")
            let inputs = [chase(first, on: "2026-03-04"), chase(second, on: "2026-03-04")]
            let outcomes = await withTaskGroup(of: Problem.Name?.self) { group in
                for number in 0..<8 {
                    group.addTask {
                        do {
                            try await service.call("chase.log", as: number % 2 == 0 ? Cast.ruth : Cast.cora, inputs[number % 2])
                            return nil
                        } catch let problem as Problem {
                            return problem.name
                        } catch {
                            return .internal
                        }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(outcomes.count { $0 == nil } == 1)
            #expect(outcomes.count { $0 == .chaseTooEarly } == 7)
        }
    }

    @Test func `a candidate of the agency goes through the agent`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(1, on: "2026-02-16")
            let problem = try await service.refusal("chase.log", as: Cast.anna, chase(interview, on: "2026-03-04", contact: 103))
            #expect(problem.name == .routeThroughAgent)
            #expect(problem.facts["agent"]?["name"] == "Ruth Amos")
            #expect(problem.facts["instead"]?["operation"] == "enquiry.ask")
            var passedOn = chase(interview, on: "2026-03-04", contact: 103)
            passedOn["as_enquiry"] = true
            let made = try await service.call("chase.log", as: Cast.anna, passedOn)
            #expect(made["enquiry_id"]?.integer != nil)
            #expect(try await database.value("select count(*) from liaison.chases", as: Int.self) == 0)
            #expect(try await service.refusal("chase.plan", as: Cast.anna, ["id": .integer(interview)]).name == .routeThroughAgent)
        }
    }

    @Test func `a candidate who may chase waits two business days longer`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(2, on: "2026-02-16")
            try await database.promise(interview, by: "2026-03-02", given: "2026-02-16")
            let early = try await service.refusal("chase.log", as: Cast.dirk, chase(interview, on: "2026-03-04", contact: 203))
            #expect(early.facts["opens_on"] == "2026-03-05")
            let later = try database.service(now: "2026-03-05T18:00:00Z")
            let made = try await later.call("chase.log", as: Cast.dirk, chase(interview, on: "2026-03-05", contact: 203))
            #expect(made["logged_by"] == .null)
        }
    }

    @Test func `after feedback the chase has stopped, for the candidate only after the release`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(2, on: "2026-02-16")
            let logged = try await service.call(
                "feedback.log", as: Cast.ruth, ["id": .integer(interview), "decision": "hold", "comments": "Later."])
            let stopped = try await service.refusal("chase.log", as: Cast.ruth, chase(interview, on: "2026-03-04", contact: 202))
            #expect(stopped.name == .conflict)
            #expect(try await service.call("chase.plan", as: Cast.dirk, ["id": .integer(interview)])["chase_state"] != "stopped")
            let id = try #require(logged["id"])
            try await service.call("feedback.release", as: Cast.ruth, ["id": id, "message": "They need more time."])
            #expect(try await service.call("chase.plan", as: Cast.dirk, ["id": .integer(interview)])["chase_state"] == "stopped")
            let told = try await service.refusal("chase.log", as: Cast.dirk, chase(interview, on: "2026-03-04", contact: 203))
            #expect(told.name == .conflict)
        }
    }

    @Test func `a courtesy call has its two days`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let recent = try await database.heldInterview(1, on: "2026-03-02")
            #expect(
                try await service.refusal("chase.log", as: Cast.ruth, chase(recent, on: "2026-03-03", kind: "courtesy")).name
                    == .chaseTooEarly)
            try await service.call("chase.log", as: Cast.ruth, chase(recent, on: "2026-03-04", kind: "courtesy"))
            let old = try await database.heldInterview(4, on: "2026-02-24")
            let passed = try await service.refusal("chase.log", as: Cast.ruth, chase(old, on: "2026-03-03", contact: 105, kind: "courtesy"))
            #expect(passed.name == .chaseTooEarly)
            #expect(passed.facts["opens_on"] == "2026-03-03")
        }
    }
}
