import AgencyService
import ArgumentParser

/// A verb that prints a list, page by page.
protocol ListCommand: VerbCommand {
    static var operation: String { get }
    var members: Members { get }
    var list: ListOptions { get }
    var columns: [Column] { get }
}

/// The options of every list and report.
struct ListOptions: ParsableArguments {
    @Option(help: "The form of the output.") var format = OutputFormat.table
    @Flag(help: "Print what the API returns.") var json = false
    @Flag(help: "Follow the list to its end.") var all = false
    @Option(help: "Items on one page.") var limit: Int64?
    @Option(help: "Where the page begins, as the page before said.") var cursor: String?
    @Flag(help: "Say more when something is refused.") var debug = false

    var wanted: OutputFormat { json ? .json : format }
}

extension ListCommand {
    static var verb: String { String(operation.drop { $0 != "." }.dropFirst()) }
    static var audience: Audience.Requirement { .operation(operation) }
    var wantsDetails: Bool { list.debug }

    func run(in context: CommandContext) async throws {
        var input = try members.object
        input["limit"] = list.limit.map { .integer($0) }
        input["cursor"] = list.cursor.map { .string($0) }
        var printer = ListPrinter(context: context, format: list.wanted, columns: columns, operation: Self.operation)
        while true {
            let body = try await context.call(Self.operation, input)
            let next = try printer.add(page: body, isWhole: !list.all)
            guard let next else { break }
            guard list.all else {
                context.terminal.tell("There is more: --cursor \(next), or --all.")
                break
            }
            input["cursor"] = .string(next)
        }
        try printer.finish()
    }
}
