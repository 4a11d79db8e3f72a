import Foundation
import Testing

@testable import Agency

@Suite struct ConstrainedTextTests {
    @Test func shortTextIsOneTrimmedLine() {
        #expect(ShortText("  Zoë Müller \n")?.value == "Zoë Müller")
        #expect(ShortText(String(repeating: "é", count: 200)) != nil)
        #expect(ShortText(String(repeating: "é", count: 201)) == nil)
        for bad in ["", " \n\t", "\u{200B}", "a\0b", "a\u{7}b", "a\nb", "a\tb", "a\u{7F}b"] {
            #expect(ShortText(bad) == nil, "\(bad.debugDescription)")
        }
    }

    @Test func limitsHoldForPlainTextToo() {
        #expect(ShortText(String(repeating: "e", count: 200)) != nil)
        #expect(ShortText(String(repeating: "e", count: 201)) == nil)
        #expect(ShortText(" a b ")?.value == "a b")
        #expect(ShortText("   ") == nil)
        #expect(LongText("~ ~")?.value == "~ ~")
    }

    @Test func longTextKeepsLinesAndTabs() {
        #expect(LongText("a\r\n\tb\n")?.value == "a\n\tb")
        #expect(LongText(String(repeating: "a", count: 20_000)) != nil)
        #expect(LongText(String(repeating: "a", count: 20_001)) == nil)
        for bad in ["", "\r\n", "a\rb", "a\u{0}", "a\u{1B}[0m"] {
            #expect(LongText(bad) == nil, "\(bad.debugDescription)")
        }
    }

    @Test func addressesAreThoseThatPeopleHave() {
        for good in ["a@b.co", "Jane.O'Neill+x@Mail.Example.COM", "root@localhost", "zoë@exämple.de", " a@b.co\n"] {
            #expect(EmailAddress(good) != nil, "\(good)")
        }
        #expect(EmailAddress("Jane@Example.COM")?.value == "Jane@Example.COM")
        #expect(EmailAddress("Jane@Example.COM")?.folded == "jane@example.com")
        let long = String(repeating: "a", count: 64) + "@" + String(repeating: "b.", count: 100) + "com"
        for bad in [
            "", "a", "a@", "@b.co", "a@b", "a@b@c.co", "a b@c.co", "a@b..co", "a@.co", "a@b.co.", "a@-b.co", "a,b@c.co",
            "a@b.co\nBcc: x", "<a@b.co>", "a\0@b.co", long,
        ] {
            #expect(EmailAddress(bad) == nil, "\(bad)")
        }
    }

    @Test func phoneNumbersAreDigitsWithTheUsualSigns() {
        for good in ["999", "+44 (0)20 7946-0958", "020/7946.0958 x12", "020 7946 0958 ext. 7", "112 EXT 3"] {
            #expect(PhoneNumber(good) != nil, "\(good)")
        }
        for bad in [
            "", "12", "call me 123", "020 7946 ext", "020;7946", "٠٧٧٠٠", String(repeating: "1", count: 41), "1\n2 34",
        ] {
            #expect(PhoneNumber(bad) == nil, "\(bad)")
        }
    }

    @Test func namesOfCalendarsAndZonesHaveASyntax() {
        #expect(CalendarName("GB-ENG") != nil)
        #expect(TimeZoneName("America/Argentina/Buenos_Aires") != nil)
        #expect(TimeZoneName("Etc/GMT+1") != nil)
        for bad in ["", "../x", "a/b", "a b", "é", String(repeating: "a", count: 65)] {
            #expect(CalendarName(bad) == nil, "\(bad)")
        }
        for bad in ["", "a.b", "a b", "Zürich", String(repeating: "a", count: 65)] {
            #expect(TimeZoneName(bad) == nil, "\(bad)")
        }
    }

    @Test func codingRefusesWithTheRequirement() throws {
        let data = try JSONEncoder().encode(try #require(ShortText(" a ")))
        #expect(String(decoding: data, as: UTF8.self) == #""a""#)
        #expect {
            try JSONDecoder().decode([PhoneNumber].self, from: Data(#"["x"]"#.utf8))
        } throws: { error in
            guard case .dataCorrupted(let context) = error as? DecodingError else { return false }
            return context.debugDescription == PhoneNumber.requirement
        }
    }

    @Test func whatIsAcceptedIsAcceptedAgain() {
        var random = SeededGenerator(seed: 3)
        let alphabet = Array("aZ09@.-+()/x \t\r\n\0\u{200B}\u{0301}é👩‍👧,;<")
        func check<T: ConstrainedText>(_ text: String, _: T.Type) {
            guard let once = T(text) else { return }
            #expect(T(once.value)?.value == once.value)
        }
        for _ in 0..<10_000 {
            let text = String(
                (0..<Int.random(in: 0..<16, using: &random)).compactMap { _ in alphabet.randomElement(using: &random) })
            check(text, ShortText.self)
            check(text, LongText.self)
            check(text, EmailAddress.self)
            check(text, PhoneNumber.self)
            check(text, CalendarName.self)
            check(text, TimeZoneName.self)
        }
    }
}
