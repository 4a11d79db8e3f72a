import HTTPTypes
import Hummingbird
import HummingbirdTesting
import TestSupport
import Testing

@testable import AgencyService
@testable import HTTPFrontEnd

/// Clients whose requests come drop by drop.
@Suite("Requests that trickle in", .timeLimit(.minutes(15)))
struct TrickleTests {
    private func served(_ body: @Sendable (any TestClientProtocol, Int) async throws -> Void) async throws {
        var configuration = WebConfiguration(port: 0)
        configuration.readDeadline = .seconds(1)
        try await ScriptedService("{}").application(configuration).test(.live) { client in
            try await body(client, try #require(client.port))
        }
    }

    /// Sends a drop now and then until the server has had enough.
    ///
    /// - Returns: what it said.
    private func trickle(_ connection: RawConnection, _ drop: String) async throws -> String {
        while connection.send(drop) { try await Task.sleep(for: .milliseconds(100)) }
        return try await connection.readToEnd()
    }

    @Test("Headers", arguments: ["x", "X-Drop: 1\r\n"])
    func headers(drop: String) async throws {
        try await served { _, port in
            let connection = try RawConnection(port: port)
            connection.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n")
            #expect(try await trickle(connection, drop).isEmpty)
        }
    }

    @Test(
        "A body, read or not",
        arguments: [
            ("POST", "/api/v1/candidates"), ("POST", "/nowhere"), ("PUT", "/api/v1/candidates"), ("GET", "/healthz"),
            ("POST", "/api/v1/session"),
        ])
    func body(method: String, path: String) async throws {
        try await served { _, port in
            let connection = try RawConnection(port: port)
            connection.send("\(method) \(path) HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n")
            let answer = try await trickle(connection, " ")
            #expect(!answer.hasPrefix("HTTP/1.1 20") || path == "/healthz", "\(answer)")
        }
    }

    @Test("More of them than may be in work keep nobody else out")
    func many() async throws {
        try await served { _, port in
            let most = WebConfiguration().concurrentRequests
            let connections = try (0..<most + 60).map { number in
                let connection = try RawConnection(port: port)
                connection.send(
                    number.isMultiple(of: 10)
                        ? "GET / HTTP/1.1\r\nHost: lo" : "POST /api/v1/candidates HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{")
                return connection
            }
            #expect(connections.count * 9 / 10 > most)
            let whole = "POST /api/v1/candidates HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
            for (head, body) in [("GET /healthz HTTP/1.1\r\n", ""), ("GET /api/v1/me HTTP/1.1\r\n", ""), (whole, "{}")] {
                // A connection of its own for each, as the server closes one that is idle for a second.
                let connection = try RawConnection(port: port)
                connection.send("\(head)Host: localhost\r\nConnection: close\r\n\r\n\(body)")
                #expect(try await connection.readToEnd().hasPrefix("HTTP/1.1 200 "), "\(head)")
            }
            for connection in connections { _ = try await connection.readToEnd() }
        }
    }
}
