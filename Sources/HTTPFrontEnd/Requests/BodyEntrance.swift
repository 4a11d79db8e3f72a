import AgencyService
import Hummingbird

/// Decides whose bodies are read, and how much of them there may be at once.
struct BodyEntrance: Sendable {
    let operation: AnyOperation
    let service: any WebService
    let configuration: WebConfiguration
    let limits: RequestLimits

    private var isImport: Bool { operation.description.route.path.hasPrefix("/imports/") }

    /// Refuses, before anything of the body is read, whoever may not send it.
    ///
    /// - Returns: for an import a place, to be held for as long as the body is in memory.
    /// - Throws: `Problem`; inside of `ClosingProblem` where much may follow that nobody will read.
    func admit(_ request: Request, token: String?) async throws -> ConcurrencyLimit.Permit? {
        let isLarge = BodyReader.announcedLength(request).map { $0 == 0 || $0 > configuration.strangerBodyLimit } ?? false
        do throws(Problem) {
            let permit = try limits.requests.admit()
            try await service.checkToken(token, for: operation, confirming: isLarge)
            withExtendedLifetime(permit) {}
            guard isImport, isLarge else { return nil }
            guard let place = limits.imports.enter() else {
                throw Problem(.busy, "Other imports are under way. Try again in a moment.", facts: ["retry_after": 10])
            }
            return place
        } catch {
            if isLarge { throw ClosingProblem(problem: error) }
            throw error
        }
    }

    /// - Throws: `ClosingProblem` for a body that is too large or too slow, or for which there is no room.
    func read(_ request: Request) async throws -> ByteBuffer {
        var reader = BodyReader(
            limit: configuration.bodyLimit, deadline: configuration.readDeadline, budget: limits.bodies)
        if isImport {
            (reader.limit, reader.budget) = (configuration.importBodyLimit, nil)
        } else if operation.description.effect == .signIn {
            reader.limit = min(configuration.bodyLimit, configuration.strangerBodyLimit)
        }
        return try await reader.body(of: request)
    }
}
