import Foundation
import Testing

@testable import Agency

@Suite struct CivilDateTests {
    /// Counts the calendar through by hand, from the first day to the last.
    @Test func everyDayOfTheCalendarIsNumberedInOrder() {
        var number = Int(CivilDate.earliest.dayNumber)
        var weekday = 1
        for year in 1...9999 {
            let isLeap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
            for (month, length) in [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].enumerated() {
                // Every day of the years in use, and the edges of every month.
                let days = (1950...2050).contains(year) ? Array(1...length) : [1, length]
                for day in days {
                    let date = CivilDate(year: year, month: month + 1, day: day)
                    guard let date, Int(date.dayNumber) == number + day - 1, date.components == (year, month + 1, day),
                        date.weekday.rawValue == (weekday - 1 + day - 1) % 7 + 1
                    else {
                        Issue.record("\(year)-\(month + 1)-\(day)")
                        return
                    }
                }
                #expect(CivilDate(year: year, month: month + 1, day: length + 1) == nil)
                number += length
                weekday = (weekday - 1 + length) % 7 + 1
            }
        }
        #expect(number == Int(CivilDate.latest.dayNumber) + 1)
    }

    @Test func textIsReadAndWrittenAlike() throws {
        #expect(try date("1970-01-01").dayNumber == 0)
        #expect(try date("2026-03-04").description == "2026-03-04")
        #expect(try date("0001-01-01") == .earliest)
        #expect(try date("9999-12-31") == .latest)
        #expect(try date("2026-03-04").weekday == .wednesday)
        #expect("2024-02-29" == CivilDate("2024-02-29")?.description)
    }

    @Test(arguments: [
        "", "2026", "2026-3-4", "2026-03-04 ", " 2026-03-04", "2026-02-29", "2026-13-01", "2026-00-10", "2026-01-00",
        "0000-01-01", "10000-01-01", "-001-01-01", "2026/03/04", "20260304", "２０２６-03-04", "infinity",
        "2026-03-04T00:00:00Z",
        "0044-03-15 BC",
    ])
    func otherTextIsNoDate(text: String) {
        #expect(CivilDate(iso: text) == nil)
    }

    @Test func arithmeticStopsAtTheEdges() throws {
        #expect(throws: DateOutOfRange()) { try CivilDate.latest.adding(days: 1) }
        #expect(throws: DateOutOfRange()) { try CivilDate.earliest.adding(days: -1) }
        #expect(throws: DateOutOfRange()) { try CivilDate.latest.adding(days: .max) }
        #expect(throws: DateOutOfRange()) { try CivilDate.earliest.adding(days: .min) }
        #expect(try CivilDate.earliest.adding(days: 3_652_058) == .latest)
        #expect(CivilDate.latest.days(since: .earliest) == 3_652_058)
        #expect(CivilDate(dayNumber: .max) == nil)
        #expect(CivilDate(year: .max, month: .max, day: .max) == nil)
    }

    @Test func codingIsAnISOString() throws {
        let dates = [try date("2026-03-04"), .earliest]
        let data = try JSONEncoder().encode(dates)
        #expect(String(decoding: data, as: UTF8.self) == #"["2026-03-04","0001-01-01"]"#)
        #expect(try JSONDecoder().decode([CivilDate].self, from: data) == dates)
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([CivilDate].self, from: Data(#"["x"]"#.utf8)) }
    }

    @Test func anyTextIsReadWithoutTrap() {
        var random = SeededGenerator(seed: 1)
        let alphabet = Array("0123456789-:+.TZ é\0")
        for _ in 0..<20_000 {
            let text = String(
                (0..<Int.random(in: 0..<30, using: &random)).compactMap { _ in alphabet.randomElement(using: &random) })
            if let date = CivilDate(iso: text) { #expect(date.description == text) }
            _ = Instant(rfc3339: text)
        }
    }
}
