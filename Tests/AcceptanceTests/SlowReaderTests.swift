import TestSupport
import Testing

/// People who ask for a large table and are slow to read it.
@Suite(.timeLimit(.minutes(15))) struct SlowReaderTests {
    private let rows = 60_000

    @Test func `who stops reading holds no transaction, no place and no connection`() async throws {
        try await served(deadline: "1") { server, database in
            let reader = try RawConnection(port: server.port, receiveBuffer: 4096)
            reader.send(request(Cast.cora))
            #expect(try await reader.read(atMost: 100) != nil)
            while try await transactions(database) > 0 { try await pause() }
            while try await inWork(server) > 0 { try await pause() }
            // What lies in buffers can still be read, and then the connection is at its end, without that of the answer.
            let rest = try await reader.readToEnd()
            #expect(!rest.hasSuffix("0\r\n\r\n"))
            #expect(rest.utf8.count { $0 == UInt8(ascii: "\n") } < rows)
            #expect(try await server.request("GET", "/api/v1/candidates", as: Cast.cora).status == 200)
        }
    }

    @Test func `who reads slowly gets everything`() async throws {
        try await served(deadline: "20") { server, _ in
            let reader = try RawConnection(port: server.port, receiveBuffer: 65_536)
            reader.send(request(Cast.cora))
            var text: [UInt8] = []
            while let piece = try await reader.read(atMost: 1 << 17) {
                text += piece
                if text.count < 4 << 20 { try await pause() }
            }
            #expect(text.suffix(5).elementsEqual("0\r\n\r\n".utf8))
            let whole = try await server.request(
                "GET", "/api/v1/reports/overdue-feedback", as: Cast.cora, headers: ["Accept": "text/csv"])
            #expect(whole.text.utf8.count { $0 == UInt8(ascii: "\n") } == rows + 1)
            #expect(text.count >= whole.body.count)
        }
    }

    @Test func `the deadline is a number of seconds within what PostgreSQL bears`() async throws {
        try await installed { installation in
            for text in ["0", "51", "soon"] {
                var installation = installation
                installation.environment["LIAISON_EXPORT_DEADLINE"] = text
                let answer = try await installation.run("serve", "--port", "0")
                #expect(answer.status == 64)
                #expect(answer.errors.contains("from 1 to 50"))
            }
        }
    }

    private func request(_ person: Cast.Person) -> String {
        """
        GET /api/v1/reports/overdue-feedback HTTP/1.1\r
        Host: localhost\r
        Accept: text/csv\r
        Authorization: Bearer \(person.token)\r
        Connection: close\r
        \r

        """
    }

    private func transactions(_ database: TestDatabase) async throws -> Int {
        try await database.value(
            """
            select count(*) from pg_stat_activity
             where datname = \(database.name) and usename = 'liaison_staff' and xact_start is not null
            """)
    }

    private func inWork(_ server: LiaisonServer) async throws -> Int {
        let line = try await server.request("GET", "/metrics").text.split(separator: "\n")
            .first { $0.hasPrefix("liaison_http_requests_in_work ") }
        return try #require(line.flatMap { Int($0.split(separator: " ").last ?? "") })
    }

    private func pause() async throws { try await Task.sleep(for: .milliseconds(50)) }

    private func served(
        deadline: String, _ body: (LiaisonServer, TestDatabase) async throws -> Void
    ) async throws {
        try await withDatabase { database in
            try await database.execute(
                """
                set session_replication_role = replica;
                insert into liaison.interviews (submission_id, candidate_id, client_id, recruiter_id, round, starts_at, ends_at,
                                                held_on, default_due_on, due_on)
                select s.id, s.candidate_id, s.client_id, s.recruiter_id, 1, d + time '09:00', d + time '10:00', d, d + 7, d + 7
                  from liaison.submissions s, generate_series(1, \(rows)) g, lateral (select date '2026-02-20' - g % 300 as d) x
                 where s.id = \(Cast.Submission.anna);
                reset session_replication_role;
                """)
            try await LiaisonInstallation.with(database) { installation in
                try await LiaisonServer.with(installation, arguments: ["--export-deadline", deadline]) { server in
                    try await body(server, database)
                }
            }
        }
    }
}
