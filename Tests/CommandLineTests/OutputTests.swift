import AgencyService
import Testing

@testable import CommandLine

struct OutputTests {
    private static let page = """
        {"items":[{"id":7,"name":"Zoë\\tKähler","note":null,"agent":{"name":"王小明"}},\
        {"id":12,"name":"=cmd()","note":"a, \\"b\\"","agent":{"name":"Bo"}}],"next":null}
        """
    private static let columns: [Column] = ["id", "name", "note", "agent.name"]

    private static func items() throws -> [OrderedJSON] {
        try #require(OrderedJSON(parsing: Array(page.utf8))["items"]?.elements)
    }

    @Test func tableAlignsAccentsAndWideCharacters() throws {
        let table = Table(columns: Self.columns, items: try Self.items())
        #expect(
            table.aligned(width: 80, colour: false) == """
                ID  NAME        NOTE    AGENT NAME
                 7  Zoë Kähler          王小明
                12  =cmd()      a, "b"  Bo

                """)
    }

    @Test func narrowTerminalCutsTheWidestColumn() throws {
        let table = Table(
            columns: ["id", "text"],
            items: [
                .object([
                    .init(name: "id", value: .number("1")), .init(name: "text", value: .string("one two three four")),
                ])
            ])
        #expect(table.aligned(width: 14, colour: false) == "ID  TEXT\n 1  one two t…\n")
    }

    @Test func narrowTerminalLosesDetailsAndNeverCutsDates() throws {
        let items = [
            try OrderedJSON(parsing: Array(#"{"on":"2026-03-04","who":"Bartholomew","at":"2026-03-04T10:00:00.123Z"}"#.utf8))
        ]
        let table = Table(columns: ["on", .detail("who"), "at"], items: items)
        #expect(table.aligned(width: 80, colour: false).hasSuffix("\n2026-03-04  Bartholomew  2026-03-04 10:00Z\n"))
        #expect(table.aligned(width: 30, colour: false).hasSuffix("\n2026-03-04  2026-03-04 10:00Z\n"))
        #expect(table.aligned(width: 10, colour: false).hasSuffix("\n2026-03-04  2026-03-04 10:00Z\n"))
        #expect(table.tabSeparated == "2026-03-04\tBartholomew\t2026-03-04T10:00:00.123Z\n")
    }

    @Test func pipeGetsTabsAndNothingElse() throws {
        let table = Table(columns: Self.columns, items: try Self.items())
        #expect(table.tabSeparated == "7\tZoë Kähler\t\t王小明\n12\t=cmd()\ta, \"b\"\tBo\n")
    }

    @Test func escapeSequencesNeverReachATerminal() {
        let table = Table(columns: ["name"], items: [.object([.init(name: "name", value: .string("\u{1B}[2Jgone"))])])
        #expect(!table.aligned(width: 80, colour: false).contains("\u{1B}"))
    }

    @Test(arguments: [
        ("=1+1", "'=1+1"), ("+44 20", "'+44 20"), ("-5", "-5"), ("+3.5", "+3.5"), ("-", "'-"), ("@x", "'@x"),
        ("a=b", "a=b"),
        ("", ""), ("-inf", "'-inf"), ("+nan", "'+nan"),
    ])
    func formulasAreMadeHarmless(_ text: String, _ expected: String) {
        #expect(CSVText.harmless(text) == expected)
    }

    @Test func recordsAreQuotedAsRFC4180Says() {
        #expect(CSVText.record(["a", "b,c", "d\"e", "f\ng"]) == "a,\"b,c\",\"d\"\"e\",\"f\ng\"\r\n")
    }

    @Test func recordBecomesKeysAndValues() throws {
        let record = try OrderedJSON(parsing: Array(#"{"id":1,"contact":{"name":"Ana"},"ids":[1,2],"none":null}"#.utf8))
        #expect(RecordLines(record).tabSeparated == "id\t1\ncontact.name\tAna\nids\t1, 2\nnone\t\n")
        #expect(
            RecordLines(record).aligned(colour: false) == "id            1\ncontact.name  Ana\nids           1, 2\n")
    }

    @Test(arguments: [
        ("abc", 3), ("e\u{301}", 1), ("王", 2), ("👩‍👩‍👧", 2), ("ﬁ", 1), ("한글", 4), ("", 0), ("ｆ", 2),
    ])
    func widthIsWhatATerminalShows(_ text: String, _ width: Int) {
        #expect(DisplayWidth.of(text) == width)
    }

    @Test func jsonKeepsOrderAndNumbers() throws {
        let text = #"{"b":1.50,"a":[true,null,"\u00e9\ud83d\ude00\n"],"c":{}}"#
        #expect(try OrderedJSON(parsing: Array(text.utf8)).compact == #"{"b":1.50,"a":[true,null,"é😀\n"],"c":{}}"#)
    }

    @Test(arguments: [
        "", "{", "[1,]", "{\"a\"}", "nul", "1 2", "\"\\u12\"", "\"open", String(repeating: "[", count: 5000),
    ])
    func brokenJSONIsRefused(_ text: String) {
        #expect(throws: Failure.self) { try OrderedJSON(parsing: Array(text.utf8)) }
    }

    @Test func barShowsHowFarItIs() {
        let line = ProgressBar.line("Migrating", done: 1, total: 2, seconds: 3, width: 80)
        #expect(line == "Migrating  ████████████░░░░░░░░░░░░  1/2  3 s")
        #expect(DisplayWidth.of(ProgressBar.line("A long label", done: 0, total: nil, seconds: 3, width: 10)) <= 9)
    }
}
