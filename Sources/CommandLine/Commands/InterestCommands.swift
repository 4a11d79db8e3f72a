import ArgumentParser

struct InterestCommands: NounCommand {
    static let noun = "interest"
    static let about = "Candidates whom clients keep in mind (T15)."
    static let verbs: [any VerbCommand.Type] = [Add.self, List.self, End.self]

    struct Add: OperationCommand {
        static let operation = "interest.add"
        static let about = "Record that a client keeps a candidate in mind."
        static let examples = ["liaison interest add --candidate 3 --client 4 --note 'For the spring intake.' --task 7"]

        @Option(name: .id("candidate"), help: "The candidate.") var candidate: Int64
        @Option(name: .id("client"), help: "The client.") var client: Int64
        @Option(help: "A note for colleagues.") var note: TextArgument?
        @Option(name: .id("task"), help: "The task after a rejection that this settles.") var task: Int64?
        @OptionGroup var record: RecordOptions
        var members: Members { ["candidate_id": candidate, "client_id": client, "note": note, "task_id": task] }
    }

    struct List: PagedListCommand {
        static let operation = "interest.list"
        static let about = "List interests."

        @Option(name: .id("candidate"), help: "Only this candidate.") var candidate: Int64?
        @Option(name: .id("client"), help: "Only this client.") var client: Int64?
        @Flag(inversion: .prefixedNo, help: "Only those that last, or only those that ended.") var live: Bool?
        @OptionGroup var page: PageOptions
        @OptionGroup var list: ListOptions
        var members: Members { ["candidate_id": candidate, "client_id": client, "live": live] }
        var columns: [Column] { ["id", "candidate", "client", "noted_on", "note", "ended_on", "end_reason"] }
    }

    struct End: OperationCommand {
        static let operation = "interest.end"
        static let about = "Record that a client no longer keeps a candidate in mind."

        @Argument(help: "The interest.") var id: Int64
        @Option(help: "Why it ended.") var reason: TextArgument?
        @OptionGroup var record: RecordOptions
        var members: Members { ["id": id, "reason": reason] }
    }
}
