import Agency
import Crypto
import Postgres

extension AgencyService {
    /// Performs an operation for whoever the token belongs to.
    ///
    /// - Throws: `Problem`, and nothing else.
    package func respond(
        to operation: AnyOperation, _ request: OperationRequest
    ) async throws(Problem) -> OperationResponse {
        do {
            let deadline = operation.description.deadline ?? configuration.statementDeadline
            return try await attempt(operation, request, until: .after(deadline), left: 3)
        } catch {
            throw problem(for: error as any Error, operation: operation.name)
        }
    }

    /// What to tell somebody of whatever went wrong.
    func problem(for error: any Error, operation: String) -> Problem {
        switch error {
        case let problem as Problem: problem
        case is DateOutOfRange:
            Problem(.invalidDate, "That would reach beyond the dates that exist; name an earlier day.", rule: "T9")
        case let error as PostgresError: problem(for: error, operation: operation)
        default: unexpected(error, operation: operation)
        }
    }

    private func attempt(
        _ operation: AnyOperation, _ request: OperationRequest, until end: MonotonicTime, left: Int
    ) async throws -> OperationResponse {
        do {
            return try await perform(operation, request, until: end)
        } catch let error as PostgresError where left > 1 && error.isCuredByRepeating && MonotonicTime.now < end {
            return try await attempt(operation, request, until: end, left: left - 1)
        }
    }

    private func perform(
        _ operation: AnyOperation, _ request: OperationRequest, until end: MonotonicTime
    ) async throws -> OperationResponse {
        let description = operation.description
        if description.effect == .signIn {
            let input = try description.input.checked(request.input, textual: request.textual)
            return try await signIn(operation, input, request, until: end)
        }
        let (token, input) = try await admit(operation, request)
        return description.effect == .read
            ? try await read(operation, input, token, request, until: end)
            : try await write(operation, input, token, request, until: end)
    }

    /// Holds a request against the operation: a token of a role that may, and input that fits.
    func admit(_ operation: AnyOperation, _ request: OperationRequest) async throws -> (SessionToken, JSONObject) {
        let description = operation.description
        let token = try await token(request.token, for: description)
        do {
            return (token, try description.input.checked(request.input, textual: request.textual))
        } catch {
            try await confirm(token)
            throw error
        }
    }

    /// Refuses whoever may not call the operation at all, by their token alone: before their request is read whole.
    ///
    /// - Parameter confirming: whether the database is asked about a token that looks right, too.
    package func checkToken(
        _ text: String?, for operation: AnyOperation, confirming: Bool
    ) async throws(Problem) {
        if operation.description.effect == .signIn { return }
        do {
            let token = try await token(text, for: operation.description)
            if confirming { try await confirm(token) }
        } catch {
            throw problem(for: error as any Error, operation: operation.name)
        }
    }

    private func token(_ text: String?, for description: OperationDescription) async throws -> SessionToken {
        guard let text, let token = SessionToken(text) else { throw Problem.notSignedIn }
        guard description.roles.contains(token.role) else {
            // Somebody without a live session learns nothing of what the role may do.
            try await confirm(token)
            throw Problem.notPermitted(description, role: token.role)
        }
        return token
    }

    /// Asks the database whether the token is live, in a transaction of its own that notes when it was last seen.
    func confirm(_ token: SessionToken) async throws {
        let entrance = SQL.entrance(token: token, operation: "session.confirm", clock: parts.clock, readOnly: true)
        _ = try await pool(DatabaseRole(token.role)).pipeline([entrance], sharing: true)
    }

    private func read(
        _ operation: AnyOperation, _ input: JSONObject, _ token: SessionToken, _ request: OperationRequest,
        until end: MonotonicTime
    ) async throws -> OperationResponse {
        let entrance = SQL.entrance(token: token, operation: operation.name, clock: parts.clock, readOnly: true)
        // What reads for longer than a page does is one of the few tables that are read at a time.
        let place = try operation.description.deadline.map { _ in try tables.take(DatabaseRole(token.role)) }
        let call = Call(
            operation: operation.name, role: token.role, caller: nil, source: request.source, services: parts,
            way: .reading(pool(DatabaseRole(token.role)), entrance: entrance, sharing: !operation.description.isLong),
            end: end)
        let body = try await operation.perform(input, call)
        withExtendedLifetime(place) {}
        return OperationResponse(status: operation.description.status, body: body, isReplay: false)
    }

    private func signIn(
        _ operation: AnyOperation, _ input: JSONObject, _ request: OperationRequest, until end: MonotonicTime
    ) async throws -> OperationResponse {
        let call = Call(
            operation: operation.name, role: nil, caller: nil, source: request.source, services: parts,
            way: .signingIn(pool(.signIn)), end: end)
        let body = try await operation.perform(input, call)
        return OperationResponse(status: operation.description.status, body: body, isReplay: false)
    }

    private func write(
        _ operation: AnyOperation, _ input: JSONObject, _ token: SessionToken, _ request: OperationRequest,
        until end: MonotonicTime
    ) async throws -> OperationResponse {
        let description = operation.description
        let entrance = SQL.entrance(token: token, operation: operation.name, clock: parts.clock, readOnly: false)
        let key = try request.idempotencyKey.map {
            try IdempotencyKey($0, operation: operation.name, input: input, file: request.file)
        }
        let opening = [entrance] + (key.map { [$0.claim] } ?? [])
        return try await pool(DatabaseRole(token.role)).transaction(
            isolation: request.ifMatch == nil ? .readCommitted : .repeatableRead, opening: opening,
            deadline: end.since(.now), statementDeadline: description.deadline
        ) { transaction, results in
            if let key, let stored = try results[1].decode(StoredAnswer.self).first {
                return try key.answer(stored, token: token)
            }
            let call = Call(
                operation: operation.name, role: token.role, caller: try results[0].first.map(Caller.init),
                source: request.source, services: self.parts, way: .writing(transaction), end: end,
                file: request.file)
            if let tag = request.ifMatch { try await self.compare(tag, with: description, input, call) }
            let body = try await operation.perform(input, call)
            if let key {
                transaction.onCommit(with: try key.store(status: description.status, body: body, token: token))
            }
            return OperationResponse(status: description.status, body: body, isReplay: false)
        }
    }

    /// Holds an `If-Match` header against what stands there now; the transaction's snapshot makes a later change a conflict.
    private func compare(
        _ tag: String, with description: OperationDescription, _ input: JSONObject, _ call: Call
    ) async throws {
        guard let resource = description.resource, let shown = Catalogue.operation(named: resource) else {
            throw Problem(.changedMeanwhile, "There is no single answer to hold If-Match against here; leave the header out.")
        }
        let parameters = Set(shown.description.route.parameters)
        let current = try await shown.perform(input.filter { parameters.contains($0.key) }, call)
        guard EntityTag.matches(tag, EntityTag.of(current)) else {
            throw Problem(
                .changedMeanwhile, "Somebody changed it since you read it; read it again and decide anew.",
                facts: ["etag": .string(EntityTag.of(current))])
        }
    }
}
