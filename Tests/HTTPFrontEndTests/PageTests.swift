import HummingbirdTesting
import Testing

@testable import AgencyService
@testable import HTTPFrontEnd

@Suite("Pages and probes")
struct PageTests {
    @Test("Every problem has its page, and the list leads there")
    func problems() async throws {
        let service = ScriptedService("{}")
        let list = try await service.send(.get, "/problems").text
        for name in Problem.Name.allCases {
            #expect(list.contains("href=\"/problems/\(name.rawValue)\""))
            let page = try await service.send(.get, "/problems/\(name.rawValue)")
            #expect(page.headers[.contentType] == "text/html; charset=utf-8")
            #expect(page.text.contains("<h1>\(name.title)</h1>"))
            #expect(page.text.contains("<dd>\(name.status)</dd>"))
        }
    }

    @Test("A clock that stands still is said on every page", arguments: ["/", "/problems", "/problems/busy"])
    func fixedClock(path: String) async throws {
        let fixed = ScriptedService(fixedTime: "2026-03-04T10:00:00Z") { _, _ throws(Problem) in
            throw Problem(.busy, "")
        }
        #expect(try await fixed.send(.get, path).text.contains("2026-03-04T10:00:00Z"))
        #expect(try await !ScriptedService("{}").send(.get, path).text.contains("The clock"))
    }

    @Test("The landing page leads to what there is")
    func landing() async throws {
        let text = try await ScriptedService("{}").send(.get, "/").text
        #expect(text.contains("/api/v1/openapi.json"))
        #expect(text.contains("liaison login"))
        let style = try await ScriptedService("{}").send(.get, "/style.css")
        #expect(style.headers[.contentType] == "text/css; charset=utf-8")
    }

    @Test("The probes tell a living service from a ready one")
    func probes() async throws {
        let service = ScriptedService(unready: Problem(.busy, "The database does not answer.")) {
            _, _ throws(Problem) in
            throw Problem(.busy, "")
        }
        #expect(try await service.send(.get, "/healthz").status == .ok)
        try await service.send(.get, "/readyz").expectProblem(.busy)
        #expect(try await ScriptedService("{}").send(.get, "/readyz").status == .ok)
    }

    @Test("Metrics count by operation and never by path")
    func metrics() async throws {
        let text = try await ScriptedService("{}").application().test(.router) { client in
            for uri in ["/api/v1/candidates/1", "/api/v1/candidates/2", "/api/v1/secret-path", "/"] {
                try await client.execute(uri: uri, method: .get)
            }
            return try await client.execute(uri: "/metrics", method: .get).text
        }
        #expect(text.contains("liaison_http_requests_total{operation=\"candidate.show\",status=\"2xx\"} 2\n"))
        #expect(text.contains("liaison_http_requests_total{operation=\"none\",status=\"4xx\"} 1\n"))
        let labels = #"{operation="candidate.show",status="2xx",le="+Inf"}"#
        #expect(text.contains("liaison_http_request_duration_seconds_bucket\(labels) 2\n"))
        #expect(text.contains("liaison_pool_connections_idle{pool=\"liaison_staff\"} 3\n"))
        #expect(text.contains("process_open_fds "))
        #expect(text.contains("process_resident_memory_bytes "))
        #expect(!text.contains("secret"))
    }

    @Test("Metrics are for this machine, not for whoever comes through a proxy")
    func remoteMetrics() async throws {
        try await ScriptedService("{}").send(.get, "/metrics", headers: [.forwardedFor: "203.0.113.9"])
            .expectProblem(.notFound)
    }
}
