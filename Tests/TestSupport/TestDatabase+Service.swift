import Agency
import AgencyService
import Postgres

extension TestDatabase {
    /// A service on this database whose clock stands still; closed with the database.
    package func service(now: String = Cast.now, connections: Int = 4) throws -> AgencyService {
        guard let instant = Instant(rfc3339: now) else { throw TestSupportError("no time with its zone: \(now)") }
        let service = try AgencyService(
            ServiceConfiguration(
                databaseURL: url, clock: ServiceClock(fixed: instant), connectionsPerRole: connections,
                statementDeadline: .seconds(30)),
            logger: TestCluster.quietLogger)
        atEnd { await service.close() }
        return service
    }
}

extension AgencyService {
    /// Performs an operation of the catalogue and gives its answer as a value.
    ///
    /// - Throws: `Problem`, or `TestSupportError` for a name that is not in the catalogue.
    @discardableResult
    package func call(
        _ operation: String, as token: String?, _ input: JSONObject = [:], key: String? = nil, ifMatch: String? = nil
    ) async throws -> JSONValue {
        let response = try await respond(operation, as: token, input, key: key, ifMatch: ifMatch)
        return response.body.isEmpty ? .null : try JSONReader.value(response.body)
    }

    /// Performs an operation as one of the cast.
    @discardableResult
    package func call(
        _ operation: String, as person: Cast.Person, _ input: JSONObject = [:], key: String? = nil,
        ifMatch: String? = nil
    ) async throws -> JSONValue {
        try await call(operation, as: person.token, input, key: key, ifMatch: ifMatch)
    }

    /// The answer as it goes to a front end, to be compared byte for byte.
    package func respond(
        _ operation: String, as token: String?, _ input: JSONObject = [:], key: String? = nil, ifMatch: String? = nil
    ) async throws -> OperationResponse {
        guard let found = Catalogue.operation(named: operation) else {
            throw TestSupportError("no operation \(operation) in the catalogue")
        }
        return try await respond(
            to: found, OperationRequest(token: token, input: input, idempotencyKey: key, ifMatch: ifMatch))
    }

    /// The problem that an operation is refused with.
    ///
    /// - Throws: `TestSupportError` if it is not refused.
    package func refusal(
        _ operation: String, as person: Cast.Person?, _ input: JSONObject = [:], key: String? = nil,
        ifMatch: String? = nil
    ) async throws -> Problem {
        do {
            let answer = try await call(operation, as: person?.token, input, key: key, ifMatch: ifMatch)
            throw TestSupportError("\(operation) was not refused; it answered \(answer)")
        } catch let problem as Problem {
            return problem
        }
    }
}
