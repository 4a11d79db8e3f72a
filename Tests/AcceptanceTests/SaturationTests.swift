import TestSupport
import Testing

/// More requests than the database can take on.
@Suite(.timeLimit(.minutes(15))) struct SaturationTests {
    @Test func `a saturated pool answers busy and recovers`() async throws {
        try await withDatabase { database in
            try await LiaisonInstallation.with(database) { installation in
                try await LiaisonServer.with(installation) { server in
                    // Whoever reads a candidate waits for this lock, each with a connection of the pool.
                    let answers = try await database.superuser.transaction { transaction, _ in
                        _ = try await transaction.query("lock table liaison.candidates in access exclusive mode")
                        let connections = try (0..<400).map { _ in
                            let connection = try RawConnection(port: server.port)
                            connection.send(request)
                            return connection
                        }
                        var answers: [String] = []
                        for connection in connections { answers.append(try await connection.readToEnd()) }
                        return answers
                    }
                    for answer in answers {
                        #expect(answer.hasPrefix("HTTP/1.1 503 "), "\(answer.prefix(300))")
                        #expect(answer.contains("/problems/busy"))
                        #expect(answer.lowercased().contains("retry-after: "))
                    }
                    let connection = try RawConnection(port: server.port)
                    connection.send(request)
                    #expect(try await connection.readToEnd().hasPrefix("HTTP/1.1 200 "))
                    let metrics = try await server.request("GET", "/metrics").text
                    for counter in [
                        "liaison_http_requests_turned_away_total", "liaison_pool_waits_expired_total{pool=\"liaison_staff\"}",
                        "liaison_pool_wait_seconds_total{pool=\"liaison_staff\"}",
                    ] {
                        #expect(metrics.contains("\n\(counter) "))
                        #expect(!metrics.contains("\n\(counter) 0\n"), "\(counter)")
                    }
                    #expect(metrics.contains("\nliaison_pool_waiting{pool=\"liaison_staff\"} 0\n"))
                    #expect(metrics.contains("\nliaison_http_requests_in_work 0\n"))
                }
            }
        }
    }

    private let request = """
        GET /api/v1/candidates HTTP/1.1\r
        Host: localhost\r
        Authorization: Bearer \(Cast.ruth.token)\r
        Connection: close\r
        \r

        """
}
