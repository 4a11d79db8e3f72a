import ArgumentParser

/// The command line: `liaison NOUN VERB`.
struct Liaison: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "liaison",
            abstract: "Coordinates agents, candidates and clients while feedback after an interview is awaited.",
            discussion: Audience.current.note,
            version: "0.1.0",
            groupedSubcommands: [
                CommandGroup(name: "Session", subcommands: [Login.self, Logout.self, WhoAmI.self]),
                CommandGroup(
                    name: "Work", subcommands: [Agenda.self, Status.self, ReportCommands.self]),
                CommandGroup(
                    name: "Process",
                    subcommands: [
                        SubmissionCommands.self, InterviewCommands.self, PromiseCommands.self, ChaseCommands.self,
                        FeedbackCommands.self, EnquiryCommands.self, IncidentCommands.self, TieCommands.self,
                    ]),
                CommandGroup(
                    name: "People and companies",
                    subcommands: [
                        CandidateCommands.self, ClientCommands.self, ContactCommands.self, VacancyCommands.self,
                        RecruiterCommands.self, DeskCommands.self,
                    ]),
                CommandGroup(name: "Referrals", subcommands: [ProgrammeCommands.self, ReferralCommands.self]),
                CommandGroup(name: "Accounts", subcommands: [AccountCommands.self, TokenCommands.self]),
                CommandGroup(
                    name: "What-if",
                    subcommands: [EtiquetteCommands.self, BonusCommands.self, FeeCommands.self]),
                CommandGroup(
                    name: "Data", subcommands: [ImportCommands.self, CalendarCommands.self, AuditCommands.self]),
                CommandGroup(
                    name: "Operation",
                    subcommands: [Serve.self, DatabaseCommands.self, DemoCommands.self, Doctor.self]),
            ])
    }
}
