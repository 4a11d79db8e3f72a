import ArgumentParser

struct TokenCommands: NounCommand {
    static let noun = "token"
    static let about = "Tokens for programs that act for you."
    static let verbs: [any VerbCommand.Type] = [Create.self, List.self, Revoke.self]

    struct Create: OperationCommand {
        static let operation = "token.create"
        static let about = "Make a token; it is shown once."
        static let examples = ["liaison token create 'nightly report' --days 90"]

        @Argument(help: "What it is for.") var name: String
        @Option(help: "For how many days, 1 to 365; 30 if not given.") var days: Int64?
        @OptionGroup var record: RecordOptions
        var members: Members { ["name": name, "days": days] }
    }

    struct List: ListCommand {
        static let operation = "token.list"
        static let about = "List your tokens."

        @OptionGroup var list: ListOptions
        var members: Members { [:] }
        var columns: [Column] { ["id", "name", "created_at", "last_used_at", "expires_at"] }
    }

    struct Revoke: OperationCommand {
        static let operation = "token.revoke"
        static let about = "End a token."

        @Argument(help: "The token's id.") var id: Int64
        @OptionGroup var record: RecordOptions
        var members: Members { ["id": id] }
    }
}
