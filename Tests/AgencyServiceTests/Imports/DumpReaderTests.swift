import Testing

@testable import AgencyService

@Suite struct DumpReaderTests {
    private static let wanted: [String: Set<String>] = ["t": ["id", "name", "note"]]
    private static let definition =
        "CREATE TABLE `t` (\n  `id` int(11) NOT NULL,\n  `name` varchar(9),\n  `note` text,\n  PRIMARY KEY (`id`)\n) ENGINE=x;\n"

    struct Outcome: Equatable {
        var rows: [DumpRow] = []
        var problems: [DumpProblem] = []
        var ids: [String] { rows.compactMap { $0.values["id"] } }
    }

    private func read(_ text: String) -> Outcome {
        var outcome = Outcome()
        for result in DumpReader(text, wanted: Self.wanted) {
            switch result {
            case .success(let row): outcome.rows.append(row)
            case .failure(let problem): outcome.problems.append(problem)
            }
        }
        return outcome
    }

    @Test(arguments: [";", "((ENDOFQUERY))"], ["\n", "\r\n"])
    func statementsEndInEitherWay(end: String, lineEnd: String) {
        let definition = Self.definition.replacing(";", with: end)
        let text = (definition + "INSERT INTO `t` VALUES \n('1','a','b'),\n('2',NULL,'d')\(end)\n").replacing(
            "\n", with: lineEnd)
        let outcome = read(text)
        #expect(outcome.problems.isEmpty)
        #expect(
            outcome.rows == [
                DumpRow(table: "t", line: 8, values: ["id": "1", "name": "a", "note": "b"]),
                DumpRow(table: "t", line: 9, values: ["id": "2", "note": "d"]),
            ])
    }

    @Test func columnsMayStandInTheInsert() {
        let outcome = read("insert ignore into db.`T` (note, `id`, other) values ('n', 5, 6.5), ('m', -7, 0x1F);")
        #expect(outcome.rows.map(\.values) == [["note": "n", "id": "5"], ["note": "m", "id": "-7"]])
    }

    @Test func escapesAndDoubledQuotesAreUndone() {
        let outcome = read(
            Self.definition
                + #"INSERT INTO t VALUES (1,'it\'s','a\nb\tc\\d\%'),(2,'it''s',"say ""so"""),(3,_utf8'x',_binary 'y');"#
        )
        #expect(outcome.rows[0].values == ["id": "1", "name": "it's", "note": "a\nb\tc\\d%"])
        #expect(outcome.rows[1].values == ["id": "2", "name": "it's", "note": "say \"so\""])
        #expect(outcome.ids == ["1", "2"])
        #expect(outcome.problems.count == 1)
    }

    @Test func commentsAndOtherStatementsArePassedOver() {
        let text = """
            -- it's a dump; really
            /*!40101 SET NAMES 'utf8' */;
            LOCK TABLES `t` WRITE;
            \(Self.definition)
            INSERT INTO `other` VALUES (1,'; INSERT INTO `t` VALUES (9,1,2);');
            INSERT INTO `t` VALUES (1,'a','b');
            UNLOCK TABLES;
            # the end
            """
        let outcome = read(text)
        #expect(outcome.ids == ["1"])
        #expect(outcome.problems.isEmpty)
    }

    @Test func textThatLooksLikeARowIsText() {
        let outcome = read(Self.definition + "INSERT INTO t VALUES ('1','a','first\n(7, second'),\n('2','b','c');")
        #expect(outcome.ids == ["1", "2"])
        #expect(outcome.rows.first?.values["note"] == "first\n(7, second")
        #expect(outcome.problems.isEmpty)
    }

    /// Each damage hits the second of four rows; the others must come through.
    @Test(arguments: [
        "('2','b,'c')", "('2,'b','c')", "('2','b','c)", "(2',b','c')", "('2','b')", "('2','b','c','d')", "('2','b','c'",
        "('2' 'b','c')", "('2',b,'c')", "('2',,'c')", "'2','b','c')", "('2','b','c\\')", "('2','b','c');DROP", "",
        "((((", "'",
        "('2','b','c'))", "\u{0}\u{1}", "('2','b',NOW())", "/*", "(", "`", "('2',\"b,'c')",
    ])
    func damageCostsOneRow(row: String) {
        for end in [";", "((ENDOFQUERY))"] {
            let definition = Self.definition.replacing(";", with: end)
            let rows = ["('1','a','x')", row, "('3','c','y')", "('4','d','z')"]
            let lines = definition + "INSERT INTO `t` VALUES \n" + rows.joined(separator: ",\n") + end + "\n"
            let outcome = read(lines)
            let ids = outcome.ids.filter { $0 != "2" }
            #expect(ids == ["1", "3", "4"] || row.contains(";") && ids == ["1"], "\(row) gave \(outcome.ids)")
            #expect(row.isEmpty || row == "/*" || !outcome.problems.isEmpty || outcome.ids.contains("2"))
            #expect(outcome.problems.allSatisfy { $0.line >= 8 && $0.line <= 11 })
        }
    }

    @Test func damageOnOneLongLineCostsOneRow() {
        let outcome = read(Self.definition + "INSERT INTO `t` VALUES (1,'a','x'),(2,'b,'y'),(3,'c','z'),(4,'d','z');")
        #expect(outcome.ids == ["1", "3", "4"])
        #expect(outcome.problems.map(\.id) == ["2"])
    }

    @Test func damageDoesNotReachTheNextTable() {
        let text =
            "INSERT INTO `other` VALUES ('1','never ends),\n('2','x')\n\n" + Self.definition
            + "INSERT INTO `t` VALUES ('1','a','b');"
        #expect(read(text).ids == ["1"])
    }

    @Test func rowsOfAnUnknownTableDefinitionAreRefusedOneByOne() {
        let outcome = read("INSERT INTO `t` VALUES ('1','a','b'),\n('2','a','b');")
        #expect(outcome.rows.isEmpty)
        #expect(outcome.problems.map(\.line) == [1, 2])
        #expect(outcome.problems.map(\.id) == ["1", "2"])
    }

    @Test func everyPrefixOfADumpIsRead() {
        let all = Array(SampleDump.text.utf8)
        var largest = 0
        for length in stride(from: 0, through: all.count, by: 7) {
            var count = 0
            for case .success in DumpReader(
                String(decoding: all.prefix(length), as: UTF8.self), wanted: OpenCATSTable.wanted)
            {
                count += 1
            }
            #expect(count >= largest - 1)
            largest = max(largest, count)
        }
        #expect(largest == 33)
    }

    @Test func mutatedDumpsNeitherCrashNorHang() {
        let original = Array(SampleDump.text.utf8)
        let pieces = [
            "'", "\"", "\\", "(", ")", ",", ";", "\n", "\r", "`", "((ENDOFQUERY))", "/*", "*/", "--", "NULL", "\u{0}",
            "é", "INSERT INTO `candidate` VALUES ",
        ]
        var random = ImportRandom(seed: 2007)
        for _ in 0..<400 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...12, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes.remove(at: place)
                case 1: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 2: bytes.insert(contentsOf: Array((pieces.randomElement(using: &random) ?? "").utf8), at: place)
                default: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 0..<200, using: &random)))
                }
                if bytes.isEmpty { bytes = original }
            }
            var rows = 0
            for case .success in DumpReader(DumpText(bytes: bytes).value, wanted: OpenCATSTable.wanted) { rows += 1 }
            #expect(rows <= 60)
        }
    }

    /// Inputs made to make a reader look at the same bytes again and again.
    @Test(arguments: [
        "('1','", "(1,", "),(1,\"", "('1','a','b'),\n", "('1',\n", "'),\n('1','", "\"),\n(1,'", "\\'", "((ENDOFQUERY",
        "(1,'\n(2,'", "/*",
        "INSERT INTO `t` VALUES ", "INSERT INTO `t` VALUES (1,'", "CREATE TABLE `t` (", "\n    (1", "`", "))))",
        "(((((",
    ])
    func repeatedPiecesTakeLinearTime(piece: String) {
        let text =
            Self.definition + "INSERT INTO `t` VALUES " + String(repeating: piece, count: 200_000 / piece.utf8.count)
        let clock = ContinuousClock()
        let time = clock.measure { _ = read(text) }
        #expect(time < .seconds(20))
    }
}
