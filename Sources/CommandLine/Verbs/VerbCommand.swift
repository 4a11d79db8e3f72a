import ArgumentParser

/// A verb: arguments, and what is done with them.
protocol VerbCommand: ParsableCommand {
    /// The word that is typed after the noun.
    static var verb: String { get }
    /// One sentence for the list of verbs.
    static var about: String { get }
    /// Commands as one would type them.
    static var examples: [String] { get }
    /// Who finds the verb in `--help`.
    static var audience: Audience.Requirement { get }
    /// Whether `--debug` was given.
    var wantsDetails: Bool { get }

    /// *Throws*: `Failure`, `BrokenPipe` or an error of the argument parser.
    func run(in context: CommandContext) async throws
}

extension VerbCommand {
    static var examples: [String] { [] }
    static var audience: Audience.Requirement { .everybody }
    var wantsDetails: Bool { false }

    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: verb, _superCommandName: superCommand, abstract: about,
            discussion: examples.isEmpty ? "" : "Examples:\n" + examples.map { "  $ \($0)" }.joined(separator: "\n"),
            shouldDisplay: Audience.current.includes(audience))
    }
}

/// Said of every verb and noun, so that the parser of one alone does not look for a request to print a completion script.
private let superCommand = "liaison"

/// A noun and its verbs.
protocol NounCommand: ParsableCommand {
    static var noun: String { get }
    static var about: String { get }
    static var verbs: [any VerbCommand.Type] { get }
}

extension NounCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: noun, _superCommandName: superCommand, abstract: about,
            shouldDisplay: verbs.contains { Audience.current.includes($0.audience) }, subcommands: verbs)
    }
}
