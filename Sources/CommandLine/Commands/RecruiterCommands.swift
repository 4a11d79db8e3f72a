import ArgumentParser

struct RecruiterCommands: NounCommand {
    static let noun = "recruiter"
    static let about = "The agency's recruiters."
    static let verbs: [any VerbCommand.Type] = [List.self]

    struct List: PagedListCommand {
        static let operation = "recruiter.list"
        static let about = "List recruiters."

        @OptionGroup var page: PageOptions
        @OptionGroup var list: ListOptions
        var members: Members { [:] }
        var columns: [Column] { ["id", "name", "email", "phone", "is_coordinator"] }
    }
}
