import Testing

@testable import Agency

@Suite struct ContactDetailScanTests {
    private func found(_ text: String) -> [String] {
        ContactDetailScan.find(in: text).map { "\($0.kind.rawValue):\($0.text)" }
    }

    @Test(arguments: [
        ("Write to jane.doe@example.com, please.", "jane.doe@example.com"),
        ("Jane <Jane.Doe+jobs@mail.example.co.uk>", "Jane.Doe+jobs@mail.example.co.uk"),
        ("jane (at) example dot com is best", "jane (at) example dot com"),
        ("jane[at]example[dot]com", "jane[at]example[dot]com"),
        ("it is jane dot doe at example dot com.", "jane dot doe at example dot com"),
        ("JANE @ EXAMPLE.COM", "JANE @ EXAMPLE.COM"),
        ("jane＠example．com", "jane＠example．com"),
        ("ja\u{200B}ne@exam\u{200B}ple.com", "ja\u{200B}ne@exam\u{200B}ple.com"),
        ("josé@exämple.de schreibt", "josé@exämple.de"),
    ])
    func findsAnAddress(text: String, address: String) {
        #expect(found(text) == ["email:\(address)"])
    }

    @Test(arguments: [
        ("call me on 07700 900123 today", "07700 900123"),
        ("(020) 7946 0958", "(020) 7946 0958"),
        ("+44 (0)20 7946 0958", "+44 (0)20 7946 0958"),
        ("my number:+447700900123.", "+447700900123"),
        ("+1 (415) 555-0132 ext. 12", "+1 (415) 555-0132 ext. 12"),
        ("415-555-0132", "415-555-0132"),
        ("415.555.0132x7", "415.555.0132x7"),
        ("1-800-555-0199", "1-800-555-0199"),
        ("06.12.34.56.78", "06.12.34.56.78"),
        ("06 12 34 56 78", "06 12 34 56 78"),
        ("089/12345678", "089/12345678"),
        ("0 7 7 0 0 9 0 0 1 2 3", "0 7 7 0 0 9 0 0 1 2 3"),
        ("98765 43210", "98765 43210"),
        ("+91 98765-43210", "+91 98765-43210"),
        ("03-1234-5678", "03-1234-5678"),
        ("08031234567", "08031234567"),
        ("00 44 7700 900123", "00 44 7700 900123"),
        ("447700900123", "447700900123"),
        ("44 7700 900123", "44 7700 900123"),
        ("ring me, 555-0132", "555-0132"),
        ("tel07700900123", "07700900123"),
        ("０７７００ ９００１２３", "０７７００ ９００１２３"),
        ("07700\u{00A0}900\u{2011}123", "07700\u{00A0}900\u{2011}123"),
        ("on 2026-03-04 use 07700 900123", "07700 900123"),
        ("2026-03-04 07700 900123", "07700 900123"),
    ])
    func findsAPhoneNumber(text: String, number: String) {
        #expect(found(text) == ["phone:\(number)"])
    }

    @Test(arguments: [
        ("see https://example.com/jobs?id=1.", "link:https://example.com/jobs?id=1"),
        ("www.example.org", "link:www.example.org"),
        ("look at (linkedin.com/in/jane-doe)", "link:linkedin.com/in/jane-doe"),
        ("example.co.uk has it", "link:example.co.uk"),
        ("go to mercury dot com", "link:mercury dot com"),
        ("bit.ly/abc", "link:bit.ly/abc"),
        ("I am @jane_doe there", "handle:@jane_doe"),
        ("Skype: jane.doe-1", "handle:Skype: jane.doe-1"),
        ("whatsapp id = jane99", "handle:whatsapp id = jane99"),
        ("pay jane@okaxis", "handle:jane@okaxis"),
    ])
    func findsALinkOrHandle(text: String, detail: String) {
        #expect(found(text) == [detail])
    }

    @Test(arguments: [
        "", "See you on 2026-03-04 at 10:00 in room 1204.", "2026-03-04 10:00 - 2026-03-05 11:30",
        "04/03/2026 or 4.3.26 or 3-4-2026", "from £45,000 to £55,000 a year", "45000-55000 EUR", "45000 - 55000",
        "GBP 1250000000", "$ 1 250 000 000", "1.000.000 users", "12 000 000 lines", "9:30-17:00", "0930-1700",
        "09.30-17.00", "2019-2023, 2019 - 2023", "room 1204, floor 12, desk 4711", "10/10, 8/10 7/10 9/10 10/10",
        "Node.js, ASP.NET and Socket.io", "e.g. the second round, i.e. Tuesday", "She liked it.In the end he agreed.",
        "192.168.100.200", "REF-2026-000123", "invoice 1234567890", "#1234567890", "3.14159265", "2 @ £45.50",
        "the dot com years", "a score of 100% and 5+ years", "ISO 27001 and PCI 3.2.1", "1 2 3 4 5 6 7 8 9 10",
        "meet at ten at the office", "signal processing and teams of 12", "20260304", "4111 1111 1111 1111 1111",
        "between 10-12 14-16 18-20", "3 rounds, 45 minutes, 2 people; C++ 17/20", "Version 2.28.1 of 2026",
    ])
    func leavesOrdinaryTextAlone(text: String) {
        #expect(found(text) == [])
    }

    @Test func rangesAreCharactersOfTheText() throws {
        let text = "👩‍👩‍👧 Zoë: zoe@example.com, 07700 900123"
        let details = ContactDetailScan.find(in: text)
        #expect(details.map(\.kind) == [.email, .phone])
        let characters = Array(text)
        for detail in details {
            #expect(String(characters[detail.range]) == detail.text)
        }
    }

    @Test func longHostileTextIsReadInLinearTime() {
        let clock = ContinuousClock()
        for piece in ["a", "1", "@", "a@", "a.", "1 ", " dot a", "(at)", "+1", "(((", "a at "] {
            let text = String(repeating: piece, count: 20_000)
            let elapsed = clock.measure { _ = ContactDetailScan.find(in: text) }
            #expect(elapsed < .seconds(20), "\(piece) took \(elapsed)")
        }
    }

    @Test func anyTextIsReadWithoutTrap() {
        var random = SeededGenerator(seed: 5)
        let alphabet = Array("09+-(). /@:#£xextatdotcomwww.aé👩‍👧\u{0301}\u{200B}\r\n\t０＠")
        for _ in 0..<3000 {
            let text = String(
                (0..<Int.random(in: 0..<60, using: &random)).compactMap { _ in alphabet.randomElement(using: &random) })
            let characters = Array(text)
            for detail in ContactDetailScan.find(in: text) {
                #expect(String(characters[detail.range]) == detail.text)
            }
        }
    }
}
