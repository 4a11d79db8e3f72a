import Agency
import ArgumentParser

struct ContactCommands: NounCommand {
    static let noun = "contact"
    static let about = "People at clients."
    static let verbs: [any VerbCommand.Type] = [Add.self, List.self, Edit.self]

    struct Details: ParsableArguments {
        @Option(help: "Their title.") var title: String?
        @Option(help: "Their e-mail address.") var email: String?
        @Option(help: "Their phone number.") var phone: String?
        @Flag(inversion: .prefixedNo, help: "Whether they said that calls are okay (T8).") var mayCall: Bool?
        @Flag(inversion: .prefixedNo, help: "Whether candidates who applied themselves may see the details (R4).")
        var cleared: Bool?
    }

    struct Add: OperationCommand {
        static let operation = "contact.add"
        static let about = "Record somebody at a client."
        static let examples = ["liaison contact add 4 --name 'Mia Hart' --function decision-maker --may-call"]

        @Argument(help: "The client.") var client: Int64
        @Option(help: "Their name.") var name: String
        @Option(help: "What they do in a hire.") var function: ContactFunction
        @OptionGroup var details: Details
        @OptionGroup var record: RecordOptions
        var members: Members {
            [
                "id": client, "name": name, "function": function, "title": details.title, "email": details.email,
                "phone": details.phone, "may_call": details.mayCall, "cleared": details.cleared,
            ]
        }
    }

    struct List: ListCommand {
        static let operation = "contact.list"
        static let about = "List the contacts of a client."

        @Argument(help: "The client.") var client: Int64
        @OptionGroup var list: ListOptions
        var members: Members { ["id": client] }
        var columns: [Column] { ["id", "name", "title", "function", "may_call", "email", "phone", "cleared"] }
    }

    struct Edit: OperationCommand {
        static let operation = "contact.edit"
        static let about = "Change what is recorded of a contact."

        @Argument(help: "The contact.") var id: Int64
        @Option(help: "Their name.") var name: String?
        @Option(help: "What they do in a hire.") var function: ContactFunction?
        @OptionGroup var details: Details
        @OptionGroup var record: RecordOptions
        var members: Members {
            [
                "id": id, "name": name, "function": function, "title": details.title, "email": details.email,
                "phone": details.phone, "may_call": details.mayCall, "cleared": details.cleared,
            ]
        }
    }
}
