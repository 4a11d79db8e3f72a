import ArgumentParser

struct CandidateCommands: NounCommand {
    static let noun = "candidate"
    static let about = "People who look for work."
    static let verbs: [any VerbCommand.Type] = [Add.self, List.self, Search.self, Show.self, Edit.self]

    struct Add: OperationCommand {
        static let operation = "candidate.add"
        static let about = "Register a candidate."
        static let examples = ["liaison candidate add 'Ana Sá' --email ana@example.org --time-zone Europe/Lisbon"]

        @Argument(help: "Their name.") var name: String
        @Option(help: "Their e-mail address.") var email: String
        @OptionGroup var details: Details
        @OptionGroup var record: RecordOptions
        var members: Members {
            [
                "name": name, "email": email, "phone": details.phone, "recruiter_id": details.recruiter,
                "time_zone": details.timeZone,
            ]
        }
    }

    struct Details: ParsableArguments {
        @Option(help: "Their phone number.") var phone: String?
        @Option(name: .id("recruiter"), help: "The recruiter on whose desk they are; yours if not given.")
        var recruiter: Int64?
        @Option(help: "Their time zone, like Europe/London.") var timeZone: String?
    }

    static let listColumns: [Column] = ["id", "name", "email", "phone", "recruiter_id", "registered_on"]

    struct List: PagedListCommand {
        static let operation = "candidate.list"
        static let about = "List candidates."

        @Option(help: "Words to look for.") var query: String?
        @Option(name: .id("recruiter"), help: "Only this desk.") var recruiter: Int64?
        @OptionGroup var page: PageOptions
        @OptionGroup var list: ListOptions
        var members: Members { ["query": query, "recruiter_id": recruiter] }
        var columns: [Column] { listColumns }
    }

    struct Search: PagedListCommand {
        static let operation = "candidate.list"
        static let verb = "search"
        static let about = "Find candidates by name or e-mail address."
        static let examples = ["liaison candidate search 'ana s'"]

        @Argument(help: "Words to look for.") var query: String
        @Option(name: .id("recruiter"), help: "Only this desk.") var recruiter: Int64?
        @OptionGroup var page: PageOptions
        @OptionGroup var list: ListOptions
        var members: Members { ["query": query, "recruiter_id": recruiter] }
        var columns: [Column] { listColumns }
    }

    struct Show: OperationCommand {
        static let operation = "candidate.show"
        static let about = "Show a candidate."

        @Argument(help: "The candidate.") var id: Int64
        @OptionGroup var record: RecordOptions
        var members: Members { ["id": id] }
    }

    struct Edit: OperationCommand {
        static let operation = "candidate.edit"
        static let about = "Change what is recorded of a candidate."

        @Argument(help: "The candidate.") var id: Int64
        @Option(help: "Their name.") var name: String?
        @Option(help: "Their e-mail address.") var email: String?
        @OptionGroup var details: Details
        @OptionGroup var record: RecordOptions
        var members: Members {
            [
                "id": id, "name": name, "email": email, "phone": details.phone, "recruiter_id": details.recruiter,
                "time_zone": details.timeZone,
            ]
        }
    }
}
