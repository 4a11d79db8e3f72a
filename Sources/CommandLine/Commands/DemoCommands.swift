import AgencyService
import ArgumentParser
import Postgres

struct DemoCommands: NounCommand {
    static let noun = "demo"
    static let about = "A made-up agency to look at."
    static let verbs: [any VerbCommand.Type] = [Load.self]

    /// Fills an empty database with the demo agency and writes its accounts down.
    struct Load: VerbCommand {
        static let verb = "load"
        static let about = "Fill an empty database with a made-up agency."
        static let audience = Audience.Requirement.installer

        @Flag(help: "Do nothing, and succeed, where there is data already.") var ifEmpty = false
        @Flag(help: "Say more when something goes wrong.") var debug = false
        var wantsDetails: Bool { debug }

        func run(in context: CommandContext) async throws {
            let installation = context.installation
            let file = PrivateFile(path: installation.demoAccountsFile)
            do {
                // The passwords are stored nowhere else: better no demo than one that nobody can enter.
                try file.prepare()
                let accounts = try await ProgressBar.during("Loading the demo agency", on: context.terminal) { bar in
                    try await installation.asOwner { try await Self.load(into: $0, installation, bar) }
                }
                guard let accounts else {
                    guard ifEmpty else {
                        throw Failure(
                            message: "The database holds data already.", status: .refused,
                            next: "liaison demo load --if-empty")
                    }
                    return
                }
                let rows =
                    [["role", "email", "password"]] + accounts.map { [$0.role.rawValue, $0.email, $0.password] }
                // Read by scripts as well, so with plain line ends.
                let text = rows.map { $0.map(CSVText.quoted).joined(separator: ",") + "\n" }.joined()
                try file.write(Array(text.utf8))
                context.terminal.tell("The demo accounts are in \(file.path).")
            } catch {
                throw Failure(migrating: error)
            }
        }

        /// - Returns: the accounts, or nil where the database is somebody's already.
        private static func load(
            into pool: PostgresPool, _ installation: Installation, _ bar: ProgressBar
        ) async throws -> [DemoAccount]? {
            guard try await DemoAgency.isEmpty(database: pool) else { return nil }
            try await installation.allowFixedClock()
            let service = try AgencyService(try installation.serviceConfiguration(), logger: .silent)
            do {
                let accounts = try await DemoAgency.load(into: pool, service: service) { _, part in
                    bar.advance(to: Int(part * 100), of: 100)
                }
                await service.close()
                return accounts
            } catch {
                await service.close()
                if error as? DemoAgency.Failure == .notEmpty { return nil }
                throw error
            }
        }
    }
}
