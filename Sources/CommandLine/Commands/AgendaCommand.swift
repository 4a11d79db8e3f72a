import Agency
import ArgumentParser

/// What is due, what is allowed today, what opens when, and what was done.
struct Agenda: ListCommand {
    static let operation = "agenda"
    static let verb = "agenda"
    static let about = "Show what is overdue, due today, opens soon and was done today, with the command that does it."

    @Option(help: "The day to look at; today if not given.") var asOf: CivilDate?
    @OptionGroup var list: ListOptions

    var members: Members { ["as_of": asOf] }
    var columns: [Column] {
        [
            "due_on", .state("state"), Column("opens_on", title: "OPENS"), "what", "candidate", .detail("client"), .detail("rule"),
            .detail("desk"), .detail("lent_until"), "command",
        ]
    }
}
