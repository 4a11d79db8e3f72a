import Testing

@testable import Agency

@Suite struct PlanReaderTests {
    private func etiquette(_ line: String) -> String {
        switch EtiquettePlan.answer(line: line, calendars: { Fixtures.calendars[$0] }) {
        case .success(let answer): answer
        case .failure(let problem): problem.reason
        }
    }

    private let fine = #"{"interview":"2026-03-04","as_of":"2026-03-05","calendar":"IE","promises":[],"contacts":[]}"#

    @Test func whatMayBeLeftOutIsLeftOut() {
        let short = #"{"interview":"2026-03-04","as_of":"2026-03-05","calendar":"IE"}"#
        #expect(etiquette(fine).hasPrefix(#"{"business_days_overdue":0,"chase_by":"2026-03-16""#))
        #expect(etiquette(short) == etiquette(fine))
        #expect(etiquette(#"{"id":"e","expect":1,"scenario":"# + fine + "}") == etiquette(fine))
    }

    @Test(arguments: [
        ("", "not JSON"), ("null", "the line must not be null"), ("[]", "the line must be an object"),
        ("{", "not JSON"),
        ("{}", "interview is missing"),
        (#"{"scenario":{}}"#, "interview is missing"),
        (#"{"interview":1}"#, "interview must be a string"),
        (#"{"interview":null}"#, "interview must not be null"),
        (#"{"interview":"2026-02-30"}"#, "interview: not a date like 2026-03-04"),
        (#"{"interview":"2026-03-04","promises":7}"#, "promises must be a list"),
        (
            #"{"interview":"2026-03-04","promises":[{"given_on":"x"}]}"#,
            "promises[0].given_on: not a date like 2026-03-04"
        ),
        (#"{"interview":"2026-03-04","grace":"2"}"#, "grace must be a whole number"),
        (
            #"{"interview":"2026-03-04","as_of":"2026-03-05","calendar":"../x"}"#,
            "calendar: \(CalendarName.requirement)"
        ),
        (#"{"interview":"2026-03-04","as_of":"2026-03-05","calendar":"XX"}"#, "calendar: there is no calendar XX"),
        (#"{"interview":"2026-03-04","as_of":"2026-03-05","calendar":"IE","grace":-1}"#, "grace: must be 0 to 90"),
        (
            #"{"interview":"9999-12-31","as_of":"2026-03-05","calendar":"IE"}"#,
            "the date lies outside of the years 1 to 9999"
        ),
        (
            #"{"interview":"2026-03-04","as_of":"2026-03-05","calendar":"IE","promises":[{"given_on":"2026-03-04","date":"2026-03-03"}]}"#,
            "promises: 2026-03-03 lies before 2026-03-04, the day it was given (T7)"
        ),
        (
            #"{"interview":"2026-03-04","as_of":"2026-03-05","calendar":"IE","contacts":[{"on":"2026-03-03","kind":"chase"}]}"#,
            "contacts: 2026-03-03 lies before the interview (T9)"
        ),
    ])
    func aBadLineIsAnsweredWithItsReason(line: String, reason: String) {
        #expect(etiquette(line) == reason)
    }

    @Test func anUnknownKindIsNamed() {
        let line = #"{"interview":"2026-03-04","contacts":[{"on":"2026-03-04","kind":"visit"}]}"#
        #expect(etiquette(line).hasPrefix("contacts[0].kind"))
    }

    @Test func hostileLinesAreRefused() {
        #expect(etiquette(String(repeating: "[", count: 100_000)) == "not JSON")
        #expect(etiquette(String(repeating: " ", count: 1 << 21)) == "the line is longer than 1 MiB")
        #expect(etiquette(#"{"interview":"2026-03-04","grace":1e999}"#) != "")
        #expect(etiquette("{\"interview\":\"2026-03-04\0\"}") != "")
    }

    @Test(arguments: [
        (
            #"{"currency":"GBX","amount_minor":1,"instalments":[],"start":"2026-01-01","as_of":"2026-01-01"}"#,
            "currency: not an ISO 4217 currency code"
        ),
        (
            #"{"currency":"GBP","amount_minor":1,"instalments":[],"start":"2026-01-01","as_of":"2026-01-01"}"#,
            "instalments: must be 1 to 100"
        ),
        (
            #"{"currency":"GBP","amount_minor":1,"instalments":[{"share_bp":9999,"after_days":0}],"start":"2026-01-01","as_of":"2026-01-01"}"#,
            "instalments: share_bp must be 0 to 10000 and sum to 10000"
        ),
        (
            #"{"currency":"GBP","amount_minor":-1,"instalments":[{"share_bp":10000,"after_days":0}],"start":"2026-01-01","as_of":"2026-01-01"}"#,
            "amount_minor: must not be negative"
        ),
        (
            #"{"currency":"GBP","amount_minor":1,"instalments":[{"share_bp":10000,"after_days":0}],"start":"2026-01-01","left":"2025-01-01","as_of":"2026-01-01"}"#,
            "left: lies before start"
        ),
        (
            #"{"currency":"GBP","amount_minor":1,"instalments":[{"share_bp":10000,"after_days":9}],"start":"9999-12-30","as_of":"2026-01-01"}"#,
            "the date lies outside of the years 1 to 9999"
        ),
    ])
    func aBadBonusIsAnsweredWithItsReason(line: String, reason: String) {
        #expect(BonusPlan.answer(line: line) == .failure(LineProblem(reason: reason)))
    }

    @Test(arguments: [
        ("\"percent\"", "fee_bp: must be 0 to 10000 for a percent fee"),
        ("\"percent\",\"fee_bp\":2000", "salary_minor: must be given and not negative for a percent fee"),
        ("\"percent\",\"fee_bp\":2000,\"salary_minor\":5,\"minimum_minor\":-1", "minimum_minor: must not be negative"),
        ("\"flat\"", "flat_minor: must be given and not negative for a flat fee"),
        ("\"flat\",\"flat_minor\":5,\"left\":\"2025-01-01\"", "left: lies before start"),
        ("\"flat\",\"flat_minor\":5,\"payment_days\":-1", "payment_days: must be 0 to 36500"),
    ])
    func aBadFeeIsAnsweredWithItsReason(kind: String, reason: String) {
        let days = kind.contains("payment_days") ? "" : #","payment_days":7"#
        let line = #"{"currency":"GBP","rebates":[],"start":"2026-01-01""# + days + #","kind":"# + kind + "}"
        #expect(FeePlan.answer(line: line) == .failure(LineProblem(reason: reason)))
    }

    @Test func anyChangeToALineIsAnsweredWithoutTrap() throws {
        var random = SeededGenerator(seed: 12)
        let lines = try ["etiquette", "bonus", "fee"].flatMap { try Fixtures.vectorLines($0).prefix(10) }
        let pieces = [
            "null", "-1", "99999999999999999999", "\"9999-12-31\"", "\"0001-01-01\"", "[]", "{}", "1.5", "true", "\"\"",
            "2028",
        ]
        for _ in 0..<3000 {
            var characters = Array(lines[Int.random(in: 0..<lines.count, using: &random)])
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let from = Int.random(in: 0..<characters.count, using: &random)
                let to = min(characters.count, from + Int.random(in: 0...12, using: &random))
                characters.replaceSubrange(from..<to, with: pieces.randomElement(using: &random) ?? "")
            }
            let line = String(characters)
            _ = etiquette(line)
            _ = BonusPlan.answer(line: line)
            _ = FeePlan.answer(line: line)
        }
    }
}
