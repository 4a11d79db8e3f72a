import ArgumentParser

struct VacancyCommands: NounCommand {
    static let noun = "vacancy"
    static let about = "Positions at clients."
    static let verbs: [any VerbCommand.Type] = [Add.self, List.self, Show.self, Close.self]

    struct Add: OperationCommand {
        static let operation = "vacancy.add"
        static let about = "Record a vacancy."
        static let examples = ["liaison vacancy add --client 4 --title 'Backend engineer' --decision-maker 9"]

        @Option(name: .id("client"), help: "The client.") var client: Int64
        @Option(help: "The position's title.") var title: String
        @Option(name: .id("decision-maker"), help: "The contact who decides.") var decisionMaker: Int64?
        @Option(name: .id("recruiter"), help: "The recruiter on whose desk it is.") var recruiter: Int64?
        @OptionGroup var record: RecordOptions
        var members: Members {
            ["client_id": client, "title": title, "decision_maker_id": decisionMaker, "recruiter_id": recruiter]
        }
    }

    struct List: PagedListCommand {
        static let operation = "vacancy.list"
        static let about = "List vacancies."

        @Option(name: .id("client"), help: "Only this client.") var client: Int64?
        @Option(help: "Words to look for.") var query: String?
        @Flag(inversion: .prefixedNo, help: "Only open ones, or only closed ones.") var open: Bool?
        @OptionGroup var page: PageOptions
        @OptionGroup var list: ListOptions
        var members: Members { ["client_id": client, "query": query, "open": open] }
        var columns: [Column] { ["id", "client", "title", "decision_maker_id", "recruiter_id", "closed_on"] }
    }

    struct Show: OperationCommand {
        static let operation = "vacancy.show"
        static let about = "Show a vacancy."

        @Argument(help: "The vacancy.") var id: Int64
        @OptionGroup var record: RecordOptions
        var members: Members { ["id": id] }
    }

    struct Close: OperationCommand {
        static let operation = "vacancy.close"
        static let about = "Close a vacancy."

        @Argument(help: "The vacancy.") var id: Int64
        @Option(help: "Why.") var reason: TextArgument?
        @OptionGroup var record: RecordOptions
        var members: Members { ["id": id, "reason": reason] }
    }
}
