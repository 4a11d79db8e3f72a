import HTTPTypes
import Testing

@testable import AgencyService
@testable import HTTPFrontEnd

@Suite("Requests become the input of operations")
struct RequestTests {
    let service = ScriptedService("{}")

    @Test("Path and query arrive as text, the body as it is")
    func members() async throws {
        _ = try await service.send(.get, "/api/v1/candidates?limit=5&query=Ann+Lee%C3%A9&open=true")
        _ = try await service.send(.patch, "/api/v1/candidates/12", body: #"{"name":"Ann","age":3}"#)
        let (list, edit) = (service.requests[0], service.requests[1])
        #expect(list.input == ["limit": "5", "query": "Ann Leeé", "open": "true"])
        #expect(list.textual == ["limit", "query", "open"])
        #expect(edit.input == ["id": "12", "name": "Ann", "age": 3])
        #expect(edit.textual == ["id"])
    }

    @Test(
        "A member given twice is named",
        arguments: [
            ("/api/v1/candidates/12", #"{"id":13}"#, "id"), ("/api/v1/candidates/12?name=A", #"{"name":"B"}"#, "name"),
            ("/api/v1/candidates/12?name=A&name=B", "", "name"),
        ])
    func twice(uri: String, body: String, field: String) async throws {
        let answer = try await service.send(.patch, uri, body: body)
        try answer.expectProblem(.invalid)
        #expect(try answer.json["fields"] == [field: "is given twice"])
        #expect(service.requests.isEmpty)
    }

    @Test("What is no JSON object is malformed", arguments: ["[1]", "{", "\"text\"", "{} {}", "\u{FEFF}"])
    func malformed(body: String) async throws {
        try await service.send(.post, "/api/v1/candidates", body: body).expectProblem(.malformed)
    }

    @Test("Bytes that are not UTF-8, a body of another type, a body with GET, a broken escape are malformed")
    func malformedOtherwise() async throws {
        try await service.send(
            .post, "/api/v1/candidates", headers: [.contentType: "text/plain"], body: "{}"
        ).expectProblem(.malformed)
        try await service.send(.get, "/api/v1/candidates", body: "{}").expectProblem(.malformed)
        try await service.send(.get, "/api/v1/candidates?query=%zz").expectProblem(.malformed)
        try await service.send(.get, "/api/v1/candidates?query=%ff").expectProblem(.malformed)
        #expect(service.requests.isEmpty)
    }

    @Test("An empty body is an empty object, whatever its type", arguments: ["application/json", "text/plain"])
    func empty(type: String) async throws {
        _ = try await service.send(.post, "/api/v1/candidates", headers: [.contentType: type], body: "")
        #expect(service.requests.first?.input == [:])
    }

    @Test(
        "JSON goes by other names too", arguments: ["application/json; charset=utf-8", "application/merge-patch+json"])
    func jsonTypes(type: String) async throws {
        _ = try await service.send(.post, "/api/v1/candidates", headers: [.contentType: type], body: #"{"a":1}"#)
        #expect(service.requests.first?.input == ["a": 1])
    }

    @Test("A body over its limit is too large; imports may send more")
    func tooLarge() async throws {
        var configuration = WebConfiguration()
        configuration.bodyLimit = 100
        configuration.importBodyLimit = 1000
        let body = #"{"text":"\#(String(repeating: "x", count: 200))"}"#
        let answer = try await service.send(.post, "/api/v1/candidates", body: body, configuration: configuration)
        try answer.expectProblem(.tooLarge)
        #expect(answer.headers[.connection] == "close")
        _ = try await service.send(.post, "/api/v1/imports/opencats", body: body, configuration: configuration)
        #expect(service.requests.count == 1)
    }

    @Test("A key goes with POST, a precondition with every change")
    func preconditions() async throws {
        let headers: HTTPFields = [.idempotencyKey: "k1", .ifMatch: "\"t\""]
        _ = try await service.send(.post, "/api/v1/candidates", headers: headers, body: "{}")
        _ = try await service.send(.patch, "/api/v1/candidates/1", headers: headers, body: "{}")
        _ = try await service.send(.get, "/api/v1/candidates/1", headers: headers)
        #expect(service.requests.map(\.idempotencyKey) == ["k1", nil, nil])
        #expect(service.requests.map(\.ifMatch) == ["\"t\"", "\"t\"", nil])
    }
}
