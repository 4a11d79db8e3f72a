import Testing

@testable import Postgres

extension ServerTests {
    @Suite struct RowReaderTests {
        @Test func nestedArraysComeBackAsTheyWereBuilt() async throws {
            struct Item: Equatable {
                var number: Int64
                var text: String?
                var isTrue: Bool
                var inner: [String]
            }
            let odd = "quote \" backslash \\ newline \n tab \t bell \u{7} é 😀 [,]"
            try await TestServer.withPool { pool in
                let result = try await pool.pipeline([
                    """
                    select 5::bigint, json_agg(json_build_array(n, case when n > 1 then \(odd)::text end, n = 2,
                                                                case when n = 1 then '[]'::json else json_build_array('a', \(odd)::text) end) order by n),
                           null::json, 'last'
                      from generate_series(1, 2) n
                    """
                ])[0]
                var cells = RowReader(try #require(result.first))
                let first: Int64 = try cells.next()
                let items = try cells.list { (cell) throws(PostgresError) in
                    try cell.record { (cell) throws(PostgresError) in
                        Item(
                            number: try cell.value(), text: try cell.value(), isTrue: try cell.value(),
                            inner: try cell.list { (cell) throws(PostgresError) in try cell.value() })
                    }
                }
                let none: [String] = try cells.list { (cell) throws(PostgresError) in try cell.value() }
                let last: String = try cells.next()
                #expect(first == 5 && last == "last" && none.isEmpty)
                #expect(
                    items == [
                        Item(number: 1, text: nil, isTrue: false, inner: []),
                        Item(number: 2, text: odd, isTrue: true, inner: ["a", odd]),
                    ])
            }
        }

        @Test(arguments: ["{}", "[1", "[\"a", "[1]", "[[1,2]]", "[[null]]", "[[]]", "7", ""])
        func otherShapesAreErrors(text: String) {
            var text = text
            let error = text.withUTF8 { utf8 -> PostgresError? in
                var reader = JSONCellReader(utf8)
                do throws(PostgresError) {
                    _ = try reader.list { (cell) throws(PostgresError) in
                        try cell.record { (cell) throws(PostgresError) in try cell.value(String.self) }
                    }
                    return nil
                } catch { return error }
            }
            // A record of one text is what was asked for; a number reads as its text.
            #expect((error?.code == .decoding) == (text != "[]"))
        }
    }
}
