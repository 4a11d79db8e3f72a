import HTTPTypes
import Testing

@testable import AgencyService
@testable import HTTPFrontEnd

@Suite("Refusals and failures")
struct ProblemTests {
    private func refusing(_ problem: Problem) -> ScriptedService {
        ScriptedService { _, _ throws(Problem) in throw problem }
    }

    @Test("Every problem is problem details with its status, facts and rule", arguments: Problem.Name.allCases)
    func rendered(name: Problem.Name) async throws {
        let service = refusing(Problem(name, "Because.", rule: "T4", facts: ["opens_on": "2026-03-04"]))
        let answer = try await service.send(.get, "/api/v1/me")
        try answer.expectProblem(name)
        let body = try answer.json
        #expect(body["detail"] == "Because.")
        #expect(body["rule"] == "T4")
        #expect(body["opens_on"] == "2026-03-04")
        #expect(body["title"] == .string(name.title))
        #expect((answer.headers[.retryAfter] != nil) == [429, 503].contains(name.status))
        #expect((answer.headers[.wwwAuthenticate] != nil) == (name == .notSignedIn))
    }

    @Test("Retry-After follows the fact")
    func retryAfter() async throws {
        let given = try await refusing(Problem(.tooManyAttempts, "Wait.", facts: ["retry_after": 30])).send(
            .get, "/api/v1/me")
        #expect(given.headers[.retryAfter] == "30")
        #expect(try await refusing(Problem(.busy, "Wait.")).send(.get, "/api/v1/me").headers[.retryAfter] == "1")
    }

    @Test(
        "Unknown addresses",
        arguments: ["/nothing", "/api/v1", "/api/v1/candidates/1/nothing", "/problems/nothing", "/api/v2/me"])
    func unknown(path: String) async throws {
        try await ScriptedService("{}").send(.get, path).expectProblem(.notFound)
    }

    @Test(
        "A method that an address does not have names those that it has",
        arguments: [
            (HTTPRequest.Method.delete, "/api/v1/candidates", "GET, HEAD, OPTIONS, POST"),
            (.post, "/api/v1/candidates/1", "GET, HEAD, OPTIONS, PATCH"),
            (.head, "/api/v1/session", "DELETE, OPTIONS, POST"),
            (.post, "/healthz", "GET, HEAD, OPTIONS"), (.put, "/", "GET, HEAD, OPTIONS"),
        ])
    func notAllowed(method: HTTPRequest.Method, path: String, allow: String) async throws {
        let answer = try await ScriptedService("{}").send(method, path)
        #expect(answer.status == .methodNotAllowed)
        #expect(answer.headers[.allow] == allow)
        #expect(answer.headers[.contentType] == "application/problem+json")
        if method != .head { #expect(try answer.json["status"] == 405) }
    }

    @Test("OPTIONS says what can be done")
    func options() async throws {
        let answer = try await ScriptedService("{}").send(.options, "/api/v1/candidates")
        #expect(answer.status == .noContent)
        #expect(answer.headers[.allow] == "GET, HEAD, OPTIONS, POST")
    }

    @Test(
        "An answer in another form than asked for is refused",
        arguments: [
            ("text/html", 406), ("text/csv", 406), ("application/json;q=0", 406), ("*/*", 200), ("application/*", 200),
            ("text/html, */*;q=0.1", 200), ("", 200),
        ])
    func accept(header: String, status: Int) async throws {
        let answer = try await ScriptedService("{}").send(.get, "/api/v1/me", headers: [.accept: header])
        #expect(answer.status.code == status)
        if status == 406 { #expect(try answer.json["status"] == 406) }
    }

    @Test("One request too many is busy, and the probe still answers")
    func busy() async throws {
        var configuration = WebConfiguration()
        configuration.concurrentRequests = 0
        let service = ScriptedService("{}")
        let answer = try await service.send(.get, "/api/v1/me", configuration: configuration)
        try answer.expectProblem(.busy)
        #expect(answer.headers[.retryAfter] == "1")
        #expect(try await service.send(.get, "/healthz", configuration: configuration).status == .ok)
    }

    @Test("A place is given back with its permit")
    func places() throws {
        let limit = ConcurrencyLimit(1)
        var permit = limit.enter()
        #expect(permit != nil)
        #expect(limit.enter() == nil)
        permit = nil
        #expect(limit.current == 0)
        #expect(limit.enter() != nil)
        _ = permit
    }
}
