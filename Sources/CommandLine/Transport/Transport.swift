import AgencyService

/// A way to the service: in this process, or over HTTP.
protocol Transport: Sendable {
    /// - Throws: `Problem` for what the service refuses, `TransportFailure` for what did not reach it.
    func respond(to operation: AnyOperation, _ request: OperationRequest) async throws -> [UInt8]
    /// Hands over a whole list as comma-separated text, piece by piece.
    ///
    /// - Throws: as `respond`; and what `write` throws.
    func export(
        _ operation: AnyOperation, _ request: OperationRequest, _ write: @Sendable ([UInt8]) throws -> Void
    ) async throws
    func close() async
}

/// Why there is no answer.
enum TransportFailure: Error {
    /// Nothing was sent.
    case unreachable(String)
    /// The connection broke after the request had begun; it may have taken effect.
    case lost(String)
}
