import Agency
import ArgumentParser

/// What is due, what is allowed today, and what opens when.
struct Agenda: ListCommand {
    static let operation = "agenda"
    static let verb = "agenda"
    static let about = "Show what is due, what is allowed today, and what opens when."

    @Option(help: "The day to look at; today if not given.") var asOf: CivilDate?
    @OptionGroup var list: ListOptions

    var members: Members { ["as_of": asOf] }
    var columns: [Column] { ["due_on", .state("state"), "what", "candidate", .detail("client"), .detail("rule"), "command"] }
}
