import Agency
import Testing

@Suite("Comma-separated lines")
struct CSVLinesTests {
    private func line(_ write: (inout CSVLines) -> Void) -> String {
        var lines = CSVLines()
        write(&lines)
        return String(decoding: lines.bytes, as: UTF8.self)
    }

    @Test(
        "No cell is a formula, and numbers stay numbers",
        arguments: [
            ("=A1", "'=A1"), ("+44 20 7946", "'+44 20 7946"), ("-1.5", "-1.5"), ("+12", "+12"), ("-", "'-"),
            ("--1", "'--1"), ("@x", "'@x"), ("\tx", "'\tx"), ("-1.2.3", "'-1.2.3"), ("plain", "plain"), ("", ""),
            ("-2+3", "'-2+3"), ("-.5", "'-.5"), ("=a,b", "\"'=a,b\""),
        ])
    func formulas(text: String, cell: String) {
        #expect(line { $0.cell(text) } == cell)
    }

    @Test(
        "What would break a line or lose a space is quoted",
        arguments: [
            ("a,b", "\"a,b\""), ("d\"e", "\"d\"\"e\""), ("f\ng", "\"f\ng\""), (" x", "\" x\""), ("x ", "\"x \""), ("x y", "x y"),
            ("Zoë", "Zoë"),
        ])
    func quotes(text: String, cell: String) {
        #expect(line { $0.cell(text) } == cell)
    }

    @Test("Numbers, dates and what is missing stand as they are")
    func values() throws {
        let date = try #require(CivilDate("0987-06-05"))
        let text = line {
            $0.cell(Int64.min)
            $0.cell(0)
            $0.cell(1203)
            $0.cell(date)
            $0.cell(nil as String?)
            $0.cell(nil as CivilDate?)
            $0.cell(nil as Int?)
            $0.endLine()
            $0.line(["a", "b"])
        }
        #expect(text == "-9223372036854775808,0,1203,0987-06-05,,,\r\na,b\r\n")
    }
}
