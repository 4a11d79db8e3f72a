import AgencyService
import ArgumentParser

/// Signs in and keeps the token.
struct Login: VerbCommand {
    static let verb = "login"
    static let about = "Sign in; the token is kept for this server."
    static let examples = ["liaison login ana@example.org", "liaison login ana@example.org --password-stdin < file"]

    @Argument(help: "The account's e-mail address.") var email: String
    @Flag(help: "Read the password from standard input.") var passwordStdin = false
    @OptionGroup var record: RecordOptions

    var wantsDetails: Bool { record.debug }

    func run(in context: CommandContext) async throws {
        let password = try passwordStdin ? PasswordPrompt.fromStandardInput() : PasswordPrompt.ask("Password: ")
        let body = try await context.call("session.create", ["email": .string(email), "password": .string(password)])
        let session = try JSONReader.value(body).object ?? [:]
        try context.credentials.keep(session, email: email, for: context.installation.server)
        if record.json {
            try context.print(json: body)
        } else {
            let shown = try OrderedJSON(parsing: body).members?.filter { $0.name != "token" } ?? []
            try context.print(record: Array(OrderedJSON.object(shown).compact.utf8), json: false)
        }
        if !(context.environment["LIAISON_TOKEN"] ?? "").isEmpty {
            context.terminal.tell("LIAISON_TOKEN is set and goes before the token that was kept now.")
        }
    }
}

/// Ends the session and forgets the token.
struct Logout: VerbCommand {
    static let verb = "logout"
    static let about = "Sign out: ends the session and forgets the token."

    @OptionGroup var record: RecordOptions

    var wantsDetails: Bool { record.debug }

    func run(in context: CommandContext) async throws {
        do {
            _ = try await context.call("session.delete", [:])
        } catch let failure as Failure where failure.status == .notPermitted {
            // A session that has ended already needs no ending.
        } catch {
            try context.credentials.forget(context.installation.server)
            throw error
        }
        try context.credentials.forget(context.installation.server)
    }
}

/// Says who is signed in.
struct WhoAmI: OperationCommand {
    static let operation = "session.show"
    static let verb = "whoami"
    static let about = "Show who is signed in."
    static let audience = Audience.Requirement.everybody

    @OptionGroup var record: RecordOptions
    var members: Members { [:] }
}
