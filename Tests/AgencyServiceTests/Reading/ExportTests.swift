import Agency
import AgencyService
import TestSupport
import Testing

@Suite struct ExportTests {
    private let report = "report.overdue-feedback"

    private func open(
        _ service: AgencyService, _ operation: String, as person: Cast.Person?, _ input: JSONObject = [:]
    ) async throws -> any TableStream {
        let found = try #require(Catalogue.operation(named: operation))
        return try await service.export(found, OperationRequest(token: person?.token, input: input))
    }

    private func lines(
        _ service: AgencyService, _ operation: String, as person: Cast.Person, _ input: JSONObject = [:]
    ) async throws -> [[String]] {
        let table = try await open(service, operation, as: person, input)
        var lines = CSVLines()
        while try await table.next(&lines) {}
        return try CSVRecords(String(decoding: lines.bytes, as: UTF8.self)).map { try $0.get().fields }
    }

    /// So many interviews of Anna's, a day apart each, past every trigger: two batches and a bit.
    private func manyInterviews(_ database: TestDatabase, _ count: Int = 4803) async throws {
        try await database.execute(
            """
            set session_replication_role = replica;
            insert into liaison.interviews (submission_id, candidate_id, client_id, recruiter_id, round, starts_at, ends_at,
                                            held_on, default_due_on, due_on)
            select s.id, s.candidate_id, s.client_id, s.recruiter_id, 1, d + time '09:00', d + time '10:00', d, d + 7, d + 7
              from liaison.submissions s, generate_series(1, \(count)) g, lateral (select date '2026-02-20' - g as d) x
             where s.id = \(Cast.Submission.anna);
            insert into liaison.promises (interview_id, candidate_id, client_id, recruiter_id, date, given_on)
            select i.id, i.candidate_id, i.client_id, i.recruiter_id, i.due_on - 2 + n, i.held_on + n
              from liaison.interviews i, generate_series(1, (i.id % 3)::integer) n;
            insert into liaison.chases (interview_id, candidate_id, client_id, recruiter_id, contact_id, made_on, method, kind, is_answered)
            select i.id, i.candidate_id, i.client_id, i.recruiter_id, 101 + n, i.held_on + 7 + 4 * n, 'phone',
                   case when n = 3 then 'courtesy' else 'chase' end, i.id % 5 = n
              from liaison.interviews i, generate_series(0, (i.id % 4)::integer) n where i.id % 7 > 0;
            reset session_replication_role;
            """)
    }

    @Test func `is every line of the pages, in their order and words`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            try await manyInterviews(database)
            for (person, input) in [(Cast.cora, [:]), (Cast.clara, [:]), (Cast.ruth, ["as_of": "2025-06-02"])] as [(Cast.Person, JSONObject)] {
                var items: [JSONValue] = []
                var page = input
                page["limit"] = 500
                while true {
                    let answer = try await service.call(report, as: person, page)
                    items += answer.items
                    guard let next = answer["next"]?.string else { break }
                    page["cursor"] = .string(next)
                }
                let table = try await open(service, report, as: person, input)
                let columns = table.columns
                await table.close()
                let expected = items.map { item in
                    columns.map { column in
                        switch item[column] {
                        case .string(let text): text
                        case .integer(let number): String(number)
                        default: ""
                        }
                    }
                }
                #expect(expected.count > 200)
                #expect(try await lines(service, report, as: person, input) == expected, "\(person.role)")
            }
        }
    }

    @Test func `has the members of a line for columns, in every report`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            var tables = 0
            // The journal has a line for each entry, and a batch its amounts with their decimals: tables of their own.
            for operation in Catalogue.operations
            where operation.description.isExportable && operation.description.route.path.hasPrefix("/reports/") {
                guard case .object(let page) = operation.description.output, case .array(.object(let line))? = page.property("items")?.schema
                else {
                    Issue.record("\(operation.name) is no list")
                    continue
                }
                let table = try await open(service, operation.name, as: Cast.cora)
                #expect(table.columns == line.properties.map(\.name), "\(operation.name)")
                await table.close()
                tables += 1
            }
            #expect(tables >= 4)
        }
    }

    @Test func `every report has the lines of its page`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let told = try await database.heldInterview(Cast.Submission.anna, on: "2026-02-16")
            try await service.call(
                "feedback.log", as: Cast.ruth,
                ["id": .integer(told), "decision": "hold", "comments": "Soon.", "received_on": "2026-03-03"])
            try await service.call("enquiry.ask", as: Cast.anna, ["id": .integer(Cast.Submission.anna), "question": "And?"])
            for operation in ["report.silent", "report.unanswered", "report.unreleased"] {
                let items = try await service.call(operation, as: Cast.cora).items
                #expect(!items.isEmpty, "\(operation)")
                #expect(try await lines(service, operation, as: Cast.cora).count == items.count, "\(operation)")
                #expect(try await lines(service, operation, as: Cast.cora, ["limit": 1]).count == 1, "\(operation)")
            }
            _ = try await database.heldInterview(Cast.Submission.otto, on: "2026-02-17")
            for grouping in ["client", "recruiter", "contact"] {
                let groups = try await service.call(report, as: Cast.cora, ["by": .string(grouping)]).items
                let sums = try await lines(service, report, as: Cast.cora, ["by": .string(grouping)])
                #expect(sums.map { $0[1] } == groups.compactMap { $0.text("name") }, "\(grouping)")
            }
        }
    }

    @Test func `shows one moment`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            try await manyInterviews(database)
            let table = try await open(service, report, as: Cast.cora)
            try await database.execute("update liaison.interviews set resolved_on = '2026-03-04'")
            var lines = CSVLines()
            while try await table.next(&lines) {}
            #expect(lines.bytes.count { $0 == UInt8(ascii: "\n") } == 4803)
            #expect(try await self.lines(service, report, as: Cast.cora).isEmpty)
        }
    }

    @Test(arguments: [true, false]) func `holds nothing when it ended, was closed or was dropped`(isClosed: Bool) async throws {
        try await withDatabase { database in
            let service = try database.service()
            try await manyInterviews(database)
            func transactions() async throws -> Int {
                try await database.value(
                    "select count(*) from pg_stat_activity where datname = \(database.name) and usename = 'liaison_staff' and xact_start is not null")
            }
            var table: (any TableStream)? = try await open(service, report, as: Cast.cora)
            #expect(try await transactions() == 1)
            var lines = CSVLines()
            #expect(try await table?.next(&lines) == true)
            if isClosed { await table?.close() }
            table = nil
            while try await transactions() > 0 { try await Task.sleep(for: .milliseconds(20)) }
            #expect(try await self.lines(service, report, as: Cast.cora).count == 4803)
            #expect(try await transactions() == 0)
            let statistics = service.pool(.staff).statistics
            #expect(statistics.leased == statistics.sharing)
        }
    }

    @Test(arguments: [4, 8]) func `leaves connections to everybody else, however many are asked for`(count: Int) async throws {
        try await withDatabase { database in
            let service = try database.service(connections: count)
            try await manyInterviews(database)
            let pool = service.pool(.staff)
            // Short reads at the same time get themselves as many shared connections as they may.
            while pool.statistics.sharing < count / 2 {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 1...40 { group.addTask { try await service.call("session.show", as: Cast.ruth) } }
                    try await group.waitForAll()
                }
            }
            var tables: [any TableStream] = []
            let problem = await #expect(throws: Problem.self) {
                while tables.count < count { tables.append(try await open(service, report, as: Cast.cora)) }
            }
            #expect(problem?.name == .busy)
            #expect(problem?.facts["retry_after"] != nil)
            #expect(tables.count == count / 4)
            // A read, a report and a change.
            try await service.call("session.show", as: Cast.ruth)
            #expect(try await service.call(report, as: Cast.cora).items.count == 50)
            try await service.call("candidate.add", as: Cast.ruth, ["name": "Nora New", "email": "nora@people.example"])
            for table in tables { await table.close() }
        }
    }

    @Test func `is refused like the page`() async throws {
        try await withDatabase { database in
            let service = try database.service()
            for (person, input, name) in [
                (nil, [:], Problem.Name.notSignedIn), (Cast.anna, [:], .notPermitted),
                (Cast.cora, ["cursor": "no"], .invalid), (Cast.cora, ["limit": 501], .invalid), (Cast.cora, ["colour": "red"], .invalid),
            ] as [(Cast.Person?, JSONObject, Problem.Name)] {
                let problem = await #expect(throws: Problem.self) { try await open(service, report, as: person, input) }
                #expect(problem?.name == name)
            }
        }
    }
}
