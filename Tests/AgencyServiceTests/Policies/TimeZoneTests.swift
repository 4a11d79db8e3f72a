import Agency
import AgencyService
import TestSupport
import Testing

/// D is the day at the client on which the interview ended, wherever that is and whatever the clocks do.
@Suite struct TimeZoneTests {
    struct Ending: Sendable, CustomTestStringConvertible {
        var zone: String
        var calendar: String
        var starts: String
        var ends: String
        /// D, and roll(D + 7) on the client's calendar.
        var heldOn: String
        var dueOn: String

        init(_ zone: String, _ calendar: String, _ starts: String, _ ends: String, held: String, due: String) {
            self.zone = zone
            self.calendar = calendar
            self.starts = starts
            self.ends = ends
            heldOn = held
            dueOn = due
        }

        var testDescription: String { "\(zone) \(ends)" }
    }

    @Test(arguments: [
        // Half past eleven in the evening: in UTC the morning before, the evening, the next morning.
        Ending("Pacific/Auckland", "NG", "2026-03-04T22:30:00+13:00", "2026-03-04T23:30:00+13:00", held: "2026-03-04", due: "2026-03-11"),
        Ending("Africa/Lagos", "NG", "2026-03-04T22:30:00+01:00", "2026-03-04T23:30:00+01:00", held: "2026-03-04", due: "2026-03-11"),
        Ending("America/New_York", "US", "2026-03-04T22:30:00-05:00", "2026-03-04T23:30:00-05:00", held: "2026-03-04", due: "2026-03-11"),
        // The same moments as they are written in UTC.
        Ending("Pacific/Auckland", "NG", "2026-03-04T09:30:00Z", "2026-03-04T10:30:00Z", held: "2026-03-04", due: "2026-03-11"),
        Ending("Pacific/Auckland", "NG", "2026-03-04T10:30:00Z", "2026-03-04T11:30:00Z", held: "2026-03-05", due: "2026-03-12"),
        Ending("America/New_York", "US", "2026-03-05T03:30:00Z", "2026-03-05T04:30:00Z", held: "2026-03-04", due: "2026-03-11"),
        Ending("Africa/Lagos", "NG", "2026-03-04T22:30:00Z", "2026-03-04T23:30:00Z", held: "2026-03-05", due: "2026-03-12"),
        // The evening before the clocks change and the one after, both ways; due on the Monday where D + 7 is a rest day.
        Ending("America/New_York", "US", "2026-03-07T22:30:00-05:00", "2026-03-07T23:30:00-05:00", held: "2026-03-07", due: "2026-03-16"),
        Ending("America/New_York", "US", "2026-03-08T22:30:00-04:00", "2026-03-08T23:30:00-04:00", held: "2026-03-08", due: "2026-03-16"),
        Ending("America/New_York", "US", "2026-10-31T22:30:00-04:00", "2026-10-31T23:30:00-04:00", held: "2026-10-31", due: "2026-11-09"),
        Ending("America/New_York", "US", "2026-11-01T22:30:00-05:00", "2026-11-01T23:30:00-05:00", held: "2026-11-01", due: "2026-11-09"),
        Ending("Pacific/Auckland", "NG", "2026-04-04T22:30:00+13:00", "2026-04-04T23:30:00+13:00", held: "2026-04-04", due: "2026-04-13"),
        Ending("Pacific/Auckland", "NG", "2026-04-05T22:30:00+12:00", "2026-04-05T23:30:00+12:00", held: "2026-04-05", due: "2026-04-13"),
        Ending("Pacific/Auckland", "NG", "2026-09-27T22:30:00+13:00", "2026-09-27T23:30:00+13:00", held: "2026-09-27", due: "2026-10-05"),
        // Across the change: two hours on the clock in one; and past midnight while an hour is gained.
        Ending("America/New_York", "US", "2026-03-08T01:30:00-05:00", "2026-03-08T03:30:00-04:00", held: "2026-03-08", due: "2026-03-16"),
        Ending("America/New_York", "US", "2026-10-31T23:50:00-04:00", "2026-11-01T01:30:00-05:00", held: "2026-11-01", due: "2026-11-09"),
        // Its last minute, and the first of the next day.
        Ending("America/New_York", "US", "2026-03-08T22:00:00-04:00", "2026-03-08T23:59:59-04:00", held: "2026-03-08", due: "2026-03-16"),
        Ending("America/New_York", "US", "2026-03-08T22:00:00-04:00", "2026-03-09T00:00:00-04:00", held: "2026-03-09", due: "2026-03-16"),
    ])
    func `an interview is held on the client's day`(_ ending: Ending) async throws {
        try await withDatabase { database in
            try await database.query(
                """
                update liaison.clients set time_zone = \(ending.zone),
                       calendar_id = (select k.id from liaison.calendars k where k.name = \(ending.calendar)) where id = 1
                """)
            let service = try database.service()
            let made = try await service.call(
                "interview.schedule", as: Cast.ruth, ["id": 1, "starts_at": .string(ending.starts), "ends_at": .string(ending.ends)])
            #expect(made.text("held_on") == ending.heldOn && made.text("due_on") == ending.dueOn)
            let id = try #require(made.int("id"))
            let stored: String = try await database.value(
                "select concat_ws(' ', held_on, default_due_on, due_on) from liaison.interviews where id = \(id)")
            #expect(stored == "\(ending.heldOn) \(ending.dueOn) \(ending.dueOn)")
            let plan = try await service.call("chase.plan", as: Cast.ruth, ["id": .integer(id)])
            #expect(plan.text("held_on") == ending.heldOn && plan.text("feedback_due") == ending.dueOn)
        }
    }

    /// At noon in London it is one in the morning of the next day in Auckland, and seven in New York.
    @Test func `what may be done today is the client's today`() async throws {
        try await withDatabase { database in
            try await database.execute(
                """
                update liaison.clients set time_zone = 'Pacific/Auckland' where id = 1;
                update liaison.clients set time_zone = 'America/New_York' where id = 3
                """)
            let service = try database.service(now: "2026-03-04T12:00:00Z")
            let auckland = try await database.heldInterview(Cast.Submission.anna, on: "2026-02-16")
            let newYork = try await database.heldInterview(Cast.Submission.otto, on: "2026-02-16")
            func chase(_ interview: Int64, _ contact: Int64) -> JSONObject {
                ["id": .integer(interview), "on": "2026-03-05", "contact_id": .integer(contact), "method": "email"]
            }
            try await service.call("chase.log", as: Cast.cora, chase(auckland, 102))
            let tomorrow = try await service.refusal("chase.log", as: Cast.cora, chase(newYork, 302))
            #expect(tomorrow.name == .invalidDate && tomorrow.facts["today"] == "2026-03-04")
            let past = try await database.outcome(DatabaseRule.chase(Int(newYork), on: "2026-03-05", contact: 302))
            #expect(past == "invalid-date")
        }
    }

    /// The agency is in London, the client in Auckland, where it is the next day already.
    @Test(arguments: [
        ("2026-03-04T23:30:00Z", "2026-03-04", "2026-03-05"), ("2026-03-06T23:30:00Z", "2026-03-06", "2026-03-09"),
        // Half an hour past midnight in London, on the first day of summer time.
        ("2026-03-29T23:30:00Z", "2026-03-30", "2026-03-31"), ("2026-03-28T23:30:00Z", "2026-03-28", "2026-03-30"),
    ])
    func `enquiries are due on the agency's days, not the client's`(_ now: String, _ asked: String, _ due: String) async throws {
        try await withDatabase { database in
            try await database.execute("update liaison.clients set time_zone = 'Pacific/Auckland' where id = 1")
            let service = try database.service(now: now)
            let enquiry = try await service.call("enquiry.ask", as: Cast.anna, ["id": 1, "question": "News?"])
            #expect(enquiry.text("due_on") == due)
            let stored: String = try await database.value("select asked_on::text from liaison.enquiries")
            #expect(stored == asked)
        }
    }

    /// The agency is in London and the client in Tokyo: a holiday of the one is none of the other.
    @Test(arguments: [("2026-03-19T10:00:00Z", "2026-03-20"), ("2026-04-02T10:00:00Z", "2026-04-07")])
    func `what is owed to the candidate is due on the agency's calendar`(_ now: String, _ due: String) async throws {
        try await withDatabase { database in
            let service = try database.service(now: now)
            let interview = try await database.heldInterview(Cast.Submission.otto, on: "2026-03-17")
            let enquiry = try await service.call("enquiry.ask", as: Cast.otto, ["id": 5, "question": "News?"])
            #expect(enquiry.text("due_on") == due)
            let feedback = try await service.call(
                "feedback.log", as: Cast.rahul, ["id": .integer(interview), "decision": "hold", "comments": "Soon."])
            #expect(feedback.text("release_due") == due)
            #expect(try await service.call("report.unreleased", as: Cast.rahul).items.first?.text("due_on") == due)
            #expect(try await service.call("report.unanswered", as: Cast.rahul).items.first?.text("due_on") == due)
            let lines = try await service.call("explain.interview", as: Cast.rahul, ["id": .integer(interview)]).items
            let named = lines.filter { $0.text("rule") == "T17" }.flatMap { $0["facts"]?.array ?? [] }
            for name in ["answer_due", "release_due"] {
                #expect(named.first { $0.text("name") == name }?.text("value") == due)
            }
        }
    }
}
