import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import TestSupport
import Testing

@testable import AgencyService
@testable import HTTPFrontEnd

/// The front end on the real service and a real database.
@Suite("The service over HTTP")
struct ServiceTests {
    /// Sends requests as one of the cast.
    private struct Visitor: Sendable {
        let client: any TestClientProtocol

        func send(
            _ method: HTTPRequest.Method, _ path: String, as person: Cast.Person?, _ body: JSONObject? = nil,
            headers: HTTPFields = [:]
        ) async throws -> TestResponse {
            var headers = headers
            if let person { headers[.authorization] = "Bearer \(person.token)" }
            if body != nil { headers[.contentType] = "application/json" }
            let bytes = try body.map { ByteBuffer(bytes: try JSONWriter.bytes(JSONValue.object($0))) }
            return try await client.execute(uri: "/api/v1\(path)", method: method, headers: headers, body: bytes)
        }
    }

    private func visit(_ body: @Sendable (Visitor, TestDatabase) async throws -> Void) async throws {
        try await withDatabase { database in
            let application = try WebApplication.build(
                service: try database.service(), operations: Catalogue.operations,
                configuration: WebConfiguration(port: 0),
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
            try await application.test(.router) { client in try await body(Visitor(client: client), database) }
        }
    }

    @Test("Nobody without a session gets anything but 401, whatever they send")
    func notSignedIn() async throws {
        try await visit { visitor, _ in
            for operation in Catalogue.operations.map(\.description) where operation.effect != .signIn {
                let path = operation.route.path.replacing("{id}", with: "1")
                // A token of the right form that the database does not know.
                let stranger: HTTPFields = [.authorization: "Bearer ls_\(String(repeating: "x", count: 43))"]
                for headers: HTTPFields in [[:], stranger] {
                    let answer = try await visitor.send(operation.route.method.http, path, as: nil, headers: headers)
                    #expect(answer.status == .unauthorized, "\(operation.name)")
                }
            }
        }
    }

    @Test("A session shows who it is, and ends")
    func session() async throws {
        try await visit { visitor, _ in
            let me = try await visitor.send(.get, "/me", as: Cast.ruth)
            #expect(try me.json["role"] == "recruiter")
            let tag = try #require(me.headers[.eTag])
            let again = try await visitor.send(.get, "/me", as: Cast.ruth, headers: [.ifNoneMatch: tag])
            #expect(again.status == .notModified)
            #expect(try await visitor.send(.delete, "/session", as: Cast.ruth).status == .noContent)
            try await visitor.send(.get, "/me", as: Cast.ruth).expectProblem(.notSignedIn)
        }
    }

    @Test("The same key gives the first answer again, for another body 422")
    func idempotency() async throws {
        try await visit { visitor, _ in
            let headers: HTTPFields = [.idempotencyKey: "once"]
            let body: JSONObject = ["name": "Nora New", "email": "nora@people.example"]
            let first = try await visitor.send(.post, "/candidates", as: Cast.ruth, body, headers: headers)
            #expect(first.status == .created, "\(first.text)")
            let second = try await visitor.send(.post, "/candidates", as: Cast.ruth, body, headers: headers)
            #expect(second.text == first.text)
            #expect(second.headers[.idempotencyReplayed] == "true")
            #expect(second.headers[.location] == first.headers[.location])
            let location = try #require(first.headers[.location]).replacing("/api/v1", with: "")
            #expect(try await visitor.send(.get, location, as: Cast.ruth).json["name"] == "Nora New")
            try await visitor.send(
                .post, "/candidates", as: Cast.ruth, ["name": "Other", "email": "o@people.example"], headers: headers
            ).expectProblem(.idempotencyKeyReused)
        }
    }

    @Test("A change of what somebody else changed meanwhile is refused")
    func preconditions() async throws {
        try await visit { visitor, _ in
            let path = "/candidates/\(Cast.anna.person ?? 0)"
            let tag = try #require(try await visitor.send(.get, path, as: Cast.ruth).headers[.eTag])
            let change: JSONObject = ["phone": "+44 20 7946 0000"]
            let first = try await visitor.send(.patch, path, as: Cast.ruth, change, headers: [.ifMatch: tag])
            #expect(first.status == .ok, "\(first.text)")
            try await visitor.send(.patch, path, as: Cast.ruth, ["phone": nil], headers: [.ifMatch: tag])
                .expectProblem(.changedMeanwhile)
        }
    }

    @Test("Input that is not the schema's is invalid, field by field")
    func invalid() async throws {
        try await visit { visitor, _ in
            let answer = try await visitor.send(.post, "/candidates", as: Cast.ruth, ["email": 3, "shoe_size": 44])
            try answer.expectProblem(.invalid)
            #expect(try Set(answer.json["fields"]?.object?.keys.map(\.self) ?? []) == ["name", "email", "shoe_size"])
            try await visitor.send(.get, "/candidates?shoe_size=44", as: Cast.ruth).expectProblem(.invalid)
            try await visitor.send(.get, "/candidates/abc", as: Cast.ruth).expectProblem(.invalid)
        }
    }

    @Test("A list leads to its next page by its link")
    func pages() async throws {
        try await visit { visitor, _ in
            var path = "/candidates?limit=2"
            var names: [JSONValue] = []
            while true {
                let answer = try await visitor.send(.get, path, as: Cast.cora)
                names += (try answer.json["items"]?.array ?? []).compactMap { $0["name"] }
                guard let link = answer.headers[.link] else { break }
                path = String(link.dropFirst("</api/v1".count).prefix { $0 != ">" })
            }
            #expect(names.count == Set(names).count)
            #expect(names.count >= Cast.candidates.count)
        }
    }

    @Test("Every report can be had as a table by the coordinator")
    func tables() async throws {
        try await visit { visitor, _ in
            for operation in Catalogue.operations.map(\.description) where operation.route.path.hasPrefix("/reports/") {
                let answer = try await visitor.send(
                    .get, operation.route.path, as: Cast.cora, headers: [.accept: "text/csv"])
                #expect(answer.status == .ok, "\(operation.name) \(answer.text)")
                #expect(answer.text.hasSuffix("\r\n"))
            }
        }
    }

    @Test("Every number of the pools is told, with what it is")
    func poolReadings() async throws {
        try await withDatabase { database in
            let service = try database.service()
            let numbers = try #require(service.statistics.first).statistics
            #expect(service.poolReadings.count == Mirror(reflecting: numbers).children.count)
            #expect(Set(service.poolReadings.map(\.name)).count == service.poolReadings.count)
        }
        try await visit { visitor, _ in
            let lines = try await visitor.client.execute(uri: "/metrics", method: .get).text.split(separator: "\n")
            var told: Set<Substring> = []
            for line in lines {
                let words = line.split(separator: " ")
                if line.hasPrefix("# TYPE ") {
                    told.insert(words[2])
                } else if line.hasPrefix("# HELP ") {
                    #expect(words.count > 3, "\(line)")
                } else {
                    let name = line.prefix { $0 != "{" && $0 != " " }
                    let base = ["_bucket", "_sum", "_count"].first { name.hasSuffix($0) }.map { name.dropLast($0.count) }
                    #expect(told.contains(name) || base.map { told.contains($0) } == true, "\(line)")
                }
            }
            #expect(told.count > 20)
        }
    }

    @Test("The service is ready, and its pools can be counted")
    func ready() async throws {
        try await visit { visitor, _ in
            let ready = try await visitor.client.execute(uri: "/readyz", method: .get)
            #expect(ready.status == .ok, "\(ready.text)")
            let metrics = try await visitor.client.execute(uri: "/metrics", method: .get).text
            #expect(metrics.contains("liaison_pool_connections_idle{pool=\"liaison_staff\"}"))
            let landing = try await visitor.client.execute(uri: "/", method: .get).text
            #expect(landing.contains("The clock stands still"))
        }
    }
}
