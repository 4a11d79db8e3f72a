import AgencyService
import Logging
import Postgres

extension Installation {
    /// The migrator of this installation's database, as its owner.
    ///
    /// - Throws: `Failure` for a setting or a secret that cannot be used.
    func migrator() throws -> Migrator {
        Migrator(configuration: try ownerConfiguration(), directory: try sqlDirectory, logger: .silent)
    }

    /// How the owner connects.
    func ownerConfiguration() throws -> PoolConfiguration {
        do {
            return try PoolConfiguration(url: try databaseURL)
        } catch let error as PostgresError {
            throw Failure(message: DatabaseProbe.sentence(error), status: .usage, next: "liaison doctor")
        }
    }

    /// Lets the database follow `LIAISON_NOW`, if it is set.
    func allowFixedClock() async throws {
        guard try fixedNow != nil else { return }
        try await asOwner { try await FixedClock.allow(in: $0) }
    }

    /// Runs work on a connection of the owner.
    ///
    /// - Parameter deadline: how long one statement may take; nil for the usual time.
    func asOwner<Result: Sendable>(deadline: Duration? = nil, _ work: (PostgresPool) async throws -> Result) async throws -> Result {
        var configuration = try ownerConfiguration()
        if let deadline { configuration.statementDeadline = deadline }
        configuration.maximumConnections = 1
        configuration.connectRetryWindow = .zero
        let pool = PostgresPool(name: "owner", configuration: configuration, logger: .silent)
        do {
            let result = try await work(pool)
            await pool.close()
            return result
        } catch {
            await pool.close()
            throw error
        }
    }
}

/// The passwords of the login roles, derived from the installation's secret and told to the server.
struct RolePasswords {
    private let installation: Installation

    init(_ installation: Installation) { self.installation = installation }

    /// Sets them in one transaction; doing it again changes nothing that matters.
    func set() async throws {
        let secret = try installation.ensuredRoleSecret()
        try await installation.asOwner { pool in
            let statements = DatabaseRole.allCases.map { role -> SQL in
                // Both are words of letters and digits: a fixed role name and hexadecimal text.
                let password = RolePassword.derive(secret: secret, role: role)
                return "alter role \(raw: role.rawValue) password '\(raw: password)'"
            }
            _ = try await pool.pipeline(statements, commits: true)
        }
    }
}

extension Failure {
    /// What went wrong with the schema, and what to do.
    init(migrating error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case MigrationError.pending(let files):
            self.init(
                message: "The database is behind: \(files.joined(separator: ", ")).", status: .unavailable,
                next: "liaison db migrate")
        case MigrationError.failed(let file, let error):
            self.init(
                message: "\(file) failed and was undone.", status: .failed, next: "liaison db status",
                more: [error.debugDescription])
        case let problem as Problem: self.init(problem, operation: "", input: [:])
        case let error as MigrationError:
            self.init(message: "\(error).", status: .failed, next: "liaison db status")
        case let error as PostgresError:
            let isAbsent = [.connectFailed, .authentication, .connectionLost, .poolWaitExpired].contains(error.code)
            self.init(
                message: isAbsent ? DatabaseProbe.ownerSentence(error) : "The database refused: \(error).",
                status: isAbsent ? .unavailable : .failed, next: "liaison doctor", more: [error.debugDescription])
        default:
            self.init(message: "It went wrong.", status: .failed, more: [String(reflecting: error)])
        }
    }
}

extension DatabaseProbe {
    /// The same for the owner's connection.
    static func ownerSentence(_ error: PostgresError) -> String {
        error.code == .authentication
            ? "The database does not accept the owner's credentials (LIAISON_DATABASE_URL)." : sentence(error)
    }
}
