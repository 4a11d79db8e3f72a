import Agency
import AgencyService
import ArgumentParser

struct AccountCommands: NounCommand {
    static let noun = "account"
    static let about = "Accounts and their invitations."
    static let verbs: [any VerbCommand.Type] = [
        Invite.self, Accept.self, List.self, Show.self, Disable.self, Enable.self, Reset.self,
    ]

    struct Invite: OperationCommand {
        static let operation = "account.invite"
        static let about = "Invite somebody; hand the invitation over to them."
        static let examples = ["liaison account invite ana@example.org --role candidate --name 'Ana Sá' --person 12"]

        @Argument(help: "Their e-mail address.") var email: String
        @Option(help: "What they are here.") var role: Role
        @Option(help: "Their name.") var name: String
        @Option(name: .id("person"), help: "The candidate, contact, referrer or recruiter that they are.")
        var person: Int64?
        @OptionGroup var record: RecordOptions
        var members: Members { ["email": email, "role": role, "name": name, "person_id": person] }
    }

    /// Takes an invitation up; nobody is signed in yet.
    struct Accept: VerbCommand {
        static let verb = "accept"
        static let about = "Take up an invitation and choose a password."
        static let audience = Audience.Requirement.operation("account.accept")

        @Argument(help: "The invitation that you were given.") var invitation: String
        @Flag(help: "Read the password from standard input.") var passwordStdin = false
        @OptionGroup var record: RecordOptions

        var wantsDetails: Bool { record.debug }

        func run(in context: CommandContext) async throws {
            let password = try passwordStdin ? PasswordPrompt.fromStandardInput() : Self.chosen()
            let body = try await context.call(
                "account.accept", ["invitation": .string(invitation), "password": .string(password)])
            try context.print(record: body, json: record.json)
        }

        private static func chosen() throws -> String {
            let password = try PasswordPrompt.ask("New password: ")
            guard try PasswordPrompt.ask("The same again: ") == password else {
                throw Failure.badData("The two passwords differ.", next: "liaison account accept INVITATION")
            }
            return password
        }
    }

    struct List: PagedListCommand {
        static let operation = "account.list"
        static let about = "List accounts."

        @Option(help: "Only this role.") var role: Role?
        @OptionGroup var page: PageOptions
        @OptionGroup var list: ListOptions
        var members: Members { ["role": role] }
        var columns: [Column] { ["id", "email", "role", "name", "person_id", "disabled_at", "created_at"] }
    }

    struct Show: OperationCommand {
        static let operation = "account.show"
        static let about = "Show an account."

        @Argument(help: "The account.") var id: Int64
        @OptionGroup var record: RecordOptions
        var members: Members { ["id": id] }
    }

    struct Disable: OperationCommand {
        static let operation = "account.disable"
        static let about = "Shut an account; its sessions and tokens end."

        @Argument(help: "The account.") var id: Int64
        @OptionGroup var record: RecordOptions
        var members: Members { ["id": id] }
    }

    struct Enable: OperationCommand {
        static let operation = "account.enable"
        static let about = "Open an account again."

        @Argument(help: "The account.") var id: Int64
        @OptionGroup var record: RecordOptions
        var members: Members { ["id": id] }
    }

    struct Reset: OperationCommand {
        static let operation = "account.reset"
        static let about = "Make a new invitation for somebody who lost their password."

        @Argument(help: "The account.") var id: Int64
        @OptionGroup var record: RecordOptions
        var members: Members { ["id": id] }
    }
}
