import Agency
import AgencyService
import TestSupport
import Testing

/// Everything that is decided by a number is decided by the one in force on its day, in the service and in the database alike.
@Suite struct PolicyInForceTests {
    private func set(_ service: AgencyService, _ changes: JSONObject, client: Int64? = nil, from: String? = nil) async throws {
        var input: JSONObject = ["changes": .object(changes)]
        if let client { input["client_id"] = .integer(client) }
        if let from { input["effective_from"] = .string(from) }
        try await service.call("policy.set", as: Cast.cora, input)
    }

    private func due(_ interview: Int64, _ database: TestDatabase) async throws -> String {
        try await database.value("select concat_ws(' ', default_due_on, due_on) from liaison.interviews where id = \(interview)")
    }

    @Test func `interviews from the policy's day on are due by it, answered or not`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let before = try await database.heldInterview(Cast.Submission.anna, on: "2026-03-04")
            let promised = try await database.heldInterview(Cast.Submission.anna, on: "2026-03-06")
            try await database.promise(promised, by: "2026-03-17", given: "2026-03-04")
            let elsewhere = try await database.heldInterview(Cast.Submission.otto, on: "2026-03-06")
            let answered = try await database.heldInterview(Cast.Submission.rosa, on: "2026-03-06")
            try await database.execute(
                """
                set local session_replication_role = replica;
                update liaison.interviews set answered_on = '2026-03-06', resolved_on = '2026-03-06' where id = \(answered)
                """)
            try await set(service, ["answer_days": 10], client: Cast.Client.albion, from: "2026-03-05")
            #expect(try await due(before, database) == "2026-03-11 2026-03-11")
            #expect(try await due(promised, database) == "2026-03-16 2026-03-17")
            #expect(try await due(elsewhere, database) == "2026-03-13 2026-03-13")
            // The candidate reads the day, so it must not tell whether there is feedback (R9).
            #expect(try await due(answered, database) == "2026-03-16 2026-03-16")
            #expect(
                try await service.call("interview.show", as: Cast.anna, ["id": .integer(before)])["due_on"] == "2026-03-11")
            try await set(service, ["answer_days": 3])
            #expect(try await due(elsewhere, database) == "2026-03-09 2026-03-09")
            #expect(try await due(promised, database) == "2026-03-16 2026-03-17")
            let scheduled = try await database.heldInterview(Cast.Submission.otto, on: "2026-03-11")
            #expect(try await due(scheduled, database) == "2026-03-16 2026-03-16")
        }
    }

    @Test func `the chase opens by the policy of the day on which it would be made`() async throws {
        try await withDatabase { database in
            let service = try database.service(now: "2026-02-20T10:00:00Z")
            let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-02-18")
            try await set(service, ["chase_opens_days": 3, "chase_closes_days": 5, "agent_grace_business_days": 2], client: 1)
            func plan(_ day: String) async throws -> JSONValue {
                try await service.call("chase.plan", as: Cast.ruth, ["id": .integer(interview), "as_of": .string(day)])
            }
            #expect(try await plan("2026-02-19")["chase_opens"] == "2026-02-25")
            let open = try await plan("2026-02-23")
            #expect(open["chase_opens"] == "2026-02-23" && open["chase_by"] == "2026-02-23" && open["chase_state"] == "open")
            // What was due by the interview's own day stays.
            #expect(open["feedback_due"] == "2026-02-25" && open["overdue"] == false)
            let later = try database.service(now: "2026-02-27T10:00:00Z")
            let chase: JSONObject = ["id": .integer(interview), "contact_id": 102, "method": "email"]
            #expect(try await later.refusal("chase.log", as: Cast.ruth, chase.merging(["on": "2026-02-20"]) { $1 }).facts["opens_on"] == "2026-02-23")
            try await later.call("chase.log", as: Cast.ruth, chase.merging(["on": "2026-02-23"]) { $1 })
            try await later.call("promise.set", as: Cast.ruth, ["id": .integer(interview), "date": "2026-02-26", "given_on": "2026-02-23"])
            let graced = try await later.call("chase.plan", as: Cast.ruth, ["id": .integer(interview)])
            #expect(graced["chase_opens"] == "2026-03-03")
        }
    }

    @Test func `spacing, the person's rest and the courtesy call follow it`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            try await set(
                service,
                [
                    "courtesy_opens_business_days": 1, "courtesy_closes_business_days": 1, "person_spacing_days": 6,
                    "spacing_opens_days": 1, "spacing_closes_days": 2,
                ], client: 1)
            let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-03-04")
            let other = try await database.heldInterview(Cast.Submission.rosa, on: "2026-02-16")
            let later = try database.service(now: "2026-03-12T10:00:00Z")
            func chase(_ interview: Int64, _ day: String, contact: Int64, kind: String = "chase") -> JSONObject {
                [
                    "id": .integer(interview), "on": .string(day), "contact_id": .integer(contact), "method": "email", "kind": .string(kind),
                ]
            }
            let courtesy = try await later.refusal("chase.log", as: Cast.ruth, chase(interview, "2026-03-06", contact: 101, kind: "courtesy"))
            #expect(courtesy.name == .chaseTooEarly && courtesy.detail.contains("2026-03-05 through 2026-03-05"))
            try await later.call("chase.log", as: Cast.ruth, chase(interview, "2026-03-05", contact: 101, kind: "courtesy"))
            let person = try await later.refusal("chase.log", as: Cast.ruth, chase(other, "2026-03-10", contact: 101))
            #expect(person.rule == "T18" && person.facts["opens_on"] == "2026-03-11")
            try await later.call("chase.log", as: Cast.ruth, chase(other, "2026-03-11", contact: 101))
            try await later.call("chase.log", as: Cast.ruth, chase(other, "2026-03-12", contact: 102))
            let spaced = try await later.refusal("chase.log", as: Cast.ruth, chase(other, "2026-03-12", contact: 103))
            #expect(spaced.rule == "T6" && spaced.detail.contains("1 days"))
        }
    }

    @Test func `T17 goes by the agency's: enquiries, releases and silence`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            try await set(service, ["enquiry_business_days": 3, "release_business_days": 2, "silence_days": 2])
            let asked = try await service.call("enquiry.ask", as: Cast.anna, ["id": 1, "question": "News?"])
            #expect(asked["due_on"] == "2026-03-09")
            let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-03-02")
            let logged = try await service.call(
                "feedback.log", as: Cast.ruth, ["id": .integer(interview), "decision": "hold", "comments": "Soon."])
            #expect(logged["release_due"] == "2026-03-06")
            let shown = try await service.call("feedback.show", as: Cast.ruth, ["id": try #require(logged["id"])])
            #expect(shown["release_due"] == "2026-03-06")
            let unreleased = try await service.call("report.unreleased", as: Cast.ruth).items.first
            #expect(unreleased?.text("due_on") == "2026-03-06")
            let silent = try await service.call("report.silent", as: Cast.ruth, ["as_of": "2026-03-05"]).items
            #expect(silent.contains { $0.int("submission_id") == 1 && $0.text("due_on") == "2026-03-04" })
            let before = try await service.call("report.silent", as: Cast.ruth, ["as_of": "2026-03-03"]).items
            #expect(!before.contains { $0.int("submission_id") == 1 })
            let status = try await service.call("status", as: Cast.anna)
            let asking = status["submissions"]?.array?.first?["may_now"]?.array?.first
            #expect(asking?.text("reason")?.contains("2026-03-09") == true)
        }
    }

    @Test func `a candidate's status and agenda follow the policies of their own client, from the next read on`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            _ = try await database.heldInterview(Cast.Submission.dirk, on: "2026-02-24")
            func opensOn() async throws -> String? {
                let status = try await service.call("status", as: Cast.dirk)
                return status["submissions"]?.array?.first?["may_now"]?.array?.first { $0["action"] == "chase" }?.text("opens_on")
            }
            #expect(try await opensOn() == "2026-03-03")
            try await set(service, ["chase_opens_days": 20, "chase_closes_days": 22], client: Cast.Client.liberty)
            #expect(try await opensOn() == "2026-03-16")
            let refused = try await service.refusal(
                "chase.log", as: Cast.dirk, ["id": 1, "on": "2026-03-04", "contact_id": 203, "method": "email"])
            #expect(refused.name == .chaseTooEarly || refused.name == .notFound)
            let agenda = try await service.call("agenda", as: Cast.dirk).items.first { $0.text("rule") == "T4" }
            #expect(agenda?.text("opens_on") == "2026-03-16")
            try await set(service, ["chase_opens_days": 21], client: Cast.Client.liberty)
            #expect(try await opensOn() == "2026-03-17")
            // Another client's policy is nobody else's.
            try await set(service, ["chase_opens_days": 2], client: Cast.Client.sakura)
            #expect(try await opensOn() == "2026-03-17")
        }
    }

    @Test func `the overdue report asks and escalates by it`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-02-16")
            try await database.execute("update liaison.contacts set may_call = false where client_id = 1")
            func contact(_ grouping: String?) async throws -> String? {
                let input: JSONObject = grouping.map { ["by": .string($0)] } ?? [:]
                let item = try await service.call("report.overdue-feedback", as: Cast.cora, input).items.first
                return item?.text(grouping == nil ? "recommended_contact" : "name")
            }
            #expect(try await contact(nil) == "Contact 102")
            #expect(try await contact("contact") == "Contact 102")
            try await set(service, ["unanswered_before_decision_maker": 0, "unanswered_before_escalation": 1], client: 1)
            #expect(try await contact(nil) == "Clara Dean")
            #expect(try await contact("contact") == "Clara Dean")
            try await service.call(
                "chase.log", as: Cast.ruth, ["id": .integer(interview), "on": "2026-02-23", "contact_id": 102, "method": "email"])
            #expect(try await service.call("chase.plan", as: Cast.ruth, ["id": .integer(interview)])["escalate"] == true)
            let agenda = try await service.call("agenda", as: Cast.ruth).items
            #expect(agenda.contains { $0.text("rule") == "T19" })
        }
    }

    @Test func `a courtesy call is on the agenda also where clients have long to answer`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            try await set(service, ["answer_days": 30], from: "2026-03-04")
            let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-03-04")
            let agenda = try await service.call("agenda", as: Cast.ruth, ["as_of": "2026-03-06"]).items
            #expect(agenda.contains { $0.text("rule") == "T5" && $0.int("interview_id") == interview })
        }
    }

    @Test func `notes, material and offers follow it`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let changes: JSONObject = [
                "similar_note_percent": 20, "thank_you_deadline_business_days": 5, "materials_business_days": 4, "offer_citable_business_days": 0,
                "debrief_business_days": 3,
            ]
            try await set(service, changes, client: 1)
            let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-03-04")
            try await database.execute(
                "insert into liaison.interviewers (interview_id, contact_id, candidate_id, client_id) values (\(interview), 101, 1, 1)")
            let id: JSONValue = .integer(interview)
            let plan = try await service.call("chase.plan", as: Cast.ruth, ["id": id])
            #expect(plan["thank_you_deadline"] == "2026-03-11" && plan["materials_due"] == "2026-03-10" && plan["debrief_due"] == "2026-03-09")
            try await service.call(
                "note.write", as: Cast.anna, ["id": id, "contact_id": 103, "message": "Thank you for the talk about bridges."])
            let alike: JSONObject = ["id": id, "contact_id": 101, "message": "Thank you for the lunch with the team."]
            #expect(try await service.call("note.write", as: Cast.anna, alike)["similar_to"]?.text("contact") == "Contact 103")
            let material = try await service.call("material.add", as: Cast.anna, ["id": id, "what": "A link"])
            #expect(material["due_on"] == "2026-03-10")
            let offer = try await service.call(
                "offer.declare", as: Cast.anna, ["company": "Vale", "position": "Engineer", "reply_by": "2026-03-10", "attested": true])
            let citation: JSONObject = [
                "id": id, "on": "2026-03-04", "contact_id": 102, "method": "email", "offer_id": offer["id"] ?? .null,
            ]
            #expect(try await service.call("chase.log", as: Cast.ruth, citation).text("kind") == "offer_notice")
        }
    }

    @Test func `without a policy the rulebook's numbers say otherwise`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(Cast.Submission.anna, on: "2026-03-04")
            try await database.execute(
                "insert into liaison.interviewers (interview_id, contact_id, candidate_id, client_id) values (\(interview), 101, 1, 1)")
            let id: JSONValue = .integer(interview)
            try await service.call(
                "note.write", as: Cast.anna, ["id": id, "contact_id": 103, "message": "Thank you for the talk about bridges."])
            let other: JSONObject = ["id": id, "contact_id": 101, "message": "Thank you for the lunch with the team."]
            #expect(try await service.call("note.write", as: Cast.anna, other).isNull("similar_to"))
            let offer = try await service.call(
                "offer.declare", as: Cast.anna, ["company": "Vale", "position": "Engineer", "reply_by": "2026-03-10", "attested": true])
            let citation: JSONObject = [
                "id": id, "on": "2026-03-04", "contact_id": 102, "method": "email", "offer_id": offer["id"] ?? .null,
            ]
            #expect(try await service.refusal("chase.log", as: Cast.ruth, citation).name == .offerNotCitable)
        }
    }
}
