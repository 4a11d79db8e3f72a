import Agency
import ArgumentParser

struct ReferenceCommands: NounCommand {
    static let noun = "reference"
    static let about = "People who speak for a candidate; none is contacted before the candidate told them (T12)."
    static let verbs: [any VerbCommand.Type] = [Add.self, Told.self, List.self, Contact.self]

    struct Add: OperationCommand {
        static let operation = "reference.add"
        static let about = "List somebody who speaks for you."
        static let examples = ["liaison reference add 'Ida Kern' --relation 'former manager' --email ida@kern.example"]

        @Argument(help: "Their name.") var name: String
        @Option(help: "What they are to you.") var relation: String?
        @Option(help: "Where they work.") var company: String?
        @Option(help: "Their e-mail address.") var email: String?
        @Option(help: "Their phone number.") var phone: String?
        @OptionGroup var record: RecordOptions
        var members: Members {
            ["name": name, "relation": relation, "company": company, "email": email, "phone": phone]
        }
    }

    struct Told: OperationCommand {
        static let operation = "reference.told"
        static let about = "Say that you told them they may be asked about a position."
        static let examples = ["liaison reference told 3 --vacancy 11"]

        @Argument(help: "The reference.") var id: Int64
        @Option(name: .id("vacancy"), help: "The position.") var vacancy: Int64
        @OptionGroup var record: RecordOptions
        var members: Members { ["id": id, "vacancy_id": vacancy] }
    }

    struct List: PagedListCommand {
        static let operation = "reference.list"
        static let about = "List references, with the positions of which they were told."

        @Option(name: .id("candidate"), help: "Only this candidate's.") var candidate: Int64?
        @OptionGroup var page: PageOptions
        @OptionGroup var list: ListOptions
        var members: Members { ["candidate_id": candidate] }
        var columns: [Column] {
            ["id", "candidate", "name", "relation", .detail("company"), "email", "phone", "told", .detail("contacts")]
        }
    }

    struct Contact: OperationCommand {
        static let operation = "reference.contact"
        static let about = "Record what a reference said."
        static let examples = ["liaison reference contact 3 --vacancy 11 --method phone --outcome 'Would hire her again.'"]

        @Argument(help: "The reference.") var id: Int64
        @Option(name: .id("vacancy"), help: "The position.") var vacancy: Int64
        @Option(help: "How they were reached.") var method: ContactMethod
        @Option(help: "What they said; - for standard input, @FILE for a file.") var outcome: TextArgument
        @Option(help: "The day of the contact; today if not given.") var on: CivilDate?
        @OptionGroup var record: RecordOptions
        var members: Members {
            ["id": id, "vacancy_id": vacancy, "method": method, "outcome": outcome, "on": on]
        }
    }
}
