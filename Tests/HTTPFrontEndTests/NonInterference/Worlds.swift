import Agency
import AgencyService
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import TestSupport

@testable import HTTPFrontEnd

/// Reproducible chance (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// One of two installations that are to look alike to somebody.
struct World: Sendable {
    let database: TestDatabase
    let service: AgencyService
    let client: any TestClientProtocol

    /// The whole answer as one text: status, headers in order of name, body.
    func answer(_ method: HTTPRequest.Method, _ path: String, as token: String, body: JSONObject? = nil) async throws
        -> String
    {
        var headers: HTTPFields = [.authorization: "Bearer \(token)"]
        if let identity = HTTPField.Name("X-Request-Id") { headers[identity] = "same-in-both-worlds" }
        var buffer: ByteBuffer?
        if let body {
            headers[.contentType] = "application/json"
            buffer = ByteBuffer(bytes: try JSONWriter.bytes(JSONValue.object(body)))
        }
        return try await client.execute(uri: "/api/v1\(path)", method: method, headers: headers, body: buffer) {
            response in
            let fields = response.headers.filter { $0.name != .date }.map { "\($0.name): \($0.value)" }.sorted()
            return "\(response.status.code)\n\(fields.joined(separator: "\n"))\n\n\(String(buffer: response.body))"
        }
    }
}

/// Runs a test on two clones of the cast, each behind its own router.
func withTwoWorlds(_ body: @Sendable (World, World) async throws -> Void) async throws {
    try await withDatabase { first in
        try await withDatabase { second in
            try await withWorld(first) { plain in
                try await withWorld(second) { other in try await body(plain, other) }
            }
        }
    }
}

private func withWorld(_ database: TestDatabase, _ body: @Sendable (World) async throws -> Void) async throws {
    let service = try database.service()
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let application = try WebApplication.build(
        service: service, operations: Catalogue.operations, configuration: WebConfiguration(), logger: logger)
    try await application.test(.router) { client in
        try await body(World(database: database, service: service, client: client))
    }
}
