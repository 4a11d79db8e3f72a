import Testing

@testable import Postgres

extension ServerTests {
    @Suite struct ValueTests {
        @Test func bindsComeBackUnchanged() async throws {
            try await TestServer.withPool { pool in
                let bytes: [UInt8] = [0, 1, 127, 128, 255]
                let none: Int64? = nil
                for _ in 1...3 {
                    let result = try await pool.pipeline([
                        """
                        select \(Int64.min) as low, \(Int.max) as high, \(Int32(-7)) as small, \(true) as yes, \(false) as no,
                            \("") as empty, \("Zoë 🦔 \"'\\ $1") as words, \(bytes) as bytes, \([Int64]([1, -2, 3])) as numbers,
                            \(["a b", "", "NULL", "\"\\,{}", "ü"]) as strings, \([String]()) as nothing, \(none) as absent
                        """
                    ])
                    let row = try #require(result.first?.first)
                    #expect(try row.get("low", as: Int64.self) == .min)
                    #expect(try row.get("high", as: Int.self) == .max)
                    #expect(try row.get("small", as: Int32.self) == -7)
                    #expect(try row.get("yes", as: Bool.self))
                    #expect(try !row.get("no", as: Bool.self))
                    #expect(try row.get("empty", as: String.self) == "")
                    #expect(try row.get("words", as: String.self) == "Zoë 🦔 \"'\\ $1")
                    #expect(try row.get("bytes", as: [UInt8].self) == bytes)
                    #expect(try row.get("numbers", as: [Int64].self) == [1, -2, 3])
                    #expect(try row.get("strings", as: [String].self) == ["a b", "", "NULL", "\"\\,{}", "ü"])
                    #expect(try row.get("nothing", as: [String].self) == [])
                    #expect(try row.get("absent", as: Int64?.self) == nil)
                    #expect(row.isNull(11))
                    #expect(result.first?.columns.count == 12)
                }
            }
        }

        @Test func nullAndWrongTypesAreDecodingErrors() async throws {
            try await TestServer.withPool { pool in
                let result = try await pool.pipeline(["select null::int as n, 'x' as t, '99999999999'::text as big"])
                let row = try #require(result.first?.first)
                let null = await postgresError { _ = try row.get("n", as: Int.self) }
                #expect(null?.code == .decoding)
                let text = await postgresError { _ = try row.get("t", as: Int.self) }
                #expect(text?.code == .decoding)
                #expect(text?.debugDescription.contains("'x'") == false)
                let big = await postgresError { _ = try row.get("big", as: Int32.self) }
                #expect(big?.code == .decoding)
                let absent = await postgresError { _ = try row.get("other", as: Int.self) }
                #expect(absent?.code == .decoding)
            }
        }

        @Test func aZeroByteIsRefusedBeforeSending() async throws {
            try await TestServer.withPool { pool in
                let error = await postgresError { _ = try await pool.pipeline(["select \("a\0b")"]) }
                #expect(error?.sqlState == "22021")
                #expect(error?.statementIndex == 0)
                try await expectAlive(pool)
            }
        }

        @Test func sessionsUseUTCAndISO() async throws {
            try await TestServer.withPool { pool in
                let rows = try await pool.pipeline([
                    "select timestamptz '2026-03-04 12:00:00.123+02' as t, date '2026-03-04' as d, '\\x00ff'::bytea as b"
                ])
                let row = try #require(rows[0].first)
                #expect(try row.get("t", as: String.self) == "2026-03-04 10:00:00.123+00")
                #expect(try row.get("d", as: String.self) == "2026-03-04")
                #expect(try row.get("b", as: [UInt8].self) == [0, 255])
            }
        }

        struct Person: Decodable, Equatable {
            enum Kind: String, Decodable { case worker, manager }
            struct Day: Decodable, Equatable {
                let text: String
                init(from decoder: any Decoder) throws { text = try decoder.singleValueContainer().decode(String.self) }
            }
            struct Address: Decodable, Equatable {
                let streetName: String
                let floors: [Int]
            }
            let id: Int64
            let fullName: String
            let kind: Kind
            let startsOn: Day
            let endsOn: Day?
            let isActive: Bool
            let homeAddress: Address?
            let tags: [String]
            let nickname: String?
        }

        @Test func rowsDecodeByColumnName() async throws {
            try await TestServer.withPool { pool in
                let results = try await pool.pipeline([
                    """
                    select 1::int8 as id, 'Ann' as full_name, 'worker' as kind, date '2026-01-02' as starts_on,
                        null::date as ends_on, true as is_active,
                        jsonb_build_object('street_name', 'Elm', 'floors', array[1, 2]) as home_address,
                        array['a', 'b'] as tags
                    union all
                    select 2, 'Bob', 'manager', '2026-02-03', '2026-12-31', false, null, '{}'
                    order by id
                    """
                ])
                let people = try results[0].decode(Person.self)
                #expect(people.count == 2)
                #expect(people[0].kind == .worker)
                #expect(people[0].startsOn.text == "2026-01-02")
                #expect(people[0].endsOn == nil)
                #expect(people[0].homeAddress == Person.Address(streetName: "Elm", floors: [1, 2]))
                #expect(people[0].tags == ["a", "b"])
                #expect(people[1].fullName == "Bob")
                #expect(people[1].endsOn?.text == "2026-12-31")
                #expect(people[1].homeAddress == nil)
                #expect(people[1].nickname == nil)
                let lacking = try await pool.pipeline(["select 1::int8 as id, 2 as other"])
                let error = await postgresError { _ = try lacking[0].decode(Person.self) }
                #expect(error?.code == .decoding)
            }
        }
    }
}

@Suite struct SQLTests {
    @Test func interpolationBindsAndSplices() {
        let filter: SQL = "a = \(Int64(1)) and b = \("x")"
        let sql: SQL = "select \(Int64(9)) from \(raw: "t") where \(filter) or c = \(true)"
        #expect(sql.text == "select $1 from t where a = $2 and b = $3 or c = $4")
        #expect(sql.binds.count == 4)
        #expect(sql.description == sql.text)
        let written = SQL(
            text: "x = $1 or y = $2 or z = $1", binds: [PostgresBind(text: "a"), PostgresBind(text: "b")])
        let both: SQL = "\("first") \(written)"
        #expect(both.text == "$1 x = $2 or y = $3 or z = $2")
        #expect((both + filter).text == "$1 x = $2 or y = $3 or z = $2a = $4 and b = $5")
        #expect("\(filter.binds)".contains("x") == false || "\(filter.binds)".contains("redacted"))
    }
}
