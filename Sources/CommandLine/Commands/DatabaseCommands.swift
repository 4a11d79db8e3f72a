import AgencyService
import ArgumentParser
import Postgres

struct DatabaseCommands: NounCommand {
    static let noun = "db"
    static let about = "The database's schema."
    static let verbs: [any VerbCommand.Type] = [Migrate.self, Status.self, Check.self]

    /// Brings roles, schema and role passwords up to date.
    struct Migrate: VerbCommand {
        static let verb = "migrate"
        static let about = "Make roles, apply the migrations that are not applied yet, and set the roles' passwords."
        static let audience = Audience.Requirement.installer

        @Flag(help: "Say more when something goes wrong.") var debug = false
        var wantsDetails: Bool { debug }

        func run(in context: CommandContext) async throws {
            let installation = context.installation
            let migrator = try installation.migrator()
            do {
                let total = try await migrator.pendingCount()
                let lines = try await ProgressBar.during("Migrating", on: context.terminal) { bar in
                    var lines: [String] = []
                    try await migrator.migrate { step in
                        guard case .applied(let number, let name, let duration) = step else { return }
                        lines.append("\(number)\t\(name)\t\(duration.milliseconds) ms\n")
                        bar.advance(to: lines.count, of: total)
                    }
                    return lines
                }
                let holidays = try installation.sqlDirectory + "/holidays"
                let added = try await installation.asOwner {
                    try await CalendarSeed.load(directory: holidays, into: $0)
                }
                try await RolePasswords(installation).set()
                try context.terminal.write(lines.joined())
                if added > 0 { context.terminal.tell("\(added) public holidays were loaded.") }
                if lines.isEmpty { context.terminal.tell("The database is up to date.") }
            } catch {
                throw Failure(migrating: error)
            }
        }
    }

    /// Lists the migrations.
    struct Status: VerbCommand {
        static let verb = "status"
        static let about = "List the migrations and when they were applied."
        static let audience = Audience.Requirement.installer

        @Flag(help: "Say more when something goes wrong.") var debug = false
        var wantsDetails: Bool { debug }

        func run(in context: CommandContext) async throws {
            do {
                let items = try await context.installation.migrator().status().map { migration in
                    OrderedJSON.object([
                        .init(name: "number", value: .number(String(migration.number))),
                        .init(name: "name", value: .string(migration.name)),
                        .init(name: "applied_at", value: migration.appliedAt.map { .string($0) } ?? .string("pending")),
                    ])
                }
                let table = Table(columns: ["number", "name", "applied_at"], items: items)
                let terminal = context.terminal
                try terminal.write(
                    terminal.outputIsTerminal
                        ? table.aligned(width: terminal.width, colour: terminal.outputColour) : table.tabSeparated)
            } catch {
                throw Failure(migrating: error)
            }
        }
    }

    /// Says by its exit code whether the database fits this program.
    struct Check: VerbCommand {
        static let verb = "check"
        static let about = "Check that the database is exactly what this version needs."
        static let audience = Audience.Requirement.installer

        @Flag(help: "Say more when something goes wrong.") var debug = false
        var wantsDetails: Bool { debug }

        func run(in context: CommandContext) async throws {
            do {
                try await context.installation.migrator().check()
            } catch {
                throw Failure(migrating: error)
            }
        }
    }
}

extension Duration {
    var milliseconds: Int64 { components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000 }
}

extension Migrator {
    /// How many files wait; nil on a database that was never migrated.
    fileprivate func pendingCount() async throws -> Int { try await status().count(where: \.isPending) }
}
