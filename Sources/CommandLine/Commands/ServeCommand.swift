import Agency
import AgencyService
import ArgumentParser
import HTTPFrontEnd
import Logging
import Postgres

/// Serves the API and the pages until a signal.
struct Serve: VerbCommand {
    static let verb = "serve"
    static let about = "Serve the API and the pages until Ctrl-C."
    static let examples = ["liaison serve --port 8080"]
    static let audience = Audience.Requirement.installer

    @Option(help: "Where the installation keeps its things (LIAISON_HOME).") var home: String?
    @Option(help: "The address to listen on (LIAISON_HOST, 127.0.0.1).") var host: String?
    @Option(help: "The port to listen on (LIAISON_PORT, 8080); 0 takes a free one.") var port: Int?
    @Option(help: "An existing PostgreSQL as a libpq URL; a password stays hidden in LIAISON_DATABASE_URL only.")
    var databaseUrl: String?
    @Option(help: "Where mail goes out (LIAISON_SMTP_URL).") var smtpUrl: String?
    @Option(help: "The URL that people use (LIAISON_BASE_URL).") var baseUrl: String?
    @Option(help: "trace, debug, info, notice, warning, error or critical (LIAISON_LOG_LEVEL, info).")
    var logLevel: String?
    @Option(help: "A time at which the clock stands still, for demonstrations and tests (LIAISON_NOW).")
    var now: String?
    @Option(
        help: "Seconds that an export waits for a reader who stopped reading (LIAISON_EXPORT_DEADLINE, 30), from 1 to 50.")
    var exportDeadline: Int?
    @Option(help: "Connections of each database login role at the most (LIAISON_CONNECTIONS_PER_ROLE, 8), from 2 to 1000.")
    var connectionsPerRole: Int?
    @Option(
        help: "on, or off for a PgBouncer older than 1.21, which gives away other clients' statements (LIAISON_PREPARED_STATEMENTS, on).")
    var preparedStatements: String?
    @Flag(help: "Say more when something goes wrong.") var debug = false

    var wantsDetails: Bool { debug }

    func run(in context: CommandContext) async throws {
        Scheduling.yieldToOthers()
        DescriptorLimit.raise()
        let installation = Installation(environment: environment(context.environment))
        let logger = try Self.logger(installation.setting("LIAISON_LOG_LEVEL"))
        let configuration = try webConfiguration(installation)
        try await Self.refuseBehindMigrations(installation)
        try await installation.allowFixedClock()
        let service: AgencyService
        do {
            service = try AgencyService(try installation.serviceConfiguration(), logger: logger)
        } catch let error as PostgresError {
            throw Failure.unavailable(DatabaseProbe.sentence(error), more: [error.description])
        }
        let terminal = context.terminal
        if let fixed = service.configuration.clock.fixed { terminal.tell(Self.notice(fixed, terminal.errorColour)) }
        do {
            try await WebApplication.run(
                service: service, operations: Catalogue.operations, configuration: configuration, logger: logger
            ) { url in
                try? terminal.write("listening on \(url)\n")
            }
        } catch {
            await service.close()
            throw Failure.failed(
                "Cannot serve on \(configuration.host):\(configuration.port): \(String(describing: error))",
                next: "liaison serve --port 0")
        }
        await service.close()
    }

    /// The environment with what the flags say in place of it.
    func environment(_ environment: [String: String]) -> [String: String] {
        var result = environment
        let flags = [
            "LIAISON_HOME": home, "LIAISON_HOST": host, "LIAISON_PORT": port.map(String.init),
            "LIAISON_DATABASE_URL": databaseUrl, "LIAISON_SMTP_URL": smtpUrl, "LIAISON_BASE_URL": baseUrl,
            "LIAISON_LOG_LEVEL": logLevel, "LIAISON_NOW": now,
            "LIAISON_EXPORT_DEADLINE": exportDeadline.map(String.init),
            "LIAISON_CONNECTIONS_PER_ROLE": connectionsPerRole.map(String.init),
            "LIAISON_PREPARED_STATEMENTS": preparedStatements,
        ]
        for case (let name, let value?) in flags { result[name] = value }
        return result
    }

    private func webConfiguration(_ installation: Installation) throws -> WebConfiguration {
        let text = installation.setting("LIAISON_PORT") ?? "8080"
        guard let port = Int(text), (0...65_535).contains(port) else {
            throw Failure(message: "The port must be a number from 0 to 65535; it is \(text).", status: .usage)
        }
        var configuration = WebConfiguration(
            host: installation.setting("LIAISON_HOST") ?? "127.0.0.1", port: port,
            baseURL: installation.setting("LIAISON_BASE_URL"))
        if let text = installation.setting("LIAISON_EXPORT_DEADLINE") {
            // After a minute PostgreSQL itself ends a transaction that nobody goes on with (sql/roles.sql).
            guard let seconds = Int(text), (1...50).contains(seconds) else {
                throw Failure(
                    message: "The export deadline must be a number of seconds from 1 to 50; it is \(text).", status: .usage)
            }
            configuration.exportDeadline = .seconds(seconds)
        }
        return configuration
    }

    private static func logger(_ level: String?) throws -> Logger {
        guard let level = Logger.Level(rawValue: level?.lowercased() ?? "info") else {
            let levels = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
            throw Failure(message: "The log level must be one of \(levels).", status: .usage)
        }
        var logger = Logger(label: "liaison", factory: { StreamLogHandler.standardError(label: $0) })
        logger.logLevel = level
        return logger
    }

    private static func refuseBehindMigrations(_ installation: Installation) async throws {
        do {
            try await installation.migrator().check()
        } catch {
            throw Failure(migrating: error)
        }
    }

    private static func notice(_ instant: Instant, _ colour: Bool) -> String {
        let text = "THE CLOCK STANDS STILL at \(instant) (LIAISON_NOW): for demonstrations and tests only."
        return colour ? Colour.yellow.paint(text) : text
    }
}
