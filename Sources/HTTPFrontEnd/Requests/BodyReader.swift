import AgencyService
import Hummingbird

/// A refusal after which the connection is of no use, because the rest of the request is still to come.
struct ClosingProblem: Error {
    var problem: Problem
}

/// The client went away or broke the protocol in the middle of its body; there is nobody to answer.
struct BrokenRequest: Error {
    var underlying: any Error
}

/// Reads a request's body, but not more of it and not longer than allowed.
struct BodyReader: Sendable {
    /// Bytes at the most.
    var limit: Int
    /// How long the body may take, apart from a second more for every 64 KiB of it.
    var deadline: Duration
    /// What all bodies under way may take together; nil where that is bounded otherwise.
    var budget: ByteBudget?

    /// - Throws: `ClosingProblem` for a body that is too large or too slow, or for which there is no room.
    func body(of request: Request) async throws -> ByteBuffer {
        guard let length = Self.announcedLength(request) else { return ByteBuffer() }
        guard length <= limit else { throw tooLarge }
        let start = ContinuousClock.now
        var body = ByteBuffer()
        defer { budget?.give(back: body.readableBytes) }
        do {
            // A body that stops altogether is ended by the connection's idle time-out; this ends one that drips.
            for try await chunk in request.body {
                guard body.readableBytes + chunk.readableBytes <= limit else { throw tooLarge }
                guard budget?.take(chunk.readableBytes) ?? true else { throw tooMuch }
                body.writeImmutableBuffer(chunk)
                let allowance = deadline + .seconds(body.readableBytes >> 16)
                guard ContinuousClock.now - start <= allowance else { throw tooSlow }
            }
        } catch let error as ClosingProblem {
            throw error
        } catch {
            throw BrokenRequest(underlying: error)
        }
        return body
    }

    /// The length that the headers announce: nil without a body, 0 where they do not say how much follows.
    static func announcedLength(_ request: Request) -> Int? {
        if let length = request.headers[.contentLength].flatMap({ Int($0) }) { return length == 0 ? nil : length }
        return request.headers[.transferEncoding] == nil ? nil : 0
    }

    private var tooLarge: ClosingProblem {
        ClosingProblem(
            problem: Problem(
                .tooLarge, "The body is larger than \(limit) bytes.", facts: ["limit": .integer(Int64(limit))]))
    }

    private var tooMuch: ClosingProblem {
        ClosingProblem(
            problem: Problem(
                .busy, "Too many large requests are under way. Try again in a moment.", facts: ["retry_after": 1]))
    }

    private var tooSlow: ClosingProblem {
        ClosingProblem(
            problem: Problem(.malformed, "The body did not arrive within \(deadline.components.seconds) seconds."))
    }
}
