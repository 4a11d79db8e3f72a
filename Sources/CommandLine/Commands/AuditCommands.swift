import ArgumentParser

struct AuditCommands: NounCommand {
    static let noun = "audit"
    static let about = "The trail of every change and every reading of raw feedback (L4)."
    static let verbs: [any VerbCommand.Type] = [List.self]

    struct List: PagedListCommand {
        static let operation = "audit.list"
        static let about = "List what was done, by whom and when."
        static let examples = ["liaison audit list --operation feedback.log --all --format csv"]

        @Option(name: .customLong("operation"), help: "Only this operation, like feedback.log.")
        var operationName: String?
        @Option(name: .id("account"), help: "Only this account.") var account: Int64?
        @OptionGroup var page: PageOptions
        @OptionGroup var list: ListOptions
        var members: Members { ["operation": operationName, "account_id": account] }
        var columns: [Column] { ["id", "at", "account", .detail("covering"), "operation", "table_name", "row_id", "changes"] }
    }
}
