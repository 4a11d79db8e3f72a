import Agency
import AgencyService

/// What the front end needs of the service behind it.
package protocol WebService: Sendable {
    /// Refuses whoever may not call the operation at all, by their token alone.
    ///
    /// - Parameter confirming: whether the database is asked about a token that looks right, too.
    func checkToken(_ token: String?, for operation: AnyOperation, confirming: Bool) async throws(Problem)
    /// Performs an operation for whoever the token belongs to.
    func respond(
        to operation: AnyOperation, _ request: OperationRequest
    ) async throws(Problem) -> OperationResponse
    /// Opens a whole list as a table for whoever the token belongs to; the caller closes it.
    func export(_ operation: AnyOperation, _ request: OperationRequest) async throws(Problem) -> any TableStream
    /// Why the service cannot work right now, or nil.
    func readiness() async -> Problem?
    /// The moment at which the clock stands still, in RFC 3339, or nil for the wall clock.
    var fixedTime: String? { get }
    /// Readings of every connection pool, for `/metrics`.
    var poolReadings: [PoolReading] { get }
}
