import Agency
import Crypto
import Testing

@testable import AgencyService

/// The rows as they are sent, without a database.
@Suite struct ScaledStreamTests {
    private static func setting(today: String) throws -> ScaledSetting {
        let day = try #require(CivilDate(iso: today))
        let first = try day.adding(days: -ScaledSetting.daysBack)
        let holidays = [try #require(CivilDate(iso: "2025-12-25")), try #require(CivilDate(iso: "2026-01-01"))]
        func days(_ zone: String, hours: Int32) throws -> ScaledDays {
            try ScaledDays(
                zone: zone, calendarID: 1, calendar: HolidayCalendar(name: "X", holidays: holidays), first: first,
                offsets: [Int32](repeating: hours * 3600, count: ScaledSetting.daysBack + ScaledSetting.daysAhead))
        }
        let clients = try (0..<ScaledShape.clients).map { try days("Etc/Test", hours: Int32($0) - 4) }
        return ScaledSetting(today: Int(day.dayNumber), agency: try days("Etc/UTC", hours: 0), clients: clients, lastAccount: 3)
    }

    /// What every table gets, hashed.
    private static func digests(seed: UInt64, scale: Int = 2, today: String = "2026-03-04", overdue: Int = 10) throws -> [ScaledTable: String] {
        let plan = ScaledPlan(scale: scale, seed: seed, overdue: overdue, setting: try setting(today: today))
        var all = try ScaledAccounts(plan, sessions: 20).rows()
        for number in 0..<scale { all.append(try ScaledBranch.rows(plan, number: number)) }
        return Dictionary(
            uniqueKeysWithValues: ScaledTable.allCases.map {
                ($0, SHA256.hash(data: all[$0].bytes).map { String($0, radix: 16) }.joined(separator: " "))
            })
    }

    @Test func sameSeedSameBytes() throws {
        let first = try Self.digests(seed: 7)
        #expect(try Self.digests(seed: 7) == first)
        let other = try Self.digests(seed: 8)
        // Programmes and loans of desks hold nothing by chance.
        for table in ScaledTable.allCases where ![.programmes, .deskLoans].contains(table) {
            #expect(other[table] != first[table], "\(table)")
        }
    }

    @Test func theDayMatters() throws {
        #expect(try Self.digests(seed: 7)[.interviews] != Self.digests(seed: 7, today: "2026-03-05")[.interviews])
    }

    @Test func aBranchIsToldByItself() throws {
        let small = ScaledPlan(scale: 4, seed: 1, overdue: 0, setting: try Self.setting(today: "2026-03-04"))
        let late = try ScaledBranch.rows(small, number: 3)
        _ = try ScaledBranch.rows(small, number: 0)
        let again = try ScaledBranch.rows(small, number: 3)
        for table in ScaledTable.allCases { #expect(late[table].bytes == again[table].bytes, "\(table)") }
    }

    @Test(arguments: [(1, 40), (3, 100), (7, 5), (3, 7200)])
    func overdueInterviewsAreSpreadEvenly(scale: Int, overdue: Int) throws {
        let plan = ScaledPlan(scale: scale, seed: 1, overdue: overdue, setting: try Self.setting(today: "2026-03-04"))
        let parts = (0..<scale).map { plan.overdue(inBranch: $0) }
        #expect(parts.reduce(0, +) == overdue)
        #expect((parts.max() ?? 0) - (parts.min() ?? 0) <= 1)
    }

    @Test func theShapeIsWhatItSays() {
        let shape = ScaledShape.shared
        #expect(shape.slots.reduce(0) { $0 + $1.rounds } == ScaledShape.interviews)
        #expect(shape.starts.count == ScaledShape.candidates + 1)
        #expect(shape.slots.compactMap(\.rank).sorted() == Array(0..<shape.ranked))
        // The first thousand are one submission of each candidate.
        #expect(Set(shape.slots.filter { ($0.rank ?? .max) < 1000 }.map(\.candidate)).count == 1000)
    }

    @Test func daysAgreeWithTheCalendar() throws {
        let days = try Self.setting(today: "2026-03-04").agency
        let calendar = days.etiquette.calendar
        for day in 20_300..<20_600 {
            let date = try #require(CivilDate(dayNumber: day))
            #expect(days.isBusinessDay(day) == calendar.isBusinessDay(date))
            #expect(days.roll(day) == Int(try calendar.roll(date).dayNumber))
            #expect(days.dueWithoutPromise(held: day) == Int(try calendar.roll(date, plus: 7).dayNumber))
            for n in [1, 2, 9] {
                #expect(days.after(day, n) == Int(try calendar.businessDay(n, after: date).dayNumber))
                #expect(days.before(days.after(day, n), n) == days.before(days.after(day, 1), 1))
            }
        }
    }

    @Test func rowsAreCopyText() {
        var text = CopyText()
        text.add(-1203)
        text.add(0)
        text.add(nil as Int?)
        text.add(true)
        text.add(Array("a\tb\\c\nd".utf8))
        text.add(day: 20_516)
        text.add(moment: 20_516 * 86400 + 9 * 3600 + 5 * 60 + 7)
        text.endRow()
        #expect(
            String(decoding: text.bytes, as: UTF8.self)
                == "-1203\t0\t\\N\tt\ta\\\tb\\\\c\\nd\t2026-03-04\t2026-03-04 09:05:07+00\n")
        #expect(text.rows == 1)
    }

    /// The first numbers of SplitMix64 for the state 1234567, as its reference implementation gives them.
    @Test func randomNumbersAreThoseOfTheReference() {
        var random = ScaledRandom(state: 1_234_567)
        let expected: [UInt64] = [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]
        #expect(expected.map { _ in random.next() } == expected)
    }
}
