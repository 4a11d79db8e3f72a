import Testing

@testable import Agency

@Suite struct HolidayTests {
    @Test(arguments: Fixtures.calendarNames)
    func theShippedCalendarsHaveNoProblems(name: String) throws {
        let text = try Fixtures.holidayText(name)
        let file = HolidayFile.parse(csv: text)
        #expect(file.problems == [])
        let lines = text.split(separator: "\n").dropFirst()
        #expect(Set(file.holidays.map(\.date.description)) == Set(lines.map { String($0.prefix(10)) }))
    }

    @Test func businessDaysSkipWeekendsAndHolidays() throws {
        let calendar = HolidayCalendar(
            name: "x", holidays: [try date("2026-04-03"), try date("2026-04-06"), try date("2026-04-04")])
        #expect(try calendar.businessDay(1, after: date("2026-04-02")) == date("2026-04-07"))
        #expect(try calendar.businessDay(0, after: date("2026-04-04")) == date("2026-04-04"))
        #expect(try calendar.businessDay(-3, after: date("2026-04-04")) == date("2026-04-04"))
        #expect(try calendar.roll(date("2026-04-03")) == date("2026-04-07"))
        #expect(try calendar.roll(date("2026-04-02")) == date("2026-04-02"))
        #expect(calendar.businessDays(after: try date("2026-04-02"), through: try date("2026-04-07")) == 1)
        #expect(calendar.businessDays(after: try date("2026-04-07"), through: try date("2026-04-02")) == 0)
        #expect(calendar.businessDays(after: .earliest, through: .latest) == 521_722 * 5 + 5 - 1 - 2)
    }

    @Test func theEndOfTheCalendarIsAnErrorAndNoTrap() throws {
        let calendar = HolidayCalendar(name: "x", holidays: [])
        #expect(throws: DateOutOfRange()) { try calendar.businessDay(1, after: .latest) }
        #expect(throws: DateOutOfRange()) { try calendar.businessDay(.max, after: .earliest) }
        #expect(throws: DateOutOfRange()) { try calendar.roll(.latest, plus: 1) }
        #expect(try calendar.businessDay(1, after: .earliest) == date("0001-01-02"))
    }

    @Test func countingAgreesWithAWalkDayByDay() throws {
        var source = try ScenarioSource(seed: 11)
        for _ in 0..<1000 {
            let holidays = try source.holidays()
            let calendar = HolidayCalendar(name: "x", holidays: holidays.compactMap { CivilDate(dayNumber: $0) })
            let naive = NaiveEtiquette(holidays: holidays)
            let day = try date("2026-01-01").adding(days: Int.random(in: -40...400, using: &source.random))
            let n = Int.random(in: 1...60, using: &source.random)
            let number = Int(day.dayNumber)
            #expect(calendar.isBusinessDay(day) == naive.isBusinessDay(number))
            #expect(Int(try calendar.roll(day).dayNumber) == naive.roll(number))
            #expect(Int(try calendar.businessDay(n, after: day).dayNumber) == naive.bd(number, n))
            #expect(
                calendar.businessDays(after: day, through: try day.adding(days: n))
                    == (number + 1...number + n).filter(naive.isBusinessDay).count)
        }
    }

    @Test func csvProblemsNameTheirLine() throws {
        let file = HolidayFile.parse(
            csv: "\u{FEFF}Date, name ,note\r\n2026-01-01,\"New Year's, Day\",x\r\n\r\n2026-13-01,No\r\n2026-02-02,\r\n"
                + "2026-03-03,\"two\r\nlines\"\r\n2026-04-04,\"a \"\"quoted\"\" day\"\r\n2026-05-05,\"broken\"x\r\n"
                + "2026-01-01,Second\r\n2026-06-06\r\n2026-07-07,Ünïcode\r\n2026-08-08,\"open\r\n2026-09-09,Found again")
        #expect(file.holidays.map(\.name) == ["New Year's, Day / Second", "a \"quoted\" day", "Ünïcode", "Found again"])
        #expect(file.holidays.map(\.date.description) == ["2026-01-01", "2026-04-04", "2026-07-07", "2026-09-09"])
        #expect(
            file.problems.map(\.description) == [
                "line 4: date is not a date like 2026-03-04",
                "line 5: name must be one line of 1 to 200 characters",
                "line 6: name must be one line of 1 to 200 characters",
                "line 9: a quote is in the wrong place",
                "line 11: name must be one line of 1 to 200 characters",
                "line 13: a quoted field is not closed",
            ])
        #expect(HolidayFile.parse(csv: "").problems.map(\.line) == [1])
        #expect(HolidayFile.parse(csv: "2026-01-01,x\n").problems.map(\.line) == [1])
        #expect(HolidayFile.parse(csv: "date,name").holidays == [])
    }

    @Test func recordsKeepTheirFields() {
        func fields(_ text: String) -> [[String]?] { CSVRecords(text).map { try? $0.get().fields } }
        #expect(fields("a,b\n\"c\",\n") == [["a", "b"], ["c", ""]])
        #expect(fields("a\"\"b,c\nd,e") == [["a\"b", "c"], ["d", "e"]])
        #expect(fields("O\"Brien,x\nd,\"\"") == [nil, ["d", ""]])
        #expect(fields("a,\"b\"\"\nc\"\r\nd,e\r\n") == [["a", "b\"\nc"], ["d", "e"]])
        #expect(fields("a\rb") == [["a"], ["b"]])
        #expect(fields(",\n") == [["", ""]])
    }
}
