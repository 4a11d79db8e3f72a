import Agency
import AgencyService

/// What the front end needs of the service behind it.
package protocol WebService: Sendable {
    /// Performs an operation for whoever the token belongs to.
    func respond(
        to operation: AnyOperation, _ request: OperationRequest
    ) async throws(Problem) -> OperationResponse
    /// Why the service cannot work right now, or nil.
    func readiness() async -> Problem?
    /// The moment at which the clock stands still, in RFC 3339, or nil for the wall clock.
    var fixedTime: String? { get }
    /// Readings of every connection pool, for `/metrics`.
    var poolReadings: [PoolReading] { get }
}

/// One number of one connection pool.
package struct PoolReading: Sendable {
    package var pool: String
    /// The metric's name without its prefix: `connections_idle`.
    package var name: String
    package var value: Int
    package var isCounter: Bool

    package init(pool: String, name: String, value: Int, isCounter: Bool = false) {
        self.pool = pool
        self.name = name
        self.value = value
        self.isCounter = isCounter
    }
}
