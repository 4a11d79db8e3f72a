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

    final class Permit: Sendable {
        private let limit: ConcurrencyLimit

        fileprivate init(_ limit: ConcurrencyLimit) { self.limit = limit }

        deinit { limit.inWork.subtract(1, ordering: .relaxed) }
    }
}

/// Lets in as many requests as the limit allows; a streamed answer counts until it is sent.
struct Admission: RouterMiddleware {
    let limit: ConcurrencyLimit

    func handle(
        _ request: Request, context: WebContext, next: @concurrent (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        guard let permit = limit.enter() else {
            throw Problem(.busy, "Too many requests are in work. Try again in a moment.", facts: ["retry_after": 1])
        }
        var response = try await next(request, context)
        if response.body.contentLength == nil {
            let body = response.body
            response.body = ResponseBody { writer in
                try await body.write(writer)
                withExtendedLifetime(permit) {}
            }
        }
        withExtendedLifetime(permit) {}
        return response
    }
}
