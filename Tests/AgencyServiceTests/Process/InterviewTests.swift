import Agency
import AgencyService
import TestSupport
import Testing

@Suite struct InterviewTests {
    @Test func `the day of an interview is the client's`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            // Half past eleven at night in New York is the next day in UTC.
            let made = try await service.call(
                "interview.schedule", as: Cast.ruth,
                ["id": 2, "starts_at": "2026-03-03T22:00:00-05:00", "ends_at": "2026-03-03T23:30:00-05:00", "interviewer_ids": [203]])
            #expect(made["held_on"] == "2026-03-03")
            #expect(made["starts_at"] == "2026-03-04T03:00:00Z")
            #expect(made["round"] == 1)
            #expect(made["interviewers"]?.array?.first?["name"] == "Contact 203")
        }
    }

    @Test func `a time without a zone is not guessed`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let problem = try await service.refusal(
                "interview.schedule", as: Cast.ruth,
                ["id": 1, "starts_at": "2026-03-05T10:00:00", "ends_at": "2026-02-30T10:00:00Z"])
            #expect(Set((problem.facts["fields"]?.object ?? [:]).keys) == ["starts_at", "ends_at"])
            let backwards = try await service.refusal(
                "interview.schedule", as: Cast.ruth,
                ["id": 1, "starts_at": "2026-03-05T10:00:00Z", "ends_at": "2026-03-05T09:00:00Z"])
            #expect(backwards.name == .invalid)
        }
    }

    @Test func `interviewers are contacts of the client and have referred nobody`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let times: JSONObject = ["starts_at": "2026-03-05T10:00:00Z", "ends_at": "2026-03-05T11:00:00Z"]
            let stranger = try await service.refusal(
                "interview.schedule", as: Cast.ruth, times.merging(["id": 1, "interviewer_ids": [203]]) { $1 })
            #expect(stranger.name == .invalid)
            let referrer = try await service.refusal(
                "interview.schedule", as: Cast.ruth, times.merging(["id": 4, "interviewer_ids": [104]]) { $1 })
            #expect(referrer.name == .conflictOfInterest)
            #expect(referrer.rule == "R7")
            #expect(try await database.value("select count(*) from liaison.interviews", as: Int.self) == 0)
        }
    }

    @Test func `a debrief keeps what is missing in sight`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(1, on: "2026-03-03")
            let first = try await service.call(
                "interview.debrief", as: Cast.ruth,
                ["id": .integer(interview), "feedback_by": "2026-03-10", "would_not_say": ["decision_on"]])
            #expect(first["missing"] == ["further_round", "promised"])
            let seen = try await service.call("interview.show", as: Cast.ruth, ["id": .integer(interview)])
            #expect(seen["promised_on"] == "2026-03-10")
            #expect(seen["debriefed"] == true)
            let second = try await service.call(
                "interview.debrief", as: Cast.ruth,
                [
                    "id": .integer(interview), "feedback_by": "2026-03-10", "further_round": false, "promised": "A call.",
                    "would_not_say": ["decision_on"],
                ])
            #expect(second["missing"] == [])
            let versions = try await service.call("promise.history", as: Cast.ruth, ["id": .integer(interview)])
            #expect(versions["items"]?.array?.count == 1)
        }
    }

    @Test func `nothing is debriefed before it was held`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(1, on: "2026-03-06")
            #expect(
                try await service.refusal("interview.debrief", as: Cast.ruth, ["id": .integer(interview)]).name == .invalidDate)
            let cancelled = try await service.call(
                "interview.cancel", as: Cast.ruth, ["id": .integer(interview), "reason": "Ill."])
            #expect(cancelled["cancelled_at"]?.string != nil)
            #expect(
                try await service.refusal("interview.cancel", as: Cast.ruth, ["id": .integer(interview), "reason": "Again."]).name
                    == .conflict)
        }
    }

    @Test func `a promise moves forward, is counted, and cannot lie before the day it was given`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let interview = try await database.heldInterview(1, on: "2026-02-20")
            let id = JSONValue.integer(interview)
            try await service.call("promise.set", as: Cast.ruth, ["id": id, "date": "2026-02-27", "given_on": "2026-02-20"])
            let moved = try await service.call("promise.set", as: Cast.clara, ["id": id, "date": "2026-03-06"])
            #expect(moved["slips"] == 1)
            #expect(moved["given_on"] == "2026-03-04")
            for input: JSONObject in [
                ["id": id, "date": "2026-03-03"], ["id": id, "date": "2026-03-09", "given_on": "2026-03-05"],
                ["id": id, "date": "2026-02-30"],
            ] {
                let problem = try await service.refusal("promise.set", as: Cast.ruth, input)
                #expect([.invalidDate, .invalid].contains(problem.name))
            }
            let seen = try await service.call("promise.history", as: Cast.anna, ["id": id])
            #expect(seen["items"]?.array?.map { $0["contact_id"] } == [.null, .null])
            #expect(try await service.refusal("promise.history", as: Cast.otto, ["id": id]).name == .notFound)
            #expect(
                try await service.refusal("promise.set", as: Cast.kenji, ["id": id, "date": "2026-03-09"]).name == .notFound)
        }
    }
}
