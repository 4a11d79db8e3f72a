import AgencyService
import Logging
import Postgres

/// Operations in this process, straight on the database.
struct LocalTransport: Transport {
    let service: AgencyService
    private let installation: Installation

    /// - Throws: `Failure` for a setting or a secret that cannot be used.
    init(installation: Installation, logger: Logger) throws {
        self.installation = installation
        do {
            service = try AgencyService(try installation.serviceConfiguration(), logger: logger)
        } catch let error as PostgresError {
            throw Failure(message: DatabaseProbe.sentence(error), status: .usage, next: "liaison doctor")
        }
    }

    func respond(to operation: AnyOperation, _ request: OperationRequest) async throws -> [UInt8] {
        do {
            try await installation.allowFixedClock()
        } catch let error as PostgresError {
            throw TransportFailure.unreachable(DatabaseProbe.sentence(error))
        }
        do throws(Problem) {
            return try await service.respond(to: operation, request).body
        } catch {
            // A database that is not there is no busy one: the difference is an exit code.
            let isDoubtful = error.name == .busy || error.name == .internal
            let outage = isDoubtful ? await DatabaseProbe(service.configuration).failure() : nil
            throw outage.map { TransportFailure.unreachable($0) } ?? error as any Error
        }
    }

    func close() async { await service.close() }
}
