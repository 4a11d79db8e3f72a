import AgencyService
import Hummingbird
import Synchronization

/// Counts the requests in work and turns away what is too many: a queue without bound only makes everybody wait.
final class ConcurrencyLimit: Sendable {
    private let inWork = Atomic<Int>(0)
    private let refused = Atomic<Int>(0)
    private let most: Int

    init(_ most: Int) { self.most = most }

    /// How many requests are in work.
    var current: Int { inWork.load(ordering: .relaxed) }

    /// How many were turned away since the start.
    var turnedAway: Int { refused.load(ordering: .relaxed) }

    /// A place, given back when nobody holds the permit any more, or nil if all are taken.
    func enter() -> Permit? {
        guard inWork.add(1, ordering: .relaxed).newValue <= most else {
            inWork.subtract(1, ordering: .relaxed)
            refused.add(1, ordering: .relaxed)
            return nil
        }
        return Permit(self)
    }

    /// A place for a request in work.
    ///
    /// - Throws: `busy` if all are taken.
    func admit() throws(Problem) -> Permit {
        guard let permit = enter() else {
            throw Problem(.busy, "Too many requests are in work. Try again in a moment.", facts: ["retry_after": 1])
        }
        return permit
    }

    final class Permit: Sendable {
        private let limit: ConcurrencyLimit

        fileprivate init(_ limit: ConcurrencyLimit) { self.limit = limit }

        deinit { limit.inWork.subtract(1, ordering: .relaxed) }

        /// Keeps the place until the answer is sent, where that is not at once.
        func keep(for response: inout Response) {
            guard response.body.contentLength == nil else { return }
            let body = response.body
            response.body = ResponseBody { writer in
                try await body.write(writer)
                withExtendedLifetime(self) {}
            }
        }
    }
}

/// Lets in as many requests as the limit allows.
///
/// Those of operations come in by `OperationEndpoint`, which knows when their bodies are there.
struct Admission: RouterMiddleware {
    let limit: ConcurrencyLimit

    func handle(
        _ request: Request, context: WebContext, next: @concurrent (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        let permit = try limit.admit()
        var response = try await next(request, context)
        permit.keep(for: &response)
        return response
    }
}
