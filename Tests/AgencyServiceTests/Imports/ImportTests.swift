import AgencyService
import Postgres
import TestSupport
import Testing

@Suite struct ImportTests {
    private func run(
        _ text: String, dryRun: Bool = false, on service: AgencyService, as person: Cast.Person = Cast.cora
    ) async throws -> ImportReport {
        let answer = try await service.call(
            "import.opencats", as: person, ["text": .string(text), "dry_run": .bool(dryRun)])
        return try JSONReader.decode(ImportReport.self, from: answer)
    }

    private func counts(_ report: ImportReport) -> [String: [Int64]] {
        Dictionary(
            uniqueKeysWithValues: report.tables.map {
                ($0.table, [$0.rows, $0.added, $0.unchanged, $0.duplicates, $0.refused])
            })
    }

    private static let first: [String: [Int64]] = [
        "client": [3, 2, 0, 0, 1], "candidate": [8, 7, 0, 3, 1], "contact": [4, 3, 0, 0, 1],
        "joborder": [3, 2, 0, 0, 1],
        "candidate_joborder": [10, 7, 0, 0, 3],
    ]

    private func everything(_ database: TestDatabase) async throws -> String {
        try await database.value(
            """
            select concat_ws('/', (select count(*) from liaison.clients), (select count(*) from liaison.contacts),
                   (select count(*) from liaison.contact_details), (select count(*) from liaison.candidates),
                   (select count(*) from liaison.vacancies), (select count(*) from liaison.submissions),
                   (select count(*) from liaison.consents), (select count(*) from liaison.import_keys),
                   (select count(*) from liaison.audit_events), (select md5(string_agg(s::text, ';' order by id)) from liaison.submissions s),
                   (select md5(string_agg(c::text, ';' order by id)) from liaison.candidates c))
            """)
    }

    @Test func aBackupIsTakenOver() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let report = try await run(SampleDump.text, on: service)
            #expect(counts(report) == Self.first)
            #expect(!report.dryRun)

            let candidates = try await database.query(
                """
                select c.name, c.email, c.phone, r.name as desk, c.registered_on::text, o.name as original
                  from liaison.import_keys k join liaison.candidates c on c.id = k.entity_id
                  join liaison.recruiters r on r.id = c.recruiter_id left join liaison.candidates o on o.id = c.duplicate_of
                 where k.kind = 'candidate' order by k.external_id
                """
            ).decode(StoredCandidate.self)
            #expect(
                candidates == [
                    .init("Shay O'Neill", "Shay@mail.test", "555-0101", "Ruth Amos", "2007-01-12", nil),
                    .init("S. ONeill", "shay@MAIL.test", nil, "Ruth Amos", "2007-01-13", "Shay O'Neill"),
                    .init("Ida Berg", nil, "555-0103", "Ruth Amos", "2026-03-04", nil),
                    .init("IDA Berg", "ida@mail.test", "(555) 0103", "Ruth Amos", "2026-03-04", "Ida Berg"),
                    .init("Cher", "cher@mail.test", "555-0105", "Cora Lind", "2007-01-14", nil),
                    .init("Annabel Brook", "anna@cast.test", nil, "Cora Lind", "2007-01-15", "Anna Brook"),
                    .init("Tom 'Q' Quill", nil, nil, "Cora Lind", "2007-01-15", nil),
                ])
        }
    }

    private struct StoredCandidate: Decodable, Equatable {
        var name: String
        var email: String?
        var phone: String?
        var desk: String
        var registeredOn: String
        var original: String?

        init(
            _ name: String, _ email: String?, _ phone: String?, _ desk: String, _ registeredOn: String,
            _ original: String?
        ) {
            self.name = name
            self.email = email
            self.phone = phone
            self.desk = desk
            self.registeredOn = registeredOn
            self.original = original
        }
    }

    @Test func companiesAndVacanciesArrive() async throws {
        try await withDatabase { database in
            let service = try database.service()
            _ = try await run(SampleDump.text, on: service)
            let clients: String = try await database.value(
                """
                select string_agg(concat_ws('|', c.name, c.time_zone, cal.name, r.name), '; ' order by c.id)
                  from liaison.clients c join liaison.calendars cal on cal.id = c.calendar_id
                  join liaison.recruiters r on r.id = c.recruiter_id where c.id > 1000
                """)
            #expect(
                clients
                    == "Kestrel & Sons|Europe/London|GB-ENG|Ruth Amos; Löwenbräu Test GmbH|Europe/London|GB-ENG|Cora Lind"
            )
            let contacts: String = try await database.value(
                """
                select string_agg(concat_ws('|', c.name, c.function, c.may_call, coalesce(d.email, '-'), coalesce(d.phone, '-'), d.cleared),
                                  '; ' order by c.id)
                  from liaison.contacts c join liaison.contact_details d on d.id = c.id where c.id > 1000
                """)
            #expect(
                contacts == """
                    Joan Kestrel|decision_maker|f|joan@kestrel.test|555-010-2000|f; Ed Marsh|hr|f|-|-|f; Uli Wirth|decision_maker|f|-|-|f
                    """)
            let vacancies: String = try await database.value(
                """
                select string_agg(concat_ws('|', v.title, c.name, coalesce(d.name, '-'), v.opened_on, coalesce(v.closed_on::text, '-')),
                                  '; ' order by v.id)
                  from liaison.vacancies v join liaison.clients c on c.id = v.client_id
                  left join liaison.contacts d on d.id = v.decision_maker_id where v.id > 1000
                """)
            #expect(
                vacancies
                    == "Baker|Kestrel & Sons|Joan Kestrel|2007-01-10|-; Brewer|Löwenbräu Test GmbH|-|2007-01-10|2007-02-11"
            )
        }
    }

    @Test func thePipelineBecomesSubmissions() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let report = try await run(SampleDump.text, on: service)
            let rows = try await database.query(
                """
                select concat_ws('|', k.external_id, s.channel, s.stage, coalesce(s.sent_on::text, '-'), coalesce(s.closed_on::text, '-'),
                                 s.published_stage, coalesce(c.wording, '-'), r.name) as line
                  from liaison.import_keys k join liaison.submissions s on s.id = k.entity_id
                  join liaison.recruiters r on r.id = s.recruiter_id left join liaison.consents c on c.id = s.id
                 where k.kind = 'submission' order by k.external_id::int
                """)
            let word = "recorded before the import from OpenCATS"
            #expect(
                try rows.rows.map { try $0.get("line") as String } == [
                    "1|agency|interviewing|2007-01-18|-|sent|\(word)|Ruth Amos",
                    "2|agency|registered|-|-|registered|-|Ruth Amos",
                    "3|agency|sent|2007-01-18|-|sent|\(word)|Cora Lind",
                    "4|agency|rejected|2007-01-22|2007-01-22|sent|\(word)|Cora Lind",
                    "5|agency|rejected|-|2007-01-23|registered|-|Cora Lind",
                    "6|agency|placed|2007-01-18|-|sent|\(word)|Ruth Amos",
                    "10|agency|offered|2007-01-24|-|sent|\(word)|Cora Lind",
                ])
            let reasons = Dictionary(
                report.problems.filter { $0.table == "candidate_joborder" }.map { ($0.id ?? "", $0.reason) },
                uniquingKeysWith: { $1 })
            #expect(reasons["7"] == "the candidate has another live submission for this job order (R10)")
            #expect(reasons["8"] == "its candidate 6 is not in the file or was refused")
            #expect(reasons["9"] == "status 999 is not one that OpenCATS has")
        }
    }

    @Test func duplicatesAndRefusalsAreTold() async throws {
        try await withDatabase { database in
            let report = try await run(SampleDump.text, on: try database.service())
            let told = report.problems.map { "\($0.table) \($0.id ?? "-"): \($0.reason)" }
            #expect(
                told.contains(
                    "candidate 2: has the same e-mail address as candidate 1 of the file; imported as a duplicate of it"
                ))
            #expect(
                told.contains(
                    "candidate 7: has the same e-mail address as candidate 1 of this agency; imported as a duplicate of it"
                ))
            #expect(
                told.contains(
                    "candidate 4: has the same name and phone number as candidate 3 of the file; imported as a duplicate of it"
                ))
            #expect(told.contains("candidate 6: has no name"))
            #expect(told.contains("client 3: has no name"))
            #expect(told.contains("contact 4: its client 3 is not in the file or was refused"))
            #expect(
                told.contains("joborder 2: its contact 1 is not one of the client's; imported without a decision maker")
            )
            #expect(report.problems.allSatisfy { $0.line > 0 })
            let lines = SampleDump.text.split(separator: "\n", omittingEmptySubsequences: false)
            for problem in report.problems {
                #expect(lines[Int(problem.line) - 1].hasPrefix("('\(problem.id ?? "")'"))
            }
        }
    }

    @Test func aSecondRunChangesNothing() async throws {
        try await withDatabase { database in
            let service = try database.service()
            _ = try await run(SampleDump.text, on: service)
            let before = try await everything(database)
            let report = try await run(SampleDump.text.replacing("\n", with: "\r\n"), on: service)
            #expect(try await everything(database) == before)
            for table in report.tables {
                #expect(table.added == 0)
                #expect(table.unchanged == Self.first[table.table]?[1])
                #expect(table.refused == Self.first[table.table]?[4])
            }
        }
    }

    @Test func aDryRunSaysTheSameAndKeepsNothing() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let before = try await everything(database)
            let dry = try await run(SampleDump.text, dryRun: true, on: service)
            #expect(try await everything(database) == before)
            var real = try await run(SampleDump.text, on: service)
            real.dryRun = true
            #expect(dry == real)
        }
    }

    @Test func aLaterBackupAddsWhatIsNew() async throws {
        try await withDatabase { database in
            let service = try database.service()
            _ = try await run(
                [SampleDump.users, SampleDump.clients, SampleDump.candidates].joined(separator: "\n"), on: service)
            let report = try await run(
                [SampleDump.contacts, SampleDump.jobOrders, SampleDump.pipeline].joined(separator: "\n"), on: service)
            #expect(counts(report)["contact"] == [4, 3, 0, 0, 1])
            #expect(counts(report)["joborder"] == [3, 2, 0, 0, 1])
            #expect(counts(report)["candidate_joborder"] == [10, 7, 0, 0, 3])
            #expect(counts(report)["candidate"] == [0, 0, 0, 0, 0])
        }
    }

    @Test func aLiveSubmissionThatStandsHereIsNotDoubled() async throws {
        try await withDatabase { database in
            let service = try database.service()
            _ = try await run(
                [
                    SampleDump.users, SampleDump.clients, SampleDump.contacts, SampleDump.candidates,
                    SampleDump.jobOrders,
                ].joined(separator: "\n"), on: service)
            try await database.execute(
                """
                insert into liaison.submissions (candidate_id, client_id, vacancy_id, recruiter_id, channel)
                select c.entity_id, v.client_id, v.id, v.recruiter_id, 'direct'
                  from liaison.import_keys c, liaison.import_keys k join liaison.vacancies v on v.id = k.entity_id
                 where c.kind = 'candidate' and c.external_id = '5' and k.kind = 'vacancy' and k.external_id = '1'
                """)
            let report = try await run(SampleDump.text, on: service)
            #expect(counts(report)["candidate_joborder"] == [10, 6, 0, 0, 4])
            #expect(report.problems.contains { $0.id == "3" && $0.reason.hasSuffix("(R10)") })
        }
    }

    @Test func aDecisionMakerWhoReferredKeepsOut() async throws {
        try await withDatabase { database in
            let service = try database.service()
            _ = try await run(
                [
                    SampleDump.users, SampleDump.clients, SampleDump.contacts, SampleDump.candidates,
                    SampleDump.jobOrders,
                ].joined(separator: "\n"), on: service)
            try await database.execute(
                """
                insert into liaison.referrers (id, name, email, recruiter_id) overriding system value
                values (77, 'Joan', 'JOAN@kestrel.test', 1);
                insert into liaison.nominations (programme_id, referrer_id, recruiter_id, candidate_name, candidate_email, candidate_id, made_on)
                select 1, 77, 1, 'Cher', 'cher@mail.test', k.entity_id, '2026-02-02'
                  from liaison.import_keys k where k.kind = 'candidate' and k.external_id = '5'
                """)
            let report = try await run(SampleDump.text, on: service)
            #expect(report.problems.contains { $0.id == "3" && $0.reason.hasSuffix("(R7)") })
            #expect(counts(report)["candidate_joborder"] == [10, 6, 0, 0, 4])
        }
    }

    @Test func brokenRowsStopNothing() async throws {
        try await withDatabase { database in
            let text = SampleDump.text
                .replacing("'555-0101','0'", with: "'555-0101,'0'").replacing(
                    "('2','1','Marsh'", with: "('2','1','Marsh"
                )
                .replacing("'Baker','Active',", with: "'Baker',").replacing(
                    "CREATE TABLE `user`", with: "CREATE TABEL `user`")
            let report = try await run(text, on: try database.service())
            #expect(
                counts(report) == [
                    "client": [3, 2, 0, 0, 1], "candidate": [8, 6, 0, 2, 2], "contact": [4, 2, 0, 0, 2],
                    "joborder": [3, 1, 0, 0, 2],
                    "candidate_joborder": [10, 0, 0, 0, 10],
                ])
        }
    }

    @Test(arguments: ["", "   ", "hello", "INSERT INTO", "\u{1F600}'\"`((", "[1, 2]", "%PDF-1.4"])
    func whatIsNoDumpBringsNothing(text: String) async throws {
        try await withDatabase { database in
            let report = try await run(text, on: try database.service())
            #expect(report.tables.allSatisfy { $0.rows == 0 })
        }
    }

    @Test func anyDamageLeavesTheServiceStanding() async throws {
        try await withDatabase { database in
            let service = try database.service()
            var random = ImportRandom(seed: 5)
            let original = Array(SampleDump.text.utf8)
            for _ in 0..<40 {
                var bytes = original
                for _ in 0..<Int.random(in: 1...30, using: &random) {
                    let place = Int.random(in: 0..<bytes.count, using: &random)
                    bytes[place] = [39, 40, 41, 44, 48, 57, 92, 200, 10, 0x27].randomElement(using: &random) ?? 39
                }
                let report = try await run(DumpText(bytes: bytes).value, dryRun: true, on: service)
                for table in report.tables { #expect(table.rows == table.added + table.unchanged + table.refused) }
            }
        }
    }

    @Test(arguments: [Cast.ruth, Cast.ada, Cast.anna, Cast.clara, Cast.rafe])
    func onlyCoordinatorsImport(person: Cast.Person) async throws {
        try await withDatabase { database in
            let problem = try await database.service().refusal("import.opencats", as: person, ["text": "x"])
            #expect(problem.name == .notPermitted)
        }
    }

    @Test(arguments: [
        JSONObject(), ["text": 5], ["text": "x", "dry_run": "perhaps"], ["text": "x", "file": "y"], ["text": "a\u{0}b"],
    ])
    func badInputIsNamed(input: JSONObject) async throws {
        try await withDatabase { database in
            let problem = try await database.service().refusal("import.opencats", as: Cast.cora, input)
            #expect(problem.name == .invalid)
        }
    }

    @Test func twoImportsAtOnceBringEachRowOnce() async throws {
        try await withDatabase { database in
            let service = try database.service()
            async let one = run(SampleDump.text, on: service)
            async let other = run(SampleDump.text, on: service)
            let reports = try await [one, other]
            #expect(reports.map { counts($0)["candidate"]?[1] ?? 0 }.sorted() == [0, 7])
        }
    }
}
