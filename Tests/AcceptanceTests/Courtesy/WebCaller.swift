import AgencyService
import TestSupport
import Testing

/// Somebody who calls the API of a real server: a recruiter, or whoever is named.
struct WebCaller {
    let server: LiaisonServer

    /// Lends a server on a database of its own.
    static func with(_ body: (WebCaller, TestDatabase) async throws -> Void) async throws {
        try await withDatabase { database in try await with(database) { try await body($0, database) } }
    }

    /// Lends a server on a database.
    ///
    /// - Parameter now: the moment; the cast's if it is not given.
    static func with(_ database: TestDatabase, at now: String? = nil, _ body: (WebCaller) async throws -> Void) async throws {
        try await LiaisonInstallation.with(database) { installation in
            var installation = installation
            if let now { installation.environment["LIAISON_NOW"] = now }
            try await LiaisonServer.with(installation) { try await body(WebCaller(server: $0)) }
        }
    }

    @discardableResult
    func callAsFunction(
        _ method: String, _ path: String, as person: Cast.Person = Cast.ruth, _ status: Int
    ) async throws -> JSONValue {
        try await send(method, path, nil, as: person, status)
    }

    @discardableResult
    func callAsFunction(
        _ method: String, _ path: String, _ input: JSONObject, as person: Cast.Person = Cast.ruth, _ status: Int
    ) async throws -> JSONValue {
        try await send(method, path, input, as: person, status)
    }

    private func send(
        _ method: String, _ path: String, _ input: JSONObject?, as person: Cast.Person, _ status: Int
    ) async throws -> JSONValue {
        let text = try input.map { String(decoding: try JSONWriter.bytes(JSONValue.object($0)), as: UTF8.self) }
        let answer = try await server.request(method, "/api/v1\(path)", as: person, body: text)
        #expect(answer.status == status, "\(method) \(path): \(answer.text)")
        return try JSONReader.value(answer.body)
    }
}
