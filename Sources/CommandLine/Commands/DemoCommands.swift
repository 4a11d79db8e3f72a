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
            do {
                let accounts = try await ProgressBar.during("Loading the demo agency", on: context.terminal) { bar in
                    try await installation.asOwner { pool -> [DemoAccount]? in
                        guard try await DemoAgency.isEmpty(pool) else { return nil }
                        return try await DemoAgency.load(
                            into: pool, clock: ServiceClock(fixed: try installation.fixedNow)
                        ) {
                            bar.advance(to: $0, of: $1)
                        }
                    }
                }
                guard let accounts else {
                    guard ifEmpty else {
                        throw Failure(
                            message: "The database holds data already.", status: .refused,
                            next: "liaison demo load --if-empty")
                    }
                    return
                }
                let path = installation.demoAccountsFile
                let rows =
                    [["role", "email", "password"]] + accounts.map { [$0.role.rawValue, $0.email, $0.password] }
                // Read by scripts as well, so with plain line ends.
                let text = rows.map { $0.map(CSVText.quoted).joined(separator: ",") + "\n" }.joined()
                try PrivateFile(path: path).write(Array(text.utf8))
                context.terminal.tell("The demo accounts are in \(path).")
            } catch {
                throw Failure(migrating: error)
            }
        }
    }
}
