import Agency
import AgencyService
import ArgumentParser

struct ProgrammeCommands: NounCommand {
    static let noun = "programme"
    static let about = "Referral programmes."
    static let verbs: [any VerbCommand.Type] = [Add.self, List.self, Close.self]

    /// A part of a bonus: `5000:90` is half of it, 90 days after the start.
    struct Instalment: ExpressibleByArgument, InputMember {
        let shareBasisPoints: Int64
        let afterDays: Int64

        init?(argument: String) {
            let parts = argument.split(separator: ":", omittingEmptySubsequences: false).compactMap { Int64($0) }
            guard parts.count == 2 else { return nil }
            shareBasisPoints = parts[0]
            afterDays = parts[1]
        }

        var jsonValue: JSONValue { ["share_bp": .integer(shareBasisPoints), "after_days": .integer(afterDays)] }
    }

    struct Add: OperationCommand {
        static let operation = "programme.add"
        static let about = "Record a referral programme (M1)."
        static let examples = [
            """
            liaison programme add 'Bring a friend' --sponsor-client 4 --amount 100000 --currency GBP \
            --instalment 5000:0 --instalment 5000:90 --starts-on 2026-01-01
            """
        ]

        @Argument(help: "Its name.") var name: String
        @Option(name: .id("sponsor-client"), help: "The client that pays; the agency itself if not given.")
        var sponsorClient: Int64?
        @Option(help: "The bonus in whole minor units: 100000 is 1,000.00 GBP.") var amount: Int64
        @Option(help: "The currency, like GBP.") var currency: String
        @Option(help: "SHARE:DAYS, basis points and days after the start; may be given again.")
        var instalment: [Instalment] = []
        @Option(help: "The first day.") var startsOn: CivilDate
        @Option(help: "The last day.") var endsOn: CivilDate?
        @Flag(inversion: .prefixedNo, help: "Pay although the client owes a fee for the same hire (M4).")
        var both: Bool?
        @OptionGroup var record: RecordOptions
        var members: Members {
            [
                "name": name, "sponsor_client_id": sponsorClient,
                "amount": JSONValue.object(["minor": .integer(amount), "currency": .string(currency.uppercased())]),
                "instalments": instalment, "starts_on": startsOn, "ends_on": endsOn, "both": both,
            ]
        }
    }

    struct Close: OperationCommand {
        static let operation = "programme.close"
        static let about = "End a referral programme; what it has promised stays."

        @Argument(help: "The programme.") var id: Int64
        @Option(help: "The last day on which somebody can be nominated; today if not given.") var endsOn: CivilDate?
        @OptionGroup var record: RecordOptions
        var members: Members { ["id": id, "ends_on": endsOn] }
    }

    struct List: PagedListCommand {
        static let operation = "programme.list"
        static let about = "List referral programmes."

        @OptionGroup var page: PageOptions
        @OptionGroup var list: ListOptions
        var members: Members { [:] }
        var columns: [Column] {
            [
                "id", "name", "sponsor_client_id", "amount.minor", "amount.currency", "starts_on", "ends_on",
            ]
        }
    }
}
