import Testing

@testable import Agency

@Suite struct ICalendarTests {
    private func parse(_ body: String) -> HolidayFile {
        HolidayFile.parse(ics: "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + body + "END:VCALENDAR\r\n")
    }

    private func event(_ lines: String...) -> String {
        "BEGIN:VEVENT\r\n" + lines.map { $0 + "\r\n" }.joined() + "END:VEVENT\r\n"
    }

    private func dates(_ file: HolidayFile) -> [String] { file.holidays.map(\.date.description) }

    @Test func daysAreTakenByTheirDate() {
        let file = parse(
            event("DTSTART;VALUE=DATE:20260101", "DTEND;VALUE=DATE:20260102", "SUMMARY:New Year\\, Day\\; one")
                + event("DTSTART;TZID=\"Europe/London:x\":20260403T090000", "SUMMARY;LANGUAGE=en:Good \r\n Friday")
                + event("DTSTART;VALUE=DATE:20261224", "DTEND;VALUE=DATE:20261227", "SUMMARY:Shut\\ndown")
                + event("DTSTART:20260601T220000Z", "DTEND:20260602T060000Z", "SUMMARY:Night")
                + event("DTSTART:20260701", "DURATION:P2D", "SUMMARY:Two")
                + event("DTSTART:20260801", "STATUS:CANCELLED", "SUMMARY:Off")
                + event(
                    "DTSTART:20260901", "BEGIN:VALARM", "SUMMARY:Alarm", "DTSTART:20270101", "END:VALARM", "SUMMARY:On")
        )
        #expect(file.problems == [])
        #expect(
            dates(file) == [
                "2026-01-01", "2026-04-03", "2026-06-01", "2026-06-02", "2026-07-01", "2026-07-02", "2026-09-01",
                "2026-12-24", "2026-12-25", "2026-12-26",
            ])
        #expect(file.holidays[0].name == "New Year, Day; one")
        #expect(file.holidays[1].name == "Good Friday")
        #expect(file.holidays[6].name == "On")
        #expect(file.holidays[7].name == "Shut down")
    }

    @Test func yearlyRulesAreExpanded() {
        #expect(
            dates(parse(event("DTSTART:20330501", "RRULE:FREQ=YEARLY", "SUMMARY:x"))) == [
                "2033-05-01", "2034-05-01", "2035-05-01",
            ])
        #expect(
            dates(parse(event("DTSTART:20240229", "RRULE:FREQ=YEARLY;COUNT=2", "SUMMARY:x"))) == [
                "2024-02-29", "2028-02-29",
            ])
        #expect(
            dates(
                parse(
                    event(
                        "DTSTART:20260501", "RRULE:FREQ=YEARLY;UNTIL=20280501T000000Z", "EXDATE:20270501", "SUMMARY:x"))
            )
                == ["2026-05-01", "2028-05-01"])
        #expect(
            dates(parse(event("DTSTART:20260501", "RRULE:FREQ=YEARLY;INTERVAL=4;BYMONTH=5;BYMONTHDAY=1", "SUMMARY:x")))
                == ["2026-05-01", "2030-05-01", "2034-05-01"])
    }

    @Test func whatIsNotUnderstoodIsReported() {
        let file = parse(
            event("DTSTART:20260501", "RRULE:FREQ=WEEKLY", "SUMMARY:x")
                + event("DTSTART:20260501", "RRULE:FREQ=YEARLY;BYDAY=1MO", "SUMMARY:x")
                + event("SUMMARY:x") + event("DTSTART:20260501") + event("DTSTART:2026-05-01", "SUMMARY:x")
                + event("DTSTART:20260502", "DTEND:20260501", "SUMMARY:x")
                + event("DTSTART:20260502", "RDATE:20270501", "SUMMARY:x")
                + event("DTSTART:20260502", "RRULE:FREQ=YEARLY;BYMONTH=6", "SUMMARY:x") + "BEGIN:VEVENT\r\n")
        #expect(file.holidays == [])
        #expect(file.problems.map(\.line) == [5, 10, 13, 16, 20, 23, 30, 33, 38])
        #expect(HolidayFile.parse(ics: "hello").problems.map(\.line) == [1])
    }

    @Test func aFileThatWouldExhaustTheReaderIsCutOff() {
        let bomb = String(
            repeating: event("DTSTART:00010101", "DTEND:00011231", "RRULE:FREQ=YEARLY;UNTIL=99991231", "SUMMARY:x"),
            count: 3)
        let file = parse(bomb)
        #expect(file.holidays.count <= HolidayFile.limit)
        #expect(file.problems.map(\.reason) == ["more than \(HolidayFile.limit) holidays"])
    }

    @Test func anyTextIsReadWithoutTrap() {
        var random = SeededGenerator(seed: 4)
        let pieces = [
            "BEGIN:VCALENDAR\r\n", "BEGIN:VEVENT\r\n", "END:VEVENT\r\n", "DTSTART:", "DTEND;VALUE=DATE:", "20260101",
            "99991231",
            "T235959Z", "\r\n", "\n ", "SUMMARY:x\\", "RRULE:FREQ=YEARLY;COUNT=3", ";INTERVAL=9999999999",
            "DURATION:P99999999999D",
            "é👩‍👧", "\0", "\"", ",", "date,name\n", "2026-01-01,", "\"\"", "\r", "EXDATE:", "-1", ";",
        ]
        for _ in 0..<5000 {
            let text = (0..<Int.random(in: 0..<30, using: &random)).compactMap { _ in
                pieces.randomElement(using: &random)
            }.joined()
            for file in [
                HolidayFile.parse(ics: "BEGIN:VCALENDAR\n" + text), HolidayFile.parse(csv: "date,name\n" + text),
            ] {
                let lines = text.unicodeScalars.count + 2
                #expect(file.problems.allSatisfy { (1...lines).contains($0.line) })
                #expect(Set(file.holidays.map(\.date)).count == file.holidays.count)
            }
        }
    }
}
