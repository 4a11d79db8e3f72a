import Agency
import AgencyService
import ArgumentParser

struct PlacementCommands: NounCommand {
    static let noun = "placement"
    static let about = "Hires: who starts where, and until when they stay (M3, M5)."
    static let verbs: [any VerbCommand.Type] = [Start.self, Leave.self, List.self]

    struct Start: OperationCommand {
        static let operation = "placement.start"
        static let about = "Record that a candidate starts at the client, and raise the fee."
        static let examples = ["liaison placement start 7 --start-on 2026-04-01 --salary 4800000 --currency GBP"]

        @Argument(help: "The submission.") var submission: Int64
        @Option(help: "The first day.") var startOn: CivilDate
        @Option(help: "The first-year salary in whole minor units: 4800000 is 48,000.00 GBP.") var salary: Int64?
        @Option(help: "The currency of the salary, like GBP.") var currency: String?
        @OptionGroup var record: RecordOptions
        var members: Members { ["id": submission, "start_on": startOn, "salary": SalaryOption.member(salary, currency)] }
    }

    struct Leave: OperationCommand {
        static let operation = "placement.leave"
        static let about = "Record that somebody left, and what comes back of the fee."
        static let examples = ["liaison placement leave 3 --left-on 2026-05-15"]

        @Argument(help: "The placement.") var id: Int64
        @Option(help: "The last day of employment.") var leftOn: CivilDate
        @OptionGroup var record: RecordOptions
        var members: Members { ["id": id, "left_on": leftOn] }
    }

    struct List: PagedListCommand {
        static let operation = "placement.list"
        static let about = "List hires."

        @Option(name: .id("client"), help: "Only this client.") var client: Int64?
        @Option(name: .id("candidate"), help: "Only this candidate.") var candidate: Int64?
        @Flag(inversion: .prefixedNo, help: "Only those who are employed, or only those who left.") var employed: Bool?
        @OptionGroup var page: PageOptions
        @OptionGroup var list: ListOptions
        var members: Members { ["client_id": client, "candidate_id": candidate, "employed": employed] }
        var columns: [Column] {
            [
                "id", "candidate", "client", .detail("vacancy"), .detail("recruiter"), "start_on", "left_on", .detail("introduced_on"),
                "fee.minor", "fee.currency", .detail("fee_due_on"), .detail("rebate.minor"),
            ]
        }
    }
}

/// A salary as two options.
enum SalaryOption {
    /// The amount as the API has it; nil if neither was given, and the service says which one is missing.
    static func member(_ minor: Int64?, _ currency: String?) -> JSONValue? {
        if minor == nil, currency == nil { return nil }
        return .object(["minor": minor.map { .integer($0) } ?? .null, "currency": currency.map { .string($0.uppercased()) } ?? .null])
    }
}
