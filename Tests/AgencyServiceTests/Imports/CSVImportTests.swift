import AgencyService
import Postgres
import TestSupport
import Testing

@Suite struct CSVImportTests {
    private static let header = "name,email,phone,recruiter\n"

    private func run(
        _ text: String, dryRun: Bool = false, recruiter: String? = nil, on service: AgencyService
    ) async throws -> CSVImportReport {
        var input: JSONObject = ["kind": "candidates", "dry_run": .bool(dryRun)]
        if let recruiter { input["recruiter"] = .string(recruiter) }
        let operation = try #require(Catalogue.operation(named: "import.csv"))
        let request = OperationRequest(token: Cast.cora.token, input: input, file: SentFile(bytes: Array(text.utf8)))
        let answer = try await service.respond(to: operation, request)
        return try JSONReader.decode(CSVImportReport.self, from: try JSONReader.value(answer.body))
    }

    private func counts(_ report: CSVImportReport) -> [Int64] {
        [report.rows, report.added, report.unchanged, report.refused]
    }

    private func problems(_ report: CSVImportReport) -> [String] {
        report.problems.map { problem in
            "\(problem.line)/\(problem.row ?? 0) \(problem.column ?? "-"): \(problem.reason)"
        }
    }

    private func imported(_ database: TestDatabase) async throws -> [String] {
        try await database.query(
            """
            select concat_ws('|', name, email, coalesce(phone, '-'), recruiter_id, registered_on) from liaison.candidates
             where id > 1000 order by name
            """
        ).rows.map { try $0.get(0) as String }
    }

    @Test func candidatesAreTakenOverAndASecondRunChangesNothing() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let text = """
                \u{FEFF}Name , EMAIL,phone,Recruiter\r
                "Berg, Ida",ida@mail.test,+44 20 7946 0001,RUTH@cast.test\r
                \r
                Juan Peña,Juan.Pena@mail.test,,\r
                "Zoë \"\"Z\"\" Quist",zoe@mail.test,"020 7946 0003",rahul@cast.test
                """
            let first = try await run(text, on: service)
            #expect(counts(first) == [3, 3, 0, 0] && first.problems == [])
            #expect(
                try await imported(database) == [
                    "Berg, Ida|ida@mail.test|+44 20 7946 0001|1|2026-03-04", "Juan Peña|Juan.Pena@mail.test|-|3|2026-03-04",
                    "Zoë \"Z\" Quist|zoe@mail.test|020 7946 0003|2|2026-03-04",
                ])
            let events: Int = try await database.value("select count(*) from liaison.audit_events where operation = 'import.csv'")
            #expect(events == 3)
            let second = try await run(text.replacing("Juan.Pena", with: "JUAN.PENA"), on: service)
            #expect(counts(second) == [3, 0, 3, 0])
            let after: Int = try await database.value("select count(*) from liaison.audit_events where operation = 'import.csv'")
            #expect(after == events)
        }
    }

    @Test func aDryRunSaysTheSameAndChangesNothing() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let text = Self.header + "Ida,ida@mail.test,,\nIda Berg,IDA@mail.test,,\nAnna Brook,anna@cast.test,,\nBad,bad,,\n"
            let dry = try await run(text, dryRun: true, on: service)
            #expect(dry.dryRun && counts(dry) == [4, 1, 1, 2])
            #expect(try await imported(database) == [])
            var wet = try await run(text, on: service)
            wet.dryRun = true
            #expect(wet == dry)
            #expect(try await imported(database).count == 1)
        }
    }

    @Test func eachBadRowIsToldAndTheOthersAreKept() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let report = try await run(
                Self.header + """
                    Ida,ida@mail.test,,
                    ,nobody@mail.test,,
                    Bo,not an address,,
                    "Two
                    lines",two@mail.test,,
                    Cy,cy@mail.test,call me,nobody@cast.test
                    Di,di@mail.test
                    Ed,ed@mail.test,,,more
                    Fay "F" Hill,fay@mail.test,,
                    Nul\u{0},nul@mail.test,,
                    \(String(repeating: "x", count: 201)),long@mail.test,,
                    Gil,gil@mail.test,,
                    """, on: service)
            #expect(counts(report) == [11, 2, 0, 9])
            #expect(
                problems(report) == [
                    "3/2 name: is empty", "4/3 email: must be an e-mail address",
                    "5/4 name: holds a control character or line break",
                    "7/5 phone: must be a phone number of digits, spaces and + - ( ) . / x ext",
                    "7/5 recruiter: is nobody's address among the recruiters",
                    "8/6 -: has 2 values for 4 columns", "9/7 -: has 5 values for 4 columns",
                    "10/8 -: a quote is in the wrong place", "11/9 name: holds a control character or line break",
                    "12/10 name: must be one line of 1 to 200 characters",
                ])
            #expect(report.problems.allSatisfy { $0.remedy != nil })
            #expect(try await imported(database).map { $0.prefix(3) } == ["Gil", "Ida"])
        }
    }

    @Test func whoIsThereWithOtherDataIsToldAndNotOverwritten() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let report = try await run(
                Self.header + """
                    Anna Brook,ANNA@cast.test,,
                    Anna Brooke,anna@cast.test,,
                    Dirk Vogel,dirk@cast.test,+1 555 0199,rahul@cast.test
                    New Person,new@cast.test,,
                    New Person,new@cast.test,,
                    Other Person,New@cast.test,020 7946 0000,
                    """, on: service)
            #expect(counts(report) == [6, 1, 2, 3])
            #expect(
                problems(report) == [
                    "3/2 email: belongs to candidate 1, registered with another name",
                    "4/3 email: belongs to candidate 2, registered with another phone, recruiter",
                    "7/6 email: stands in an earlier row of the file with another name, phone",
                ])
            let anna: String = try await database.value("select name || phone from liaison.candidates where id = 1")
            #expect(anna == "Anna Brook+44 7700 900101")
        }
    }

    @Test func filesThatAreNoneAreRefusedWhole() async throws {
        try await withDatabase { database in
            let service = try database.service()
            func refusal(_ text: String, _ more: JSONObject = [:]) async throws -> Problem {
                let input: JSONObject = ["kind": "candidates", "text": .string(text)]
                return try await service.refusal("import.csv", as: Cast.cora, input.merging(more) { $1 })
            }
            func reason(_ text: String) async throws -> String? {
                try await refusal(text).facts["fields"]?["file"]?.string
            }
            #expect(try await reason("") == "it is empty")
            #expect(try await reason("\n \n") == "it is empty")
            #expect(try await reason("name,phone\nA,1\n") == "its first line names no column email")
            #expect(try await reason("Ida,ida@mail.test\n") == "its first line names no column name, email")
            #expect(
                try await reason("name,email,salary,desk\n") == "its first line names columns that are not known: salary, desk")
            #expect(try await reason("name,email,name\n") == "its first line names a column twice")
            #expect(try await reason("name,em\"ail\n") == "its first line cannot be read: a quote is in the wrong place")
            let wide = await #expect(throws: Problem.self) { try await run("n\u{0}a\u{0}m\u{0}e\u{0}", on: service) }
            #expect(wide?.facts["fields"]?["file"] == "it is no text, or UTF-16; save it as UTF-8")
            #expect(try await refusal("name\u{0},email\n").name == .invalid)
            let text = Self.header + "Ida,ida@mail.test,,\n"
            #expect(try await refusal(text, ["recruiter": "nobody@cast.test"]).facts["fields"]?["recruiter"] != nil)
            #expect(try await refusal(text, ["recruiter": "no address"]).name == .invalid)
            #expect(try await refusal(text, ["kind": "people"]).name == .invalid)
            #expect(try await refusal(text, ["text": .null]).facts["fields"]?["text"] != nil)
            #expect(try await imported(database) == [])
        }
    }

    @Test func rowsThatNameNobodyGoOnTheDeskThatIsStated() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let report = try await run(
                "email,name\nida@mail.test,Ida\n", recruiter: "Rahul@Cast.test", on: service)
            #expect(counts(report) == [1, 1, 0, 0])
            #expect(try await imported(database) == ["Ida|ida@mail.test|-|2|2026-03-04"])
            // Where the file says nothing of a desk, whose it is makes no difference.
            #expect(counts(try await run("email,name\nida@mail.test,Ida\n", on: service)) == [1, 0, 1, 0])
        }
    }

    @Test func aFileComesInPiecesAndBatches() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let rows = (0..<120_000).map { "Person \($0),person\($0 % 119_990)@mail.test\n" }
            var bytes = Array(("name,email\n" + rows.joined()).utf8)
            bytes[93] = 0xFF
            let operation = try #require(Catalogue.operation(named: "import.csv"))
            let request = OperationRequest(
                token: Cast.cora.token, input: ["kind": "candidates"], idempotencyKey: "file", file: SentFile(bytes: bytes))
            let answer = try await service.respond(to: operation, request)
            let report = try JSONReader.decode(CSVImportReport.self, from: try JSONReader.value(answer.body))
            #expect(counts(report) == [120_000, 119_990, 0, 10])
            #expect(problems(report).count == 10 && problems(report)[0].hasSuffix("is not UTF-8"))
            #expect(try await database.value("select count(*) from liaison.candidates where id > 1000", as: Int.self) == 119_990)
            let again = try await service.respond(to: operation, request)
            #expect(again.isReplay && again.body == answer.body)
            var other = request
            other.file = SentFile(bytes: bytes + Array("\n".utf8))
            await #expect(throws: Problem.self) { try await service.respond(to: operation, other) }
        }
    }

    @Test func nominationsFindTheirCandidatesAmongMany() async throws {
        try await withDatabase { database in
            let service = try database.service()
            try await database.execute(
                """
                insert into liaison.nominations (programme_id, referrer_id, recruiter_id, candidate_name, candidate_email, made_on)
                values (1, 1, 1, 'Ida', 'IDA@mail.test', '2026-03-01'), (1, 1, 1, 'Nobody', 'nobody@mail.test', '2026-03-01')
                """)
            _ = try await run(Self.header + "Ida,ida@mail.test,,\nBo,bo@mail.test,,\nCy,cy@mail.test,,\n", on: service)
            let linked = try await database.query(
                """
                select n.candidate_name from liaison.nominations n join liaison.candidates c on c.id = n.candidate_id
                 where lower(c.email) = lower(n.candidate_email) and c.id > 1000
                """
            ).rows.map { try $0.get(0) as String }
            #expect(linked == ["Ida"])
        }
    }

    @Test func theTrailOfManyIsTheTrailOfOne() async throws {
        try await withDatabase { database in
            let script = """
                insert into liaison.candidates (name, email, phone, time_zone, recruiter_id, registered_on, duplicate_of)
                values ('Ida', 'ida@mail.test', '123', 'Europe/London', 1, '2026-03-04', 1), ('Bo', null, null, null, 2, '2026-03-04', null)
                """
            try await database.execute(script)
            try await database.execute(
                """
                create trigger audit_one after insert on liaison.candidates for each row
                execute function liaison_private.record_change('name', 'email', 'phone');
                drop trigger audit_insert on liaison.candidates;
                delete from liaison.candidates where id > 1000;
                alter table liaison.candidates alter column id restart with 1001;
                """)
            try await database.execute(script)
            let trails = try await database.query(
                """
                select string_agg(concat_ws(' ', e.operation, e.row_id, e.changes), ';' order by e.row_id) as trail
                  from liaison.audit_events e where e.table_name = 'candidates' and e.action = 'insert' and e.row_id > 1000 group by e.at
                """
            ).rows.map { try $0.get(0) as String }
            #expect(trails.count == 2 && trails[0] == trails[1])
            let columns: Int = try await database.value(
                "select count(*) from pg_attribute where attrelid = 'liaison.candidates'::regclass and attnum > 0 and not attisdropped")
            let told: Int = try await database.value(
                "select max((select count(*) from jsonb_object_keys(changes))) from liaison.audit_events where table_name = 'candidates' and row_id = 1001"
            )
            #expect(told == columns)
        }
    }
}
