import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import TestSupport
import Testing

@testable import AgencyService
@testable import HTTPFrontEnd

/// Who gets a body read, and how many at once.
@Suite("Bodies on their way in", .timeLimit(.minutes(15)))
struct BodyEntranceTests {
    private let csv = "/api/v1/imports/csv/candidates"

    private func served(_ body: @Sendable (Int) async throws -> Void) async throws {
        try await withDatabase { database in
            let application = try WebApplication.build(
                service: try database.service(), operations: Catalogue.operations,
                configuration: WebConfiguration(port: 0),
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
            try await application.test(.live) { client in try await body(try #require(client.port)) }
        }
    }

    /// A request whose body has yet to come.
    private func announce(_ path: String, token: String?, length: Int?, port: Int) throws -> RawConnection {
        let connection = try RawConnection(port: port)
        let authorization = token.map { "Authorization: Bearer \($0)\r\n" } ?? ""
        let size = length.map { "Content-Length: \($0)" } ?? "Transfer-Encoding: chunked"
        connection.send("POST \(path) HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\n\(authorization)\(size)\r\n\r\n")
        return connection
    }

    @Test("Nobody's body is read who may not send it", arguments: [60_000_000, 900_000, 9, nil])
    func strangers(length: Int?) async throws {
        try await served { port in
            let unknown = String(repeating: "x", count: 43)
            for (token, status) in [
                (nil, 401), ("abc", 401), ("lo_\(unknown)", 401), ("lc_\(unknown)", 401), (Cast.anna.token, 403), (Cast.ruth.token, 403),
            ] {
                // The database is not asked about a small body: it is, once that is there.
                if length == 9, token?.hasPrefix("lo_") == true { continue }
                let connection = try announce(csv, token: token, length: length, port: port)
                let answer = try #require(try await connection.read())
                #expect(String(decoding: answer, as: UTF8.self).hasPrefix("HTTP/1.1 \(status) "), "\(String(describing: token))")
            }
        }
    }

    @Test("Signing in takes no large body")
    func signIn() async throws {
        try await served { port in
            let connection = try announce("/api/v1/session", token: nil, length: 100_000, port: port)
            #expect(try await connection.readToEnd().hasPrefix("HTTP/1.1 413 "))
        }
    }

    @Test("Two imports may be on their way; the next is told to come back, and does")
    func imports() async throws {
        let path = csv
        try await served { port in
            let answers = try await withThrowingTaskGroup(of: String?.self) { group in
                for _ in 1...5 {
                    group.addTask {
                        let connection = try announce(path, token: Cast.cora.token, length: 1_000_000, port: port)
                        return try await connection.read().map { String(decoding: $0, as: UTF8.self) }
                    }
                }
                var answers: [String?] = []
                while answers.count < 3, let answer = try await group.next() { answers.append(answer) }
                group.cancelAll()
                return answers
            }
            for answer in answers {
                #expect(answer?.hasPrefix("HTTP/1.1 503 ") == true)
                #expect(answer?.lowercased().contains("retry-after: ") == true)
            }
            let line = "Nora New,nora@people.example,,\r\n"
            let text = "name,email,phone,recruiter\r\n" + String(repeating: line, count: 4000)
            var answer = ""
            repeat {
                let connection = try announce(path, token: Cast.cora.token, length: text.utf8.count, port: port)
                connection.send(text)
                answer = try await connection.read().map { String(decoding: $0, as: UTF8.self) } ?? ""
            } while answer.hasPrefix("HTTP/1.1 503 ")
            #expect(answer.hasPrefix("HTTP/1.1 200 "), "\(answer)")
        }
    }

    @Test("Bodies under way have so much memory together, which comes back")
    func budget() async throws {
        var configuration = WebConfiguration(port: 0)
        configuration.arrivingBytes = 1000
        try await ScriptedService("{}").application(configuration).test(.live) { client in
            let port = try #require(client.port)
            let head = "POST /api/v1/candidates HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{"
            let drop = String(repeating: " ", count: 600)
            let connections = try (0..<2).map { _ in try RawConnection(port: port) }
            for connection in connections { connection.send(head + drop) }
            let answer = try await withThrowingTaskGroup(of: [UInt8]?.self) { group in
                for connection in connections { group.addTask { try await connection.read() } }
                let first = try #require(try await group.next())
                for connection in connections { connection.send(String(repeating: " ", count: 298) + "}") }
                let second = try #require(try await group.next())
                return [first, second].map { String(decoding: $0 ?? [], as: UTF8.self).prefix(12) }
            }
            #expect(answer == ["HTTP/1.1 503", "HTTP/1.1 200"])
            let body = "{" + String(repeating: " ", count: 900) + "}"
            let last = try await client.execute(
                uri: "/api/v1/candidates", method: .post, headers: [.contentType: "application/json"], body: ByteBuffer(string: body))
            #expect(last.status == .ok)
        }
    }
}
