import Agency
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
            var configuration = try installation.serviceConfiguration()
            configuration.servesMany = false
            service = try AgencyService(configuration, logger: logger)
        } catch let error as PostgresError {
            throw Failure(message: DatabaseProbe.sentence(error), status: .usage, next: "liaison doctor")
        }
    }

    func respond(to operation: AnyOperation, _ request: OperationRequest) async throws -> [UInt8] {
        try await attempt { () async throws(Problem) in try await service.respond(to: operation, request).body }
    }

    func export(
        _ operation: AnyOperation, _ request: OperationRequest, _ write: @Sendable ([UInt8]) throws -> Void
    ) async throws {
        let table = try await attempt { () async throws(Problem) in try await service.export(operation, request) }
        var lines = CSVLines()
        lines.line(table.columns)
        do {
            var goesOn = true
            while goesOn {
                goesOn = try await table.next(&lines)
                try write(lines.bytes)
                lines.removeAll()
            }
        } catch let error as PostgresError {
            await table.close()
            throw TransportFailure.lost(DatabaseProbe.sentence(error))
        } catch {
            await table.close()
            throw error
        }
    }

    private func attempt<Answer>(_ ask: () async throws(Problem) -> Answer) async throws -> Answer {
        do {
            try await installation.allowFixedClock()
        } catch let error as PostgresError {
            throw TransportFailure.unreachable(DatabaseProbe.sentence(error))
        }
        do throws(Problem) {
            return try await ask()
        } catch {
            // A database that is not there is no busy one: the difference is an exit code.
            let isDoubtful = error.name == .busy || error.name == .internal
            let outage = isDoubtful ? await DatabaseProbe(service.configuration).failure() : nil
            throw outage.map { TransportFailure.unreachable($0) } ?? error as any Error
        }
    }

    func close() async { await service.close() }
}
