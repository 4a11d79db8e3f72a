import AgencyService
import ArgumentParser
import Postgres

struct DemoCommands: NounCommand {
    static let noun = "demo"
    static let about = "A made-up agency to look at."
    static let verbs: [any VerbCommand.Type] = [Load.self]

    /// Fills an empty database with the demo agency, or one of any size, and writes its accounts down.
    struct Load: VerbCommand {
        static let verb = "load"
        static let about = "Fill an empty database with a made-up agency."
        static let examples = ["liaison demo load --if-empty", "liaison demo load --scale 200 --overdue 5000 --sessions 1000"]
        static let audience = Audience.Requirement.installer

        @Flag(help: "Do nothing, and succeed, where there is data already.") var ifEmpty = false
        @Option(
            help: ArgumentHelp(
                "Make an agency of so many thousand candidates, with two years of history and 5000 interviews for each thousand; takes a superuser.",
                valueName: "thousands"))
        var scale: Int?
        @Option(help: "With --scale: the same seed makes the same agency on the same day.") var seed: UInt64?
        @Option(help: "With --scale: exactly so many interviews are overdue (default: one of 200).") var overdue: Int?
        @Option(
            help: ArgumentHelp(
                "With --scale, for load tests only: sign in so many candidates, a coordinator and eight recruiters, and write their tokens to load-sessions.csv.",
                valueName: "candidates"))
        var sessions: Int?
        @Flag(help: "Say more when something goes wrong.") var debug = false
        var wantsDetails: Bool { debug }

        func validate() throws {
            guard let scale else {
                guard seed == nil, overdue == nil, sessions == nil else {
                    throw ValidationError("--seed, --overdue and --sessions go with --scale.")
                }
                return
            }
            if let fault = order(scale).fault { throw ValidationError(fault) }
        }

        private func order(_ scale: Int) -> ScaledAgency.Order {
            ScaledAgency.Order(scale: scale, seed: seed ?? 1, overdue: overdue, sessions: sessions ?? 0)
        }

        func run(in context: CommandContext) async throws {
            let installation = context.installation
            let accountsFile = PrivateFile(path: installation.demoAccountsFile)
            let sessionsFile = PrivateFile(path: installation.loadSessionsFile)
            do {
                // Passwords and tokens are stored nowhere else: better no demo than one that nobody can enter.
                try accountsFile.prepare()
                let label = scale == nil ? "Loading the demo agency" : "Loading an agency"
                let loaded = try await ProgressBar.during(label, on: context.terminal) { bar in
                    try await installation.asOwner(deadline: scale.map { .seconds(60 + 10 * $0) }) { try await load(into: $0, installation, bar) }
                }
                guard let loaded else {
                    guard ifEmpty else {
                        throw Failure(
                            message: "The database holds data already.", status: .refused,
                            next: "liaison demo load --if-empty")
                    }
                    return
                }
                try Self.write(
                    [["role", "email", "password"]] + loaded.accounts.map { [$0.role.rawValue, $0.email, $0.password] }, to: accountsFile)
                context.terminal.tell("The demo accounts are in \(accountsFile.path).")
                guard !loaded.sessions.isEmpty else { return }
                try Self.write(
                    [["role", "account_id", "token"]] + loaded.sessions.map { [$0.role.rawValue, String($0.accountID), $0.token] }, to: sessionsFile)
                context.terminal.tell("The open sessions are in \(sessionsFile.path).")
            } catch let failure as ScaledAgency.Failure {
                throw Failure(message: failure.description, status: .refused, next: "check LIAISON_DATABASE_URL")
            } catch {
                throw Failure(migrating: error)
            }
        }

        /// Read by scripts as well, so with plain line ends.
        private static func write(_ rows: [[String]], to file: PrivateFile) throws {
            let text = rows.map { $0.map(CSVText.quoted).joined(separator: ",") + "\n" }.joined()
            try file.write(Array(text.utf8))
        }

        private typealias Loaded = (accounts: [DemoAccount], sessions: [ScaledAgency.OpenSession])

        /// - Returns: who can sign in, or nil where the database is somebody's already.
        private func load(into pool: PostgresPool, _ installation: Installation, _ bar: ProgressBar) async throws -> Loaded? {
            guard try await DemoAgency.isEmpty(database: pool) else { return nil }
            try await installation.allowFixedClock()
            let service = try AgencyService(try installation.serviceConfiguration(), logger: .silent)
            do {
                let loaded: Loaded
                if let scale {
                    loaded = try await ScaledAgency.load(order(scale), into: pool, service: service) { bar.advance(to: Int($0 * 100), of: 100) }
                } else {
                    let accounts = try await DemoAgency.load(into: pool, service: service) { bar.advance(to: Int($1 * 100), of: 100) }
                    loaded = (accounts, [])
                }
                await service.close()
                return loaded
            } catch {
                await service.close()
                if error as? DemoAgency.Failure == .notEmpty { return nil }
                throw error
            }
        }
    }
}
