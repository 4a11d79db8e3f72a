import AgencyService
import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix

/// Operations over HTTP.
struct RemoteTransport: Transport {
    let server: String
    private let client: HTTPClient
    private let group: MultiThreadedEventLoopGroup

    /// The most that an answer may hold.
    private static let largestAnswer = 256 << 20
    /// The most that a server takes in one request.
    private static let largestFile = 64 << 20

    init(server: String) {
        self.server = server
        // One thread, no proxy look-up, no redirects: a command sends one request and ends.
        group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.timeout.connect = .seconds(5)
        configuration.httpVersion = .http1Only
        configuration.decompression = .disabled
        // A refused connection is an answer; the client would go on trying until the time for connecting is over.
        configuration.connectionPool.retryConnectionEstablishment = false
        client = HTTPClient(eventLoopGroup: group, configuration: configuration)
    }

    func close() async {
        try? await client.shutdown()
        try? await group.shutdownGracefully()
    }

    func respond(to operation: AnyOperation, _ request: OperationRequest) async throws -> [UInt8] {
        let message = try message(operation, request, accepting: "application/json")
        // What has a limit of its own may take that long, everything else answers or has gone wrong.
        let limit = operation.description.deadline.map { TimeAmount.seconds($0.components.seconds + 60) }
        let (status, body) = try await send(message, within: limit ?? .seconds(60))
        guard status < 300 else { throw try RemoteProblem.read(status: status, body: body, server: server) }
        return body.isEmpty ? Array("{}".utf8) : body
    }

    func export(
        _ operation: AnyOperation, _ request: OperationRequest, _ write: @Sendable ([UInt8]) throws -> Void
    ) async throws {
        let message = try message(operation, request, accepting: "text/csv")
        try await executing { () async throws in
            let response = try await client.execute(message, timeout: .hours(24))
            guard response.status.code < 300 else {
                let body = Array(try await response.body.collect(upTo: Self.largestAnswer).readableBytesView)
                throw try RemoteProblem.read(status: Int(response.status.code), body: body, server: server)
            }
            for try await piece in response.body { try write(Array(piece.readableBytesView)) }
        }
    }

    private func message(
        _ operation: AnyOperation, _ request: OperationRequest, accepting type: String
    ) throws -> HTTPClientRequest {
        let file = try request.file?.bytes(limit: Self.largestFile)
        let parts = try RemoteRequest(operation.description.route, request.input, hasFile: file != nil)
        var message = HTTPClientRequest(url: server + "/api/v1" + parts.target)
        message.method = HTTPMethod(rawValue: operation.description.route.method.rawValue)
        message.headers.add(name: "accept", value: type)
        if let token = request.token { message.headers.add(name: "authorization", value: "Bearer \(token)") }
        if let key = request.idempotencyKey { message.headers.add(name: "idempotency-key", value: key) }
        if let body = file ?? parts.body {
            message.headers.add(name: "content-type", value: file == nil ? "application/json" : "text/csv")
            message.body = .bytes(ByteBuffer(bytes: body))
        }
        return message
    }

    /// Fetches a path outside the API, for `doctor`.
    func status(of path: String) async throws -> Int {
        try await send(HTTPClientRequest(url: server + path), within: .seconds(5)).status
    }

    private func send(_ message: HTTPClientRequest, within limit: TimeAmount) async throws -> (
        status: Int, body: [UInt8]
    ) {
        try await executing { () async throws in
            let response = try await client.execute(message, timeout: limit)
            let buffer = try await response.body.collect(upTo: Self.largestAnswer)
            return (Int(response.status.code), Array(buffer.readableBytesView))
        }
    }

    /// Says of a failure whether the request was sent.
    private func executing<Answer>(_ exchange: () async throws -> Answer) async throws -> Answer {
        do {
            return try await exchange()
        } catch let error as Problem {
            throw error
        } catch let error as Failure {
            throw error
        } catch let error as BrokenPipe {
            throw error
        } catch let error as HTTPClientError where Self.neverSent.contains(error) {
            throw TransportFailure.unreachable("\(server) does not answer: \(error.shortDescription).")
        } catch is NIOConnectionError {
            throw TransportFailure.unreachable("\(server) does not answer.")
        } catch let error as IOError where error.errnoCode == ECONNREFUSED || error.errnoCode == ENOENT {
            throw TransportFailure.unreachable("\(server) does not answer.")
        } catch let error as HTTPClientError {
            throw TransportFailure.lost("\(server) broke off: \(error.shortDescription).")
        } catch {
            throw TransportFailure.lost("\(server) broke off.")
        }
    }

    private static let neverSent: [HTTPClientError] = [
        .connectTimeout, .invalidURL, .emptyHost, .emptyScheme, .tlsHandshakeTimeout, .getConnectionFromPoolTimeout,
    ]
}
