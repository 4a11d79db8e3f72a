import AgencyService

/// Calls operations, and calls again where that can do no harm.
struct OperationCaller {
    let transport: any Transport
    let token: String?
    /// How often a request is sent at the most.
    var tries = 3
    /// The pause before another try, unless the service names one.
    var pause: Duration = .milliseconds(200)

    /// Performs an operation; a POST carries one idempotency key through all its tries.
    ///
    /// - Throws: `Failure`.
    func call(_ name: String, _ input: JSONObject, key: String? = nil, file: SentFile? = nil) async throws -> [UInt8] {
        guard let operation = Catalogue.operation(named: name) else {
            throw Failure.failed("This version does not know the operation \(name).")
        }
        let isPost = operation.description.route.method == .post && operation.description.effect == .write
        let key = isPost ? key ?? Self.randomKey() : nil
        let request = OperationRequest(token: token, input: input, idempotencyKey: key, file: file)
        let isRepeatable = key != nil || operation.description.effect == .read
        for attempt in 1... {
            let isLast = attempt >= tries
            do {
                return try await transport.respond(to: operation, request)
            } catch let problem as Problem {
                let settles = problem.name == .busy || (problem.name == .inDoubt && isRepeatable)
                guard settles, !isLast else { throw Failure(problem, operation: name, input: input, key: key) }
                let wait = problem.facts["retry_after"]?.integer.map { Duration.seconds(min($0, 2)) }
                try await Task.sleep(for: wait ?? pause)
            } catch TransportFailure.lost(let reason) {
                guard isRepeatable, !isLast else { throw Self.lost(reason, key: key) }
                try await Task.sleep(for: pause)
            } catch TransportFailure.unreachable(let reason) {
                throw Failure.unavailable(reason)
            }
        }
        throw Failure.failed("The request was not sent.")
    }

    /// Has a whole list written as comma-separated text; tried once, as what was written cannot be taken back.
    ///
    /// - Throws: `Failure`, and what `write` throws.
    func export(_ name: String, _ input: JSONObject, _ write: @Sendable ([UInt8]) throws -> Void) async throws {
        guard let operation = Catalogue.operation(named: name) else {
            throw Failure.failed("This version does not know the operation \(name).")
        }
        do {
            try await transport.export(operation, OperationRequest(token: token, input: input), write)
        } catch let problem as Problem {
            throw Failure(problem, operation: name, input: input)
        } catch TransportFailure.lost(let reason) {
            throw Failure.unavailable("\(reason) The table is not whole.")
        } catch TransportFailure.unreachable(let reason) {
            throw Failure.unavailable(reason)
        }
    }

    private static func lost(_ reason: String, key: String?) -> Failure {
        Failure.unavailable(
            "\(reason) Whether it was stored is not known.",
            next: key.map { "the same command with --idempotency-key \($0)" } ?? "liaison doctor")
    }

    private static func randomKey() -> String {
        Base64URL.encode((0..<18).map { _ in UInt8.random(in: .min ... .max) })
    }
}
