import HTTPFrontEnd
import Hummingbird
import HummingbirdTesting
import Logging
import Synchronization
import Testing

@testable import AgencyService

/// A service that answers what the test says and keeps what it was asked.
final class ScriptedService: WebService {
    typealias Answer = @Sendable (AnyOperation, OperationRequest) async throws(Problem) -> OperationResponse

    let fixedTime: String?
    let poolReadings = [PoolReading("connections_idle", "Idle.", values: [("liaison_staff", 3)])]
    private let unready: Problem?
    private let answer: Answer
    private let asked = Mutex<[OperationRequest]>([])
    private let table = Mutex(ScriptedTable(["id"], []))

    init(fixedTime: String? = nil, unready: Problem? = nil, answer: @escaping Answer) {
        self.fixedTime = fixedTime
        self.unready = unready
        self.answer = answer
    }

    /// Answers everything with the same JSON text.
    convenience init(_ body: String, status: Int = 200, isReplay: Bool = false) {
        self.init { _, _ in OperationResponse(status: status, body: Array(body.utf8), isReplay: isReplay) }
    }

    var requests: [OperationRequest] { asked.withLock { $0 } }

    /// Lets everybody in.
    func checkToken(_ token: String?, for operation: AnyOperation, confirming: Bool) async throws(Problem) {}

    func respond(to operation: AnyOperation, _ request: OperationRequest) async throws(Problem) -> OperationResponse {
        asked.withLock { $0.append(request) }
        return try await answer(operation, request)
    }

    /// The same script, whose lists are this table.
    func exporting(_ table: ScriptedTable) -> ScriptedService {
        self.table.withLock { $0 = table }
        return self
    }

    func export(_ operation: AnyOperation, _ request: OperationRequest) async throws(Problem) -> any TableStream {
        _ = try await respond(to: operation, request)
        return table.withLock { $0 }
    }

    func readiness() async -> Problem? { unready }

    /// Sends one request through the router, without a socket.
    func send(
        _ method: HTTPRequest.Method, _ uri: String, headers: HTTPFields = [:], body: String? = nil,
        configuration: WebConfiguration = WebConfiguration(port: 0)
    ) async throws -> TestResponse {
        var headers = headers
        if body != nil, headers[.contentType] == nil { headers[.contentType] = "application/json" }
        let sent = headers
        return try await application(configuration).test(.router) { client in
            try await client.execute(uri: uri, method: method, headers: sent, body: body.map { ByteBuffer(string: $0) })
        }
    }

    func application(
        _ configuration: WebConfiguration = WebConfiguration(port: 0),
        logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    ) throws -> Application<RouterResponder<WebContext>> {
        try WebApplication.build(
            service: self, operations: SampleCatalogue.operations, configuration: configuration,
            logger: logger)
    }
}

extension TestResponse {
    var text: String { String(buffer: body) }

    var json: JSONObject {
        get throws { try #require(try JSONReader.value(body.readableBytesView).object) }
    }

    /// Checks that this is problem details of that name, with everything that belongs to them.
    func expectProblem(_ name: Problem.Name, sourceLocation: SourceLocation = #_sourceLocation) throws {
        #expect(status.code == name.status, sourceLocation: sourceLocation)
        #expect(headers[.contentType] == "application/problem+json", sourceLocation: sourceLocation)
        #expect(headers[.cacheControl] == "no-store", sourceLocation: sourceLocation)
        let body = try json
        #expect(body["type"] == .string("/problems/\(name.rawValue)"), sourceLocation: sourceLocation)
        #expect(body["status"] == .integer(Int64(name.status)), sourceLocation: sourceLocation)
        #expect(body["detail"]?.string?.isEmpty == false, sourceLocation: sourceLocation)
    }
}
