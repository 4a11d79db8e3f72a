import AgencyService
import TestSupport
import Testing

@Suite("Calendars and the audit trail")
struct CalendarOperationsTests {
    private func load(_ text: String, format: String = "csv", name: String = "FR") -> JSONObject {
        ["name": .string(name), "format": .string(format), "text": .string(text)]
    }

    @Test("an import adds what is new, names each bad line, and counts the calendar's version up")
    func imports() async throws {
        try await withDatabase { db in
            let service = try db.service()
            let text =
                "date,name\r\n2026-05-01,Fête du travail\r\n2026-13-01,Nothing\r\n2026-07-14,\"Fête, nationale\"\r\n"
            let first = try await service.call("calendar.import", as: Cast.cora, load(text))
            #expect(first.int("added") == 2)
            #expect(first.int("already_there") == 0)
            #expect(first["errors"]?.array?.map { $0.int("line") } == [3])
            let again = try await service.call("calendar.import", as: Cast.cora, load(text))
            #expect(again.int("added") == 0)
            #expect(again.int("already_there") == 2)
            let version: Int64 = try await db.value("select version from liaison.calendars where name = 'FR'")
            #expect(version == 2)
            let listed = try await service.call("calendar.list", as: Cast.ruth).items.first { $0.text("name") == "FR" }
            #expect(
                listed == [
                    "name": "FR", "holidays": 2, "first_on": "2026-05-01", "last_on": "2026-07-14",
                    "source": "imported from CSV",
                ])
        }
    }

    @Test("iCalendar files are read too")
    func iCalendar() async throws {
        try await withDatabase { db in
            let text = """
                BEGIN:VCALENDAR\r
                BEGIN:VEVENT\r
                DTSTART;VALUE=DATE:20261225\r
                DTEND;VALUE=DATE:20261227\r
                SUMMARY:Christmas\r
                END:VEVENT\r
                END:VCALENDAR\r

                """
            let answer = try await db.service().call("calendar.import", as: Cast.cora, load(text, format: "ics"))
            #expect(answer.int("added") == 2)
        }
    }

    @Test(
        "what is no holiday file changes nothing",
        arguments: [
            ("", "csv", "FR", ["text"]), ("a,b\n1,2", "csv", "FR", ["text"]),
            ("date,name\nsoon,X", "csv", "FR", ["text"]),
            ("date,name", "ics", "FR", ["text"]), ("date,name", "xml", "FR", ["format"]),
            ("date,name", "csv", "F R", ["name"]), ("date,name", "csv", "", ["name"]),
        ])
    func badFiles(_ text: String, _ format: String, _ name: String, _ fields: [String]) async throws {
        try await withDatabase { db in
            let refusal = try await db.service().refusal(
                "calendar.import", as: Cast.cora, load(text, format: format, name: name))
            #expect(refusal.name == .invalid)
            #expect(refusal.fields == fields)
            #expect(try await db.count("liaison.calendars") == 8)
        }
    }

    @Test("a recruiter reads calendars and changes none; nobody else reads them here")
    func roles() async throws {
        try await withDatabase { db in
            let service = try db.service()
            #expect(try await service.call("calendar.list", as: Cast.ruth).items.count == 8)
            #expect(
                try await service.refusal("calendar.import", as: Cast.ruth, load("date,name")).name == .notPermitted)
            #expect(try await service.refusal("calendar.list", as: Cast.anna).name == .notPermitted)
        }
    }

    @Test("the trail says who did what, without personal data, to admins and coordinators alone (L4)")
    func audit() async throws {
        try await withDatabase { db in
            let service = try db.service()
            try await service.call("candidate.edit", as: Cast.anna, ["id": 1, "phone": "020 7946 0777"])
            try await service.call("client.edit", as: Cast.ruth, ["id": 1, "calendar": "GB-SCT"])
            let mine = try await service.call("audit.list", as: Cast.ada, ["account_id": .integer(Cast.anna.account)])
            let event = try #require(mine.items.first)
            #expect(event.text("operation") == "candidate.edit")
            #expect(event.text("account") == "Anna Brook")
            #expect(event.text("table_name") == "candidates")
            #expect(event["changes"] == ["phone": true])
            let edits = try await service.call("audit.list", as: Cast.cora, ["operation": "client.edit"]).items
            #expect(edits.map { $0["changes"] } == [["calendar_id": [1, 2]]])
            let page = try await service.call("audit.list", as: Cast.ada, ["limit": 1])
            #expect(page.items.count == 1)
            #expect(page.text("next") != nil)
            for person in [Cast.ruth, Cast.anna, Cast.clara, Cast.rafe] {
                #expect(try await service.refusal("audit.list", as: person).name == .notPermitted)
            }
        }
    }
}
