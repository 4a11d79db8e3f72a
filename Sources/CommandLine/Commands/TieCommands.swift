import ArgumentParser

struct TieCommands: NounCommand {
    static let noun = "tie"
    static let about = "Declared ties between people here and at clients (R8)."
    static let verbs: [any VerbCommand.Type] = [Declare.self, List.self]

    struct Declare: OperationCommand {
        static let operation = "tie.declare"
        static let about = "Declare a tie."
        static let examples = ["liaison tie declare 4 --person 'Ana Sá' --relation sister --contact 9"]

        @Argument(help: "The client.") var client: Int64
        @Option(help: "Who at the agency.") var person: String
        @Option(help: "How they are related.") var relation: String
        @Option(name: .id("contact"), help: "To whom at the client.") var contact: Int64?
        @OptionGroup var record: RecordOptions
        var members: Members { ["id": client, "person": person, "relation": relation, "contact_id": contact] }
    }

    struct List: PagedListCommand {
        static let operation = "tie.list"
        static let about = "List declared ties."

        @Option(name: .id("client"), help: "Only this client.") var client: Int64?
        @OptionGroup var page: PageOptions
        @OptionGroup var list: ListOptions
        var members: Members { ["client_id": client] }
        var columns: [Column] {
            ["id", "client_id", "person", "relation", "contact_id", "declared_at", "declared_by"]
        }
    }
}
