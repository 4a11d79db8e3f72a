import Testing

@testable import AgencyService

@Suite struct DumpTextTests {
    @Test func utf8StaysAsItIs() {
        #expect(DumpText(bytes: Array("Zoë Ørsted 山田".utf8)).value == "Zoë Ørsted 山田")
    }

    @Test func windows1252IsReadByteForByte() {
        let bytes = Array("Ren".utf8) + [0xE9] + Array(" \u{27}".utf8) + [0x93, 0x80, 0x94, 0x81]
        #expect(DumpText(bytes: bytes).value == "Ren\u{E9} '\u{201C}\u{20AC}\u{201D}\u{FFFD}")
    }

    @Test func bothInOneFileAreRead() {
        let bytes = Array("Zoë ".utf8) + [0xE9, 0xE8] + Array(" 山".utf8) + [0xC3]
        #expect(DumpText(bytes: bytes).value == "Zoë éè 山\u{C3}")
    }

    @Test func nulBecomesABlank() {
        #expect(DumpText(bytes: [65, 0, 66]).value == "A B")
        #expect(DumpText(bytes: []).value.isEmpty)
    }

    @Test func anyBytesGiveText() {
        var random = ImportRandom(seed: 7)
        for _ in 0..<300 {
            let bytes = (0..<Int.random(in: 0..<80, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            let text = DumpText(bytes: bytes).value
            #expect(!text.unicodeScalars.contains("\0"))
            #expect(text.unicodeScalars.count <= bytes.count)
        }
    }
}
