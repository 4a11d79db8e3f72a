import ArgumentParser

struct ReferralCommands: NounCommand {
    static let noun = "referral"
    static let about = "Candidates recommended by word of mouth."
    static let verbs: [any VerbCommand.Type] = [Nominate.self, Confirm.self, List.self]

    struct Nominate: OperationCommand {
        static let operation = "referral.nominate"
        static let about = "Recommend somebody under a programme (M2)."
        static let examples = [
            "liaison referral nominate 1 --candidate-name 'Bo Ek' --candidate-email bo@example.org"
        ]

        @Argument(help: "The programme.") var programme: Int64
        @Option(help: "Their name.") var candidateName: String
        @Option(help: "Their e-mail address.") var candidateEmail: String
        @Option(name: .id("vacancy"), help: "For this vacancy.") var vacancy: Int64?
        @Option(name: .id("client"), help: "For this client.") var client: Int64?
        @Option(name: .id("referrer"), help: "Who recommends, where staff records it for them.") var referrer: Int64?
        @OptionGroup var record: RecordOptions
        var members: Members {
            [
                "id": programme, "candidate_name": candidateName, "candidate_email": candidateEmail,
                "vacancy_id": vacancy, "client_id": client, "referrer_id": referrer,
            ]
        }
    }

    struct Confirm: OperationCommand {
        static let operation = "referral.confirm"
        static let about = "Confirm that the candidate wants to be referred."

        @Argument(help: "The nomination.") var id: Int64
        @OptionGroup var record: RecordOptions
        var members: Members { ["id": id] }
    }

    struct List: PagedListCommand {
        static let operation = "referral.list"
        static let about = "List referrals."

        @OptionGroup var page: PageOptions
        @OptionGroup var list: ListOptions
        var members: Members { [:] }
        var columns: [Column] { ["id", "programme", "candidate_name", "made_on", "state", .detail("verdict")] }
    }
}
