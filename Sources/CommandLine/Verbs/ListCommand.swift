import AgencyService
import ArgumentParser

/// A verb that prints a list or a report.
protocol ListCommand: VerbCommand {
    static var operation: String { get }
    var members: Members { get }
    var list: ListOptions { get }
    /// Which page, where the operation answers page by page.
    var paging: PageOptions? { get }
    var columns: [Column] { get }
}

/// A list that the service gives page by page.
protocol PagedListCommand: ListCommand {
    var page: PageOptions { get }
}

/// The options of every list and report.
struct ListOptions: ParsableArguments {
    @Option(help: "The form of the output.") var format = OutputFormat.table
    @Flag(help: "Print what the API returns.") var json = false
    @Flag(help: "Say more when something is refused.") var debug = false

    var wanted: OutputFormat { json ? .json : format }
}

/// The options of lists that come in pages.
struct PageOptions: ParsableArguments {
    @Flag(help: "Follow the list to its end.") var all = false
    @Option(help: "Items on one page.") var limit: Int64?
    @Option(help: "Where the page begins, as the page before said.") var cursor: String?
}

extension PagedListCommand {
    var paging: PageOptions? { page }
}

extension ListCommand {
    static var verb: String { String(operation.drop { $0 != "." }.dropFirst()) }
    static var audience: Audience.Requirement { .operation(operation) }
    var wantsDetails: Bool { list.debug }
    var paging: PageOptions? { nil }

    func run(in context: CommandContext) async throws {
        let followsAll = paging?.all ?? false
        var input = try members.object
        if list.wanted == .csv, followsAll || paging?.limit == nil && paging?.cursor == nil,
            Catalogue.operation(named: Self.operation)?.description.isExportable == true
        {
            return try await context.export(Self.operation, input)
        }
        // The fewest round trips for the whole.
        let limit = paging?.limit ?? (followsAll ? Paging.largest : nil)
        input["limit"] = limit.map { .integer($0) }
        input["cursor"] = paging?.cursor.map { .string($0) }
        var printer = ListPrinter(context: context, format: list.wanted, columns: columns, operation: Self.operation)
        while true {
            let body = try await context.call(Self.operation, input)
            let next = try printer.add(page: body, isWhole: !followsAll)
            guard let next else { break }
            guard followsAll else {
                context.terminal.tell("There is more: --cursor \(next), or --all.")
                break
            }
            input["cursor"] = .string(next)
        }
        try printer.finish()
    }
}
