import ArgumentParser

struct LeadCommands: NounCommand {
    static let noun = "lead"
    static let about = "Companies of which clients said that they hire too (T15)."
    static let verbs: [any VerbCommand.Type] = [Add.self, List.self, Convert.self]

    struct Add: OperationCommand {
        static let operation = "lead.add"
        static let about = "Record a company that a client named."
        static let examples = ["liaison lead add 'Tram Works' --client 4 --contact 9 --task 8"]

        @Argument(help: "The company.") var company: String
        @Option(name: .id("client"), help: "The client who named it.") var client: Int64
        @Option(name: .id("contact"), help: "The contact who named it.") var contact: Int64?
        @Option(help: "A note for colleagues.") var note: TextArgument?
        @Option(name: .id("recruiter"), help: "The desk; your own if not given.") var recruiter: Int64?
        @Option(name: .id("task"), help: "The task after a rejection that this settles.") var task: Int64?
        @OptionGroup var record: RecordOptions
        var members: Members {
            [
                "company": company, "client_id": client, "contact_id": contact, "note": note, "recruiter_id": recruiter,
                "task_id": task,
            ]
        }
    }

    struct List: PagedListCommand {
        static let operation = "lead.list"
        static let about = "List leads."

        @Option(name: .id("client"), help: "Only those that this client named.") var client: Int64?
        @Flag(inversion: .prefixedNo, help: "Only those that are no client yet, or only those that are.") var open: Bool?
        @OptionGroup var page: PageOptions
        @OptionGroup var list: ListOptions
        var members: Members { ["client_id": client, "open": open] }
        var columns: [Column] { ["id", "company", "client", "named_on", "note", "made_client_id", "converted_on"] }
    }

    struct Convert: OperationCommand {
        static let operation = "lead.convert"
        static let about = "Make a client of a lead."
        static let examples = ["liaison lead convert 2 --name 'Tram Works Ltd' --calendar GB-ENG"]

        @Argument(help: "The lead.") var id: Int64
        @Option(help: "The company's full name.") var name: String?
        @Option(help: "Its time zone; the agency's if not given.") var timeZone: String?
        @Option(help: "Its holiday calendar; the agency's if not given.") var calendar: String?
        @OptionGroup var record: RecordOptions
        var members: Members { ["id": id, "name": name, "time_zone": timeZone, "calendar": calendar] }
    }
}
