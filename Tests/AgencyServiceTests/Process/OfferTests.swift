import Agency
import AgencyService
import TestSupport
import Testing

/// Competing offers (T13), through the service.
@Suite struct OfferTests {
    /// An offer that Anna's agent declares on her word, to be answered by Tuesday 10 March.
    @discardableResult
    private func declare(
        _ service: AgencyService, as person: Cast.Person = Cast.anna, replyBy: String = "2026-03-10", attested: Bool = true,
        candidate: Int64? = nil
    ) async throws -> JSONValue {
        var input: JSONObject = [
            "company": "Vale & Co", "position": "Lead engineer", "reply_by": .string(replyBy), "attested": .bool(attested),
        ]
        if let candidate { input["candidate_id"] = .integer(candidate) }
        return try await service.call("offer.declare", as: person, input)
    }

    private func citation(_ offer: JSONValue, _ interview: Int64, on: String = "2026-03-04", contact: Int64 = 102) throws -> JSONObject {
        [
            "id": .integer(interview), "on": .string(on), "contact_id": .integer(contact), "method": "email",
            "kind": "offer_notice", "offer_id": try #require(offer["id"]),
        ]
    }

    private func chase(_ interview: Int64, _ day: String) -> JSONObject {
        ["id": .integer(interview), "on": .string(day), "contact_id": 102, "method": "email"]
    }

    @Test func `a candidate declares and attests, and the agent cites it although the chase is closed`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(1, on: "2026-03-03")
            let offer = try await declare(service, attested: false)
            #expect(offer["state"] == "declared")
            #expect(offer["attested_on"] == .null)
            let early = try await service.refusal("chase.log", as: Cast.ruth, try citation(offer, interview))
            #expect(early.name == .offerNotCitable && early.rule == "T13")
            #expect(early.facts["why"] == "not_attested")
            let attested = try await service.call("offer.attest", as: Cast.anna, ["id": try #require(offer["id"])])
            #expect(attested["state"] == "citable" && attested["attested_on"] == "2026-03-04")
            let plan = try await service.call("chase.plan", as: Cast.ruth, ["id": .integer(interview)])
            #expect(plan["chase_state"] == "waiting")
            #expect(plan["citable_offers"]?.array?.first?["opens_on"] == "2026-03-04")
            #expect(plan["citable_offers"]?.array?.first?["through"] == "2026-03-10")
            let chase = try await service.call("chase.log", as: Cast.ruth, try citation(offer, interview))
            #expect(chase["kind"] == "offer_notice" && chase["offer_id"] == offer["id"])
            let after = try await service.call("chase.plan", as: Cast.ruth, ["id": .integer(interview)])
            #expect(after["citable_offers"]?.array?.isEmpty == true)
            #expect(after["last_chased_on"] == "2026-03-04" && after["chases"] == 0)
            let own = try await service.call("offer.list", as: Cast.anna)
            #expect(own.items.first?["state"] == "cited" && own.items.first?["cited_on"] == "2026-03-04")
            let again = try await service.refusal("chase.log", as: Cast.cora, try citation(offer, interview, contact: 105))
            #expect(again.name == .offerNotCitable && again.facts["why"] == "cited_before")
        }
    }

    @Test func `its days, and everything else that is refused`() async throws {
        try await withDatabase { database in
            let service = try database.service(now: "2026-03-11T10:00:00Z")
            let interview = try await database.heldInterview(1, on: "2026-03-03")
            let offer = try await declare(service)
            for (day, name) in [
                ("2026-03-03", Problem.Name.offerNotCitable), ("2026-03-11", .offerNotCitable), ("2026-03-02", .invalidDate),
                ("2026-03-08", .notABusinessDay), ("2026-03-20", .offerNotCitable),
            ] {
                let refused = try await service.refusal("chase.log", as: Cast.ruth, try citation(offer, interview, on: day))
                #expect(refused.name == name, "\(day)")
                guard name == .offerNotCitable else { continue }
                #expect(refused.facts["opens_on"] == "2026-03-04" && refused.facts["reply_by"] == "2026-03-10")
            }
            let late = try await declare(service, replyBy: "2026-03-30")
            let future = try await service.refusal("chase.log", as: Cast.ruth, try citation(late, interview, on: "2026-03-12"))
            #expect(future.name == .invalidDate)
            var unnamed = try citation(offer, interview)
            unnamed["offer_id"] = nil
            #expect(try await service.refusal("chase.log", as: Cast.ruth, unnamed).facts["why"] == "no_offer")
            unnamed["offer_id"] = 99_999
            #expect(try await service.refusal("chase.log", as: Cast.ruth, unnamed).name == .offerNotCitable)
            var chase = try citation(offer, interview)
            chase["kind"] = "chase"
            #expect(try await service.refusal("chase.log", as: Cast.ruth, chase).name == .invalid)
            var two = try citation(offer, interview)
            two["also_interview_ids"] = [.integer(interview)]
            #expect(try await service.refusal("chase.log", as: Cast.ruth, two).name == .invalid)
            let calls = try await service.refusal(
                "chase.log", as: Cast.ruth, try citation(offer, interview, contact: 106).merging(["method": "phone"]) { $1 })
            #expect(calls.name == .contactDeclinesCalls)
            #expect(try await database.value("select count(*) from liaison.chases", as: Int.self) == 0)
            // The kind follows from the offer.
            var short = try citation(offer, interview, on: "2026-03-10")
            short["kind"] = nil
            #expect(try await service.call("chase.log", as: Cast.ruth, short)["kind"] == "offer_notice")
        }
    }

    @Test func `another candidate's offer is not this one's`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(1, on: "2026-03-02")
            let rosas = try await declare(service, as: Cast.rosa)
            let refused = try await service.refusal("chase.log", as: Cast.ruth, try citation(rosas, interview))
            #expect(refused.name == .offerNotCitable && refused.facts["why"] == "no_offer")
        }
    }

    @Test func `the person was spoken to yesterday, and is told of the offer all the same; it counts for the next`() async throws {
        try await withDatabase { database in
            let service = try database.service(now: "2026-03-06T10:00:00Z")
            let first = try await database.heldInterview(4, on: "2026-02-16")
            let second = try await database.heldInterview(1, on: "2026-03-02")
            try await service.call("chase.log", as: Cast.ruth, chase(first, "2026-03-02"))
            let offer = try await declare(service)
            try await service.call("chase.log", as: Cast.ruth, try citation(offer, second, on: "2026-03-03"))
            let refused = try await service.refusal("chase.log", as: Cast.cora, chase(first, "2026-03-05"))
            #expect(refused.name == .chaseTooEarly && refused.rule == "T18")
            #expect(refused.facts["contacted_on"] == "2026-03-03" && refused.facts["opens_on"] == "2026-03-06")
            try await service.call("chase.log", as: Cast.cora, chase(first, "2026-03-06"))
        }
    }

    @Test func `an untrue offer bars the later ones until a coordinator clears it`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(1, on: "2026-03-02")
            let earlier = try await declare(service)
            let lie = try await declare(service)
            let later = try await declare(service)
            let id = try #require(lie["id"])
            #expect(try await service.refusal("offer.clear", as: Cast.cora, ["id": id]).name == .conflict)
            let marked = try await service.call("offer.untrue", as: Cast.ruth, ["id": id, "reason": "They know of none."])
            #expect(marked["state"] == "untrue" && marked["untrue_reason"] == "They know of none.")
            #expect(try await service.refusal("offer.untrue", as: Cast.cora, ["id": id, "reason": "Again."]).name == .conflict)
            let barred = try await service.refusal("chase.log", as: Cast.ruth, try citation(later, interview))
            #expect(barred.name == .offerNotCitable && barred.facts["why"] == "earlier_untrue")
            let untrue = try await service.refusal("chase.log", as: Cast.ruth, try citation(lie, interview))
            #expect(untrue.facts["why"] == "untrue")
            // The candidate knows where it stands, and not the agency's words.
            let own = try await service.call("offer.list", as: Cast.anna).items
            #expect(own.compactMap { $0["state"]?.string } == ["barred", "untrue", "citable"])
            #expect(own.allSatisfy { $0["untrue_reason"] == .null })
            #expect(try await service.refusal("offer.clear", as: Cast.ruth, ["id": id]).name == .notPermitted)
            let cleared = try await service.call("offer.clear", as: Cast.cora, ["id": id])
            #expect(cleared["state"] == "untrue" && cleared["cleared_on"] == "2026-03-04")
            #expect(try await service.refusal("offer.clear", as: Cast.cora, ["id": id]).name == .conflict)
            #expect(try await service.refusal("chase.log", as: Cast.ruth, try citation(lie, interview)).facts["why"] == "untrue")
            try await service.call("chase.log", as: Cast.ruth, try citation(later, interview))
            try await service.call("chase.log", as: Cast.ruth, try citation(earlier, interview, contact: 105))
        }
    }

    @Test func `a candidate who deals with the company cites their own, as their channel allows`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(2, on: "2026-03-02")
            let offer = try await declare(service, as: Cast.dirk)
            let plan = try await service.call("chase.plan", as: Cast.dirk, ["id": .integer(interview)])
            #expect(plan["citable_offers"]?.array?.first?["id"] == offer["id"])
            // Feedback that was logged and not told makes no difference to them (R9).
            try await service.call(
                "feedback.log", as: Cast.ruth, ["id": .integer(interview), "decision": "reject", "comments": "No."])
            let stopped = try await service.refusal("chase.log", as: Cast.ruth, try citation(offer, interview, contact: 202))
            #expect(stopped.name == .conflict)
            let chase = try await service.call("chase.log", as: Cast.dirk, try citation(offer, interview, contact: 203))
            #expect(chase["offer_id"] == offer["id"])
            // On the agency channel it goes through the agent.
            let agencys = try await database.heldInterview(1, on: "2026-03-02")
            let annas = try await declare(service)
            let routed = try await service.refusal("chase.log", as: Cast.anna, try citation(annas, agencys, contact: 103))
            #expect(routed.name == .routeThroughAgent)
        }
    }

    @Test func `who may declare, and what`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let told = try await declare(service, as: Cast.ruth, candidate: 1)
            #expect(told["candidate"] == "Anna Brook" && told["state"] == "citable")
            #expect(try await service.call("offer.list", as: Cast.anna).items.count == 1)
            let input: JSONObject = ["company": "V", "position": "P", "reply_by": "2026-03-10"]
            #expect(try await service.refusal("offer.declare", as: Cast.ruth, input).name == .invalid)
            let foreign = input.merging(["candidate_id": 3]) { $1 }
            #expect(try await service.refusal("offer.declare", as: Cast.ruth, foreign).name == .notPermitted)
            #expect(try await service.refusal("offer.declare", as: Cast.anna, foreign).name == .notFound)
            for (field, bad) in [("company", JSONValue.string("")), ("reply_by", "2026-02-30"), ("reply_by", .null), ("position", 3)] {
                let refused = try await service.refusal("offer.declare", as: Cast.anna, input.merging([field: bad]) { $1 })
                #expect(refused.name == .invalid, "\(field) \(bad)")
            }
            let contradiction = input.merging(["attested": false, "wording": "True."]) { $1 }
            #expect(try await service.refusal("offer.declare", as: Cast.anna, contradiction).name == .invalid)
            let worded = try await service.call("offer.declare", as: Cast.anna, input.merging(["wording": "On my word."]) { $1 })
            #expect(worded["attestation"] == "On my word.")
            let id = try #require(worded["id"])
            #expect(try await service.refusal("offer.attest", as: Cast.anna, ["id": id]).name == .conflict)
            // Another desk and another candidate see nothing of it.
            #expect(try await service.call("offer.list", as: Cast.rahul).items.isEmpty)
            #expect(try await service.call("offer.list", as: Cast.rosa).items.isEmpty)
            #expect(try await service.refusal("offer.attest", as: Cast.rosa, ["id": id]).name == .notFound)
            #expect(try await service.refusal("offer.untrue", as: Cast.rahul, ["id": id, "reason": "x"]).name == .notFound)
            #expect(try await service.call("offer.list", as: Cast.cora, ["state": "citable", "limit": 1]).items.count == 1)
            let kinds = try await service.call("offer.list", as: Cast.cora, ["candidate_id": 1]).items
            #expect(kinds.count == 2)
        }
    }

    @Test func `two who cite one offer at once: one wins`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(1, on: "2026-03-02")
            let offer = try await declare(service)
            let inputs = [try citation(offer, interview), try citation(offer, interview, contact: 105)]
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
            #expect(outcomes.count { $0 == .offerNotCitable } == 7)
        }
    }

    private func agenda(_ service: AgencyService, _ input: JSONObject = [:]) async throws -> [JSONValue] {
        try await service.call("agenda", as: Cast.ruth, input).items.filter { $0["rule"] == "T13" && $0["state"] != "done" }
    }

    @Test func `the agenda shows an offer that presses and may be cited today`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(1, on: "2026-03-03")
            let offer = try await declare(service)
            try await declare(service, replyBy: "2026-04-30")
            try await declare(service, attested: false)
            let shown = try await agenda(service)
            #expect(shown.count == 1)
            #expect(shown.first?["due_on"] == "2026-03-10" && shown.first?["state"] == "today")
            let id = try #require(offer["id"]?.integer)
            #expect(
                shown.first?["command"]
                    == .string("liaison offer cite \(id) --interview \(interview) --on 2026-03-04 --contact 101 --method phone"))
            #expect(try await agenda(service, ["as_of": "2026-03-03"]).isEmpty)
            #expect(try await agenda(service, ["as_of": "2026-03-07"]).isEmpty)
            #expect(try await agenda(service, ["as_of": "2026-03-11"]).isEmpty)
            try await service.call("chase.log", as: Cast.ruth, try citation(offer, interview))
            #expect(try await agenda(service).isEmpty)
        }
    }
}
