import HTTPTypes
import Testing

@testable import AgencyService
@testable import HTTPFrontEnd

@Suite("Who sends a request")
struct CredentialTests {
    let service = ScriptedService("{}")
    let cookie = "theme=dark; liaison_session=abc"

    @Test("The bearer token is handed over", arguments: ["Bearer abc", "bearer   abc"])
    func bearer(header: String) async throws {
        _ = try await service.send(.get, "/api/v1/me", headers: [.authorization: header])
        #expect(service.requests.first?.token == "abc")
    }

    @Test(
        "What is no bearer token is not signed in",
        arguments: ["Basic YTpi", "Bearer", "Bearer a b", "abc", "Bearer a, Bearer b"])
    func unreadable(header: String) async throws {
        let answer = try await service.send(.get, "/api/v1/me", headers: [.authorization: header])
        try answer.expectProblem(.notSignedIn)
        #expect(answer.headers[.wwwAuthenticate] == "Bearer")
    }

    @Test("Signing in looks at no credential")
    func signIn() async throws {
        _ = try await service.send(.post, "/api/v1/session", headers: [.authorization: "Basic x"], body: "{}")
        #expect(service.requests.count == 1)
        #expect(service.requests.first?.token == nil)
    }

    @Test("The cookie reads; the header outranks it")
    func cookies() async throws {
        _ = try await service.send(.get, "/api/v1/me", headers: [.cookie: cookie])
        _ = try await service.send(.get, "/api/v1/me", headers: [.cookie: cookie, .authorization: "Bearer xyz"])
        #expect(service.requests.map(\.token) == ["abc", "xyz"])
    }

    @Test(
        "A change with the cookie must come from our own page",
        arguments: [
            ("none", false), ("sec-fetch-site: cross-site", false), ("sec-fetch-site: same-site", false),
            ("sec-fetch-site: same-origin", true), ("origin: http://localhost", true),
            ("origin: https://evil.example", false),
            ("origin: null", false),
        ])
    func crossSite(header: String, passes: Bool) async throws {
        var headers: HTTPFields = [.cookie: cookie]
        let parts = header.split(separator: ": ").map(String.init)
        if parts.count == 2 { headers[try #require(HTTPField.Name(parts[0]))] = parts[1] }
        let answer = try await service.send(.post, "/api/v1/candidates", headers: headers, body: "{}")
        if passes { #expect(answer.status == .ok) } else { try answer.expectProblem(.notPermitted) }
        #expect(service.requests.isEmpty == !passes)
    }

    @Test("Behind TLS only the cookie that a browser binds to the host counts")
    func hostCookie() async throws {
        let configuration = WebConfiguration(baseURL: "https://agency.example")
        _ = try await service.send(.get, "/api/v1/me", headers: [.cookie: cookie], configuration: configuration)
        _ = try await service.send(
            .get, "/api/v1/me", headers: [.cookie: "__Host-liaison_session=abc"], configuration: configuration)
        #expect(service.requests.map(\.token) == [nil, "abc"])
    }
}
