import Agency
import AgencyService
import ArgumentParser

struct PolicyCommands: NounCommand {
    static let noun = "policy"
    static let about = "The numbers of the etiquette, of the agency and of each client."
    static let verbs: [any VerbCommand.Type] = [Show.self, Set.self, History.self]

    /// The policy of a day, or what another one would have made of the past.
    struct Show: ListCommand {
        static let operation = "policy.show"
        static let about = "Show each number, its rule and where it comes from; with --effect what others would have changed."
        static let examples = [
            "liaison policy show --client 4 --as-of 2026-03-04",
            "liaison policy show --effect answer_days=10 --effect chase_opens_days=10 --from 2026-01-01",
        ]

        @Option(name: .id("client"), help: "The policy of this client; the agency's if not given.") var client: Int64?
        @Option(help: "The day to look at; today if not given.") var asOf: CivilDate?
        @Option(parsing: .upToNextOption, help: "Compare past interviews as they were with this NAME=VALUE; may be given again.")
        var effect: [PolicyProposal] = []
        @Option(help: "With --effect: the first day of the interviews; a year before --to if not given.") var from: CivilDate?
        @Option(help: "With --effect: their last day; yesterday if not given.") var to: CivilDate?
        @OptionGroup var list: ListOptions
        var members: Members { ["client_id": client, "as_of": asOf] }
        var columns: [Column] {
            [
                "name", "value", "default", "comes_from", "since", .detail("rule"), .detail("least"), .detail("most"),
            ]
        }

        func validate() throws {
            if effect.isEmpty, from != nil || to != nil { throw ValidationError("--from and --to go with --effect") }
            if !effect.isEmpty, asOf != nil { throw ValidationError("--as-of does not go with --effect") }
        }

        func run(in context: CommandContext) async throws {
            if !effect.isEmpty { return try await compare(in: context) }
            let body = try await context.call(Self.operation, try members.object)
            var printer = ListPrinter(context: context, format: list.wanted, columns: columns, operation: Self.operation)
            _ = try printer.add(page: body, isWhole: true)
            try printer.finish()
        }

        private func compare(in context: CommandContext) async throws {
            let members: Members = ["set": effect, "client_id": client, "from": from, "to": to]
            let body = try await context.call("policy.effect", try members.object)
            if list.wanted == .json { return try context.print(json: body) }
            let report = EffectReport(try OrderedJSON(parsing: body))
            guard list.wanted == .table else { return try context.terminal.write(report.commaSeparated) }
            guard context.terminal.outputIsTerminal else { return try context.terminal.write(report.table.tabSeparated) }
            let (width, colour) = (context.terminal.width, context.terminal.outputColour)
            try context.terminal.write(
                report.heading + report.table.aligned(width: width, colour: colour) + "\n" + report.plot(width: width, colour: colour))
        }
    }

    struct Set: OperationCommand {
        static let operation = "policy.set"
        static let about = "Change numbers from a day on; the others stay as they are."
        static let examples = [
            "liaison policy set answer_days=10 chase_opens_days=10 chase_closes_days=13 --client 4",
            "liaison policy set --clear answer_days --client 4 --effective-from 2026-04-01",
        ]

        @Argument(help: "NAME=VALUE; `policy show` lists the names.") var numbers: [PolicyProposal] = []
        @Option(name: .id("client"), help: "For this client; for the agency if not given.") var client: Int64?
        @Option(help: "The first day; today if not given.") var effectiveFrom: CivilDate?
        @Option(help: "A number that goes back to the agency's, or the rulebook's; may be given again.") var clear: [PolicySettingName] = []
        @Option(help: "Why.") var note: TextArgument?
        @OptionGroup var record: RecordOptions

        func validate() throws {
            if numbers.isEmpty, clear.isEmpty { throw ValidationError("name a number: answer_days=10, or --clear answer_days") }
        }

        var members: Members {
            [
                "changes": ProposedNumbers(numbers), "clear": clear, "client_id": client, "effective_from": effectiveFrom, "note": note,
            ]
        }
    }

    struct History: PagedListCommand {
        static let operation = "policy.history"
        static let about = "List every version, newest first."

        @Option(name: .id("client"), help: "Only of this client.") var client: Int64?
        @OptionGroup var page: PageOptions
        @OptionGroup var list: ListOptions
        var members: Members { ["client_id": client] }
        var columns: [Column] {
            ["id", "effective_from", "client", "changes", .detail("note"), "set_by", .detail("set_at")]
        }
    }
}
