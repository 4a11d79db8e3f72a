import AgencyService
import Logging
import Postgres

/// Asks the database whether it is there at all.
struct DatabaseProbe {
    private let configuration: ServiceConfiguration

    init(_ configuration: ServiceConfiguration) { self.configuration = configuration }

    /// Why the database does not let the service in, or nil if it does.
    func failure() async -> String? {
        do {
            let password = configuration.roleSecret.map { RolePassword.derive(secret: $0, role: .signIn) }
            var pool = try PoolConfiguration(
                url: configuration.databaseURL, user: DatabaseRole.signIn.rawValue, password: password)
            pool.connectRetryWindow = .zero
            let probe = PostgresPool(name: "probe", configuration: pool, logger: .silent)
            do {
                _ = try await probe.pipeline(["select 1"], deadline: .seconds(5))
                await probe.close()
                return nil
            } catch {
                await probe.close()
                return Self.sentence(error)
            }
        } catch {
            return Self.sentence(error)
        }
    }

    /// What a person can do about a database that does not answer.
    static func sentence(_ error: PostgresError) -> String {
        switch error.code {
        case .authentication:
            "The database does not let the service in; its roles are made and given passwords by liaison db migrate."
        case .misuse: "LIAISON_DATABASE_URL is no URL that libpq understands."
        default: "The database does not answer; is it started (deploy/run)?"
        }
    }
}

extension Logger {
    /// A log that nobody reads: refusals are told on standard error.
    static var silent: Logger { Logger(label: "liaison", factory: { _ in SwiftLogNoOpLogHandler() }) }
}
