import ArgumentParser

/// The command line: `liaison NOUN VERB`.
struct Liaison: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "liaison",
            abstract: "Coordinates agents, candidates and clients while feedback after an interview is awaited.",
            discussion: Audience.current.note,
            version: "0.1.0",
            groupedSubcommands: branches.map { branch in
                CommandGroup(name: branch.name, subcommands: branch.verbs + branch.nouns)
            })
    }

    /// What stands under one heading of the help: verbs without a noun, and nouns with their verbs.
    private struct Branch {
        var name: String
        var verbs: [any VerbCommand.Type] = []
        var nouns: [any NounCommand.Type] = []
    }

    private static let branches = [
        Branch(name: "Session", verbs: [Login.self, Logout.self, WhoAmI.self]),
        Branch(name: "Work", verbs: [Agenda.self, Status.self], nouns: [ExplainCommands.self, ReportCommands.self]),
        Branch(
            name: "Process",
            nouns: [
                SubmissionCommands.self, InterviewCommands.self, PromiseCommands.self, ChaseCommands.self,
                FeedbackCommands.self, EnquiryCommands.self, SilenceCommands.self, CallCommands.self, IncidentCommands.self,
                TieCommands.self,
            ]),
        Branch(
            name: "Courtesy",
            nouns: [
                NoteCommands.self, MaterialCommands.self, ReferenceCommands.self,
                OfferCommands.self, TaskCommands.self, InterestCommands.self, LeadCommands.self, PhraseCommands.self,
                WordingCommands.self,
            ]),
        Branch(
            name: "People and companies",
            nouns: [
                CandidateCommands.self, ClientCommands.self, ContactCommands.self, VacancyCommands.self,
                RecruiterCommands.self, DeskCommands.self,
            ]),
        Branch(
            name: "Money",
            nouns: [
                ContractCommands.self, ProgrammeCommands.self, ReferralCommands.self, PlacementCommands.self, BonusCommands.self,
                FeeCommands.self, LedgerCommands.self,
            ]),
        Branch(name: "Accounts", nouns: [AccountCommands.self, TokenCommands.self]),
        Branch(name: "What-if", nouns: [EtiquetteCommands.self]),
        Branch(name: "Data", nouns: [ImportCommands.self, CalendarCommands.self, PolicyCommands.self, AuditCommands.self]),
        Branch(name: "Operation", verbs: [Serve.self, Doctor.self], nouns: [DatabaseCommands.self, DemoCommands.self]),
    ]

    /// The verb that arguments name, with what they say; nil where they ask for help, or are wrong.
    ///
    /// The parser asks every command of its tree what it is, which takes longer than a query, so it is given the one branch alone.
    static func verb(_ arguments: [String]) -> (any VerbCommand)? {
        guard let word = arguments.first else { return nil }
        let rest = Array(arguments.dropFirst())
        for branch in branches {
            if let verb = branch.verbs.first(where: { $0.verb == word }) { return (try? verb.parseAsRoot(rest)) as? any VerbCommand }
            if let noun = branch.nouns.first(where: { $0.noun == word }) { return (try? noun.parseAsRoot(rest)) as? any VerbCommand }
        }
        return nil
    }

    /// Whether a word is a verb by itself, as in `liaison status`.
    static func isVerb(_ word: String) -> Bool { branches.contains { $0.verbs.contains { $0.verb == word } } }
}
