import ArgumentParser

struct ClientCommands: NounCommand {
    static let noun = "client"
    static let about = "Companies that hire."
    static let verbs: [any VerbCommand.Type] = [Add.self, List.self, Show.self, Edit.self]

    struct Details: ParsableArguments {
        @Option(help: "Its time zone, like Europe/London.") var timeZone: String?
        @Option(help: "Its holiday calendar, like GB-ENG.") var calendar: String?
        @Option(name: .id("recruiter"), help: "The recruiter on whose desk it is.") var recruiter: Int64?
    }

    struct Add: OperationCommand {
        static let operation = "client.add"
        static let about = "Record a client."
        static let examples = ["liaison client add Northwind --time-zone Europe/London --calendar GB-ENG"]

        @Argument(help: "Its name.") var name: String
        @OptionGroup var details: Details
        @OptionGroup var record: RecordOptions
        var members: Members {
            [
                "name": name, "time_zone": details.timeZone, "calendar": details.calendar,
                "recruiter_id": details.recruiter,
            ]
        }
    }

    struct List: PagedListCommand {
        static let operation = "client.list"
        static let about = "List clients."

        @Option(help: "Words to look for.") var query: String?
        @OptionGroup var page: PageOptions
        @OptionGroup var list: ListOptions
        var members: Members { ["query": query] }
        var columns: [Column] { ["id", "name", "time_zone", "calendar", "recruiter_id"] }
    }

    struct Show: OperationCommand {
        static let operation = "client.show"
        static let about = "Show a client."

        @Argument(help: "The client.") var id: Int64
        @OptionGroup var record: RecordOptions
        var members: Members { ["id": id] }
    }

    struct Edit: OperationCommand {
        static let operation = "client.edit"
        static let about = "Change what is recorded of a client."

        @Argument(help: "The client.") var id: Int64
        @Option(help: "Its name.") var name: String?
        @OptionGroup var details: Details
        @OptionGroup var record: RecordOptions
        var members: Members {
            [
                "id": id, "name": name, "time_zone": details.timeZone, "calendar": details.calendar,
                "recruiter_id": details.recruiter,
            ]
        }
    }
}
