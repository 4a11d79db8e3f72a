/// What all requests share.
struct RequestLimits: Sendable {
    /// Requests in work.
    let requests: ConcurrencyLimit
    /// Imports whose bodies are in memory.
    let imports: ConcurrencyLimit
    /// Other bodies, until they are there.
    let bodies: ByteBudget

    init(_ configuration: WebConfiguration) {
        requests = ConcurrencyLimit(configuration.concurrentRequests)
        imports = ConcurrencyLimit(configuration.concurrentImports)
        bodies = ByteBudget(configuration.arrivingBytes)
    }
}
