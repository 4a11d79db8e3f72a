import HTTPTypes
import HummingbirdTesting
import Testing

@testable import AgencyService
@testable import HTTPFrontEnd

@Suite("What the log says")
struct LogTests {
    private struct Mishap: Error { var secret = "select password from account" }

    private func lines(
        of service: ScriptedService, _ method: HTTPRequest.Method, _ uri: String, _ headers: HTTPFields = [:]
    ) async throws -> [(message: String, metadata: [String: String])] {
        let keeper = LogKeeper()
        _ = try await service.application(logger: keeper.logger).test(.router) { client in
            try await client.execute(uri: uri, method: method, headers: headers)
        }
        return keeper.lines
    }

    @Test("One line for a request: route, role, status, id, and neither path nor token")
    func access() async throws {
        let token = "ls_" + String(repeating: "s", count: 43)
        let lines = try await lines(
            of: ScriptedService("{}"), .get, "/api/v1/candidates/4711?query=private",
            [.authorization: "Bearer \(token)", .requestID: "r1"])
        let line = try #require(lines.first)
        #expect(lines.count == 1)
        #expect(line.message == "request")
        #expect(line.metadata["method"] == "GET")
        #expect(line.metadata["route"] == "/api/v1/candidates/{id}")
        #expect(line.metadata["status"] == "200")
        #expect(line.metadata["role"] == "recruiter")
        #expect(line.metadata["request_id"] == "r1")
        #expect(line.metadata["duration_ms"].flatMap(Double.init) != nil)
        for secret in [token, "4711", "private"] {
            #expect(!line.metadata.values.contains { $0.contains(secret) })
        }
    }

    @Test("An unknown path or method does not reach the log")
    func unknown() async throws {
        let method = try #require(HTTPRequest.Method("EVIL"))
        let line = try #require(try await lines(of: ScriptedService("{}"), method, "/etc/passwd").last)
        #expect(line.metadata["method"] == "other")
        #expect(line.metadata["route"] == "-")
        #expect(line.metadata["status"] == "404")
    }

    @Test("An error that nobody foresaw is whole in the log and only a reference to the client")
    func unforeseen() async throws {
        let keeper = LogKeeper()
        let context = WebContext(source: .init(channel: TestChannel.make(), logger: keeper.logger))
        let answer = try ProblemAnswer.response(for: Mishap(), context, keeper.logger)
        #expect(answer.status == .internalServerError)
        let body = try await answer.text
        #expect(body.contains("reference"))
        #expect(!body.contains("select") && !body.contains("Mishap"))
        #expect(keeper.lines.first?.metadata["error"]?.contains("select password") == true)
    }
}
