import Foundation
import Testing

@testable import Agency

@Suite struct InstantTests {
    @Test(arguments: [
        ("2026-03-04T10:00:00Z", "2026-03-04T10:00:00Z"),
        ("2026-03-04t10:00:00z", "2026-03-04T10:00:00Z"),
        ("2026-03-04T10:00:00.5+05:30", "2026-03-04T04:30:00.500Z"),
        ("2026-03-04 10:00:00.123+00", "2026-03-04T10:00:00.123Z"),
        ("2026-03-04 10:00:00.123456-08", "2026-03-04T18:00:00.123456Z"),
        ("2026-03-04 10:00:00+05:30", "2026-03-04T04:30:00Z"),
        ("1890-01-01 00:00:00-00:01:15", "1890-01-01T00:01:15Z"),
        ("2026-03-04T00:30:00+01:00", "2026-03-03T23:30:00Z"),
        ("2026-12-31T23:59:60Z", "2027-01-01T00:00:00Z"),
        ("1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z"),
        ("2026-03-04T10:00:00.123456789Z", "2026-03-04T10:00:00.123456Z"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
        ("9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z"),
    ])
    func textWithZoneIsRead(text: String, expected: String) throws {
        let instant = try #require(Instant(rfc3339: text))
        #expect(instant.description == expected)
        #expect(Instant(rfc3339: expected) == instant)
    }

    @Test(arguments: [
        "", "2026-03-04", "2026-03-04T10:00:00", "2026-03-04T10:00Z", "2026-03-04T24:00:00Z", "2026-03-04T10:60:00Z",
        "2026-03-04T10:00:61Z", "2026-03-04T10:00:00.Z", "2026-03-04T10:00:00+5", "2026-03-04T10:00:00+0530",
        "2026-03-04T10:00:00+24:00", "2026-03-04T10:00:00ZZ", "infinity", "0001-01-01T00:00:00+01:00",
        "9999-12-31T23:59:59-01:00", "2026-02-30T00:00:00Z", "2026-03-04 10:00:00.123+00 BC",
    ])
    func otherTextIsNoInstant(text: String) {
        #expect(Instant(rfc3339: text) == nil)
    }

    @Test func arithmeticStopsAtTheEdges() throws {
        let instant = try #require(Instant(rfc3339: "2026-03-04T10:00:00Z"))
        #expect(instant.adding(seconds: 90).description == "2026-03-04T10:01:30Z")
        #expect(instant.adding(seconds: -36_001).description == "2026-03-03T23:59:59Z")
        #expect(instant.adding(.milliseconds(1500)).description == "2026-03-04T10:00:01.500Z")
        #expect(instant.adding(.milliseconds(-1500)).description == "2026-03-04T09:59:58.500Z")
        #expect(instant.adding(seconds: .max) == .latest)
        #expect(instant.adding(seconds: .min) == .earliest)
        #expect(Instant.latest.adding(.nanoseconds(1000)) == .latest)
        #expect(Instant(microseconds: .max) == nil)
        #expect(instant.adding(seconds: 5).duration(since: instant) == .seconds(5))
    }

    @Test func theDateInUTCBelongsToTheInstant() throws {
        #expect(try #require(Instant(rfc3339: "1969-12-31T23:59:59Z")).utcDate == (try date("1969-12-31")))
        #expect(Instant(startOf: try date("2026-03-04")).description == "2026-03-04T00:00:00Z")
        #expect(Instant.earliest.utcDate == .earliest)
        #expect(Instant.latest.utcDate == .latest)
    }

    @Test func everyInstantSurvivesItsText() throws {
        var random = SeededGenerator(seed: 2)
        for _ in 0..<5000 {
            let micros = Int64.random(in: Instant.earliest.microseconds...Instant.latest.microseconds, using: &random)
            let instant = try #require(Instant(microseconds: micros))
            #expect(Instant(rfc3339: instant.description) == instant)
        }
        let data = try JSONEncoder().encode([Instant.latest])
        #expect(try JSONDecoder().decode([Instant].self, from: data) == [.latest])
    }
}
