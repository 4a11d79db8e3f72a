import Testing

@testable import Agency

@Suite struct CSVScannerTests {
    /// The records of a text that comes in pieces of a size: their line and fields, or what is wrong.
    private func read(_ bytes: [UInt8], pieces size: Int) -> [String] {
        var scanner = CSVScanner()
        var rest = bytes[...]
        var found: [String] = []
        while true {
            switch scanner.next() {
            case .needsMore where rest.isEmpty: scanner.finish()
            case .needsMore:
                scanner.append(Array(rest.prefix(size)))
                rest = rest.dropFirst(size)
            case .record:
                let fields = (0..<scanner.count).map { scanner.text($0).map { "[\($0)]" } ?? "not UTF-8" }
                found.append("\(scanner.line) \(fields.joined())")
            case .failure(let problem): found.append(problem.description)
            case .end: return found
            }
        }
    }

    private func read(_ text: String) -> [String] { read(Array(text.utf8), pieces: 1 << 18) }

    @Test func fieldsAndLines() {
        #expect(read("a,b\nc,\n,\n\n \n\"x\",y") == ["1 [a][b]", "2 [c][]", "3 [][]", "6 [x][y]"])
        #expect(read("\u{FEFF}a\r\nb\rc\n") == ["1 [a]", "2 [b]", "3 [c]"])
        #expect(read("\"a,\"\"b\"\"\r\nc\" , d \n\"\",\"\"") == ["1 [a,\"b\"\r\nc][ d ]", "3 [][]"])
        #expect(read(" \"a\"\t,b") == ["1 [a][b]"])
        #expect(read("") == [] && read("\n\r\n\r") == [] && read("a") == ["1 [a]"])
        #expect(read("\"\"\"\"") == ["1 [\"]"])
    }

    @Test func aBadRowCostsOnlyItself() {
        #expect(
            read("a,b\"c,d\n1,2\n\"x\"y,z\n3,\"open\n4,5\n6,7") == [
                "line 1: a quote is in the wrong place", "2 [1][2]", "line 3: a quote is in the wrong place",
                "line 4: a quoted field is not closed", "5 [4][5]", "6 [6][7]",
            ])
        #expect(read([0x61, 0xFF, 0x2C, 0x62, 0x0A, 0x63], pieces: 9) == ["1 not UTF-8[b]", "2 [c]"])
        #expect(read("a\u{0}b,c") == ["1 [a\u{0}b][c]"])
    }

    @Test func aQuoteThatIsNeverClosedDoesNotSwallowTheFile() {
        let long = String(repeating: "row of text,and more\n", count: 120_000)
        let found = read("a,\"open\n" + long + "last,row")
        #expect(found.first == "line 1: the row is longer than 1 MiB; is a quote not closed?")
        #expect(found.count == 120_002 && found.last == "120002 [last][row]")
        let endless = read(String(repeating: "x", count: 3 << 20) + "\nnext")
        #expect(endless.last == "2 [next]" && endless.count == 2)
    }

    @Test func piecesOfAnySizeGiveTheSame() {
        let alphabet: [UInt8] = Array("aé,,\"\"\"\n\r \t".utf8)
        for seed in 0..<400 {
            var random = SystemRandomNumberGenerator()
            let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? 0x61 }
            let whole = read(bytes, pieces: 1 << 18)
            for size in [1, 2, 3, 7] {
                let pieced = read(bytes, pieces: size)
                #expect(pieced == whole, "\(seed): \(String(decoding: bytes, as: UTF8.self).debugDescription) by \(size)")
            }
        }
    }

    @Test func whatIsQuotedComesBack() {
        let alphabet = Array("aé\",\n\r\t ;")
        for _ in 0..<300 {
            let rows = (0..<Int.random(in: 1...5)).map { _ in
                (0..<Int.random(in: 1...4)).map { _ in String((0..<Int.random(in: 0...6)).map { _ in alphabet.randomElement() ?? "a" }) }
            }
            let text = rows.map { row in
                row.map { field in "\"" + field.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\"" }.joined(separator: ",")
            }.joined(separator: "\r\n")
            let read = CSVRecords(text).map { try? $0.get().fields }
            #expect(read == rows.map { $0.map { $0 } }, "\(text.debugDescription)")
        }
    }
}
