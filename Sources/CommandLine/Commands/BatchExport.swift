import AgencyService
import ArgumentParser

/// A verb that makes a batch, or prints one that was made before.
protocol BatchExport: VerbCommand {
    /// The operation that makes one.
    static var operation: String { get }
    var batch: Int64? { get }
    var list: ListOptions { get }
}

extension BatchExport {
    static var verb: String { "export" }
    static var audience: Audience.Requirement { .operation(operation) }
    var wantsDetails: Bool { list.debug }

    func run(in context: CommandContext) async throws {
        var number = batch
        if number == nil {
            let made = try JSONReader.value(try await context.call(Self.operation, [:]))
            number = made["id"]?.integer
            context.terminal.tell("This is batch \(number ?? 0); --batch \(number ?? 0) prints it again.")
        }
        // What was just made is read as it will be read again.
        let input: JSONObject = ["id": .integer(number ?? 0)]
        if list.wanted == .csv { return try await context.export("batch.show", input) }
        var printer = ListPrinter(
            context: context, format: list.wanted,
            columns: ["item_id", "name", .detail("description"), "due_on", "amount_minor", "currency"], operation: "batch.show")
        _ = try printer.add(page: try await context.call("batch.show", input), isWhole: true)
        try printer.finish()
    }
}
