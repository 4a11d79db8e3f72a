import Agency
import AgencyService
import ArgumentParser

struct PhraseCommands: NounCommand {
    static let noun = "phrase"
    static let about = "The wording that drafts to clients are warned of (T14)."
    static let verbs: [any VerbCommand.Type] = [List.self, Show.self, Add.self, Edit.self, Retire.self]

    struct List: PagedListCommand {
        static let operation = "phrase.list"
        static let about = "List phrases."

        @Option(help: "Only this language, like en.") var language: String?
        @Option(help: "Only this kind.") var kind: PhraseKind?
        @Flag(inversion: .prefixedNo, help: "Only those in use, or only retired ones.") var active: Bool?
        @OptionGroup var page: PageOptions
        @OptionGroup var list: ListOptions
        var members: Members { ["language": language, "kind": kind, "active": active] }
        var columns: [Column] { ["id", "phrase", "language", "kind", "why", "better", "active"] }
    }

    struct Show: OperationCommand {
        static let operation = "phrase.show"
        static let about = "Show a phrase."

        @Argument(help: "The phrase's id.") var id: Int64
        @OptionGroup var record: RecordOptions
        var members: Members { ["id": id] }
    }

    struct Add: OperationCommand {
        static let operation = "phrase.add"
        static let about = "Add a phrase; * at a word's end stands for any ending."
        static let examples = ["liaison phrase add 'desperat*' --language en --kind pleading --why 'Need is no argument.' --better keen"]

        @Argument(help: "The phrase.") var phrase: String
        @Option(help: "Its language, like en.") var language: String
        @Option(help: "What is wrong with it.") var kind: PhraseKind
        @Option(help: "Why, in a sentence.") var why: String
        @Option(help: "What to write in its place.") var better: String?
        @OptionGroup var record: RecordOptions
        var members: Members { ["phrase": phrase, "language": language, "kind": kind, "why": why, "better": better] }
    }

    struct Edit: OperationCommand {
        static let operation = "phrase.edit"
        static let about = "Change a phrase."

        @Argument(help: "The phrase's id.") var id: Int64
        @Option(help: "The phrase.") var phrase: String?
        @Option(help: "Its language, like en.") var language: String?
        @Option(help: "What is wrong with it.") var kind: PhraseKind?
        @Option(help: "Why, in a sentence.") var why: String?
        @Option(help: "What to write in its place.") var better: String?
        @Flag(inversion: .prefixedNo, help: "Bring it back, or retire it.") var active: Bool?
        @OptionGroup var record: RecordOptions
        var members: Members {
            [
                "id": id, "phrase": phrase, "language": language, "kind": kind, "why": why, "better": better,
                "active": active,
            ]
        }
    }

    struct Retire: OperationCommand {
        static let operation = "phrase.edit"
        static let verb = "retire"
        static let about = "Warn of a phrase no more."

        @Argument(help: "The phrase's id.") var id: Int64
        @OptionGroup var record: RecordOptions
        var members: Members { ["id": id, "active": false] }
    }
}
