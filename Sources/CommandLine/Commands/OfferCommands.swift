import Agency
import AgencyService
import ArgumentParser

struct OfferCommands: NounCommand {
    static let noun = "offer"
    static let about = "Competing offers, and citing them to clients (T13)."
    static let verbs: [any VerbCommand.Type] = [
        Declare.self, List.self, Attest.self, Cite.self, Untrue.self, Clear.self,
    ]

    struct Declare: OperationCommand {
        static let operation = "offer.declare"
        static let about = "Declare an offer of another company."
        static let examples = ["liaison offer declare --company 'Vale & Co' --position Engineer --reply-by 2026-03-10 --attested"]

        @Option(name: .id("candidate"), help: "Whose offer it is; a candidate declares their own.") var candidate: Int64?
        @Option(help: "The company that made it.") var company: String
        @Option(help: "The position that it is for.") var position: String
        @Option(help: "The day by which it must be answered.") var replyBy: CivilDate
        @Option(help: "What shows it: a quotation, a reference number; - for standard input, @FILE for a file.")
        var evidence: TextArgument?
        @Flag(inversion: .prefixedNo, help: "The candidate attests that it is true.") var attested: Bool?
        @Option(help: "The words of the attestation, if other than the usual ones.") var wording: TextArgument?
        @OptionGroup var record: RecordOptions
        var members: Members {
            [
                "candidate_id": candidate, "company": company, "position": position, "reply_by": replyBy,
                "evidence": evidence, "attested": attested, "wording": wording,
            ]
        }
    }

    struct List: PagedListCommand {
        static let operation = "offer.list"
        static let about = "List declared offers."

        @Option(name: .id("candidate"), help: "Only this candidate's.") var candidate: Int64?
        @Option(help: "Only this state.") var state: OfferState?
        @OptionGroup var page: PageOptions
        @OptionGroup var list: ListOptions
        var members: Members { ["candidate_id": candidate, "state": state] }
        var columns: [Column] {
            ["id", "candidate", "company", "position", "reply_by", "state", "attested_on", "cited_on", "untrue_on"]
        }
    }

    struct Attest: OperationCommand {
        static let operation = "offer.attest"
        static let about = "Attest that an offer is true."

        @Argument(help: "The offer.") var id: Int64
        @Option(help: "The words of the attestation, if other than the usual ones.") var wording: TextArgument?
        @OptionGroup var record: RecordOptions
        var members: Members { ["id": id, "wording": wording] }
    }

    /// Citing is a contact with the client, and logged as one.
    struct Cite: OperationCommand {
        static let operation = "chase.log"
        static let verb = "cite"
        static let about = "Record that an offer was cited to the client of an interview; once per offer."
        static let examples = ["liaison offer cite 3 --interview 12 --on 2026-03-04 --contact 9 --method phone"]

        @Argument(help: "The offer.") var offer: Int64
        @Option(name: .id("interview"), help: "The interview whose answer is awaited.") var interview: Int64
        @Option(help: "The day of the contact.") var on: CivilDate
        @Option(name: .id("contact"), help: "Who was told.") var contact: Int64
        @Option(help: "How they were reached.") var method: ContactMethod
        @Option(help: "What came of it; none if they did not answer.") var outcome: TextArgument?
        @Option(help: "The date that they promised now.") var newPromise: CivilDate?
        @Option(help: "A note for colleagues.") var note: TextArgument?
        @OptionGroup var record: RecordOptions
        var members: Members {
            [
                "id": interview, "on": on, "contact_id": contact, "method": method, "kind": ChaseKind.offerNotice,
                "offer_id": offer, "outcome": outcome, "new_promise": newPromise, "note": note,
            ]
        }
    }

    struct Untrue: OperationCommand {
        static let operation = "offer.untrue"
        static let about = "Record that an offer was found untrue; the candidate's later ones wait for a coordinator."

        @Argument(help: "The offer.") var id: Int64
        @Option(help: "How that was found.") var reason: TextArgument
        @OptionGroup var record: RecordOptions
        var members: Members { ["id": id, "reason": reason] }
    }

    struct Clear: OperationCommand {
        static let operation = "offer.clear"
        static let about = "Let a candidate's later offers be cited again; the untrue one stays untrue."

        @Argument(help: "The untrue offer.") var id: Int64
        @OptionGroup var record: RecordOptions
        var members: Members { ["id": id] }
    }
}
