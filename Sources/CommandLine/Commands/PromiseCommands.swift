import Agency
import ArgumentParser

struct PromiseCommands: NounCommand {
    static let noun = "promise"
    static let about = "The dates by which clients said they would answer."
    static let verbs: [any VerbCommand.Type] = [Set.self, History.self]

    struct Set: OperationCommand {
        static let operation = "promise.set"
        static let about = "Record a promise; every earlier one is kept (T7)."
        static let examples = ["liaison promise set 12 2026-03-10 --contact 3"]

        @Argument(help: "The interview.") var interview: Int64
        @Argument(help: "The date by which the client answers.") var date: CivilDate
        @Option(help: "The day on which it was given; today if not given.") var givenOn: CivilDate?
        @Option(name: .id("contact"), help: "Who gave it.") var contact: Int64?
        @OptionGroup var record: RecordOptions
        var members: Members { ["id": interview, "date": date, "given_on": givenOn, "contact_id": contact] }
    }

    struct History: ListCommand {
        static let operation = "promise.history"
        static let about = "List all promises for an interview."

        @Argument(help: "The interview.") var interview: Int64
        @OptionGroup var list: ListOptions
        var members: Members { ["id": interview] }
        var columns: [Column] { ["id", "date", "given_on", "contact_id", .days("slips")] }
    }
}
