import AgencyService
import ArgumentParser
import Testing

@testable import CommandLine

struct ParsingTests {
    /// Every verb of the tree, with the words that lead to it.
    static let verbs: [[String]] = Liaison.configuration.subcommands.flatMap { command -> [[String]] in
        let word = command.configuration.commandName ?? ""
        let verbs = command.configuration.subcommands.map { [word, $0.configuration.commandName ?? ""] }
        return verbs.isEmpty ? [[word]] : verbs
    }

    @Test(arguments: CommandLines.operations)
    func commandLineMakesAnInputThatTheOperationTakes(_ operation: String, _ line: String) throws {
        let command = try Liaison.parseAsRoot(CommandLines.words(line))
        let members: Members
        var paging: Set<String> = []
        switch command {
        case let verb as any OperationCommand:
            #expect(type(of: verb).operation == operation)
            members = verb.members
        case let verb as any ListCommand:
            #expect(type(of: verb).operation == operation)
            members = verb.members
            if verb.paging != nil { paging = ["limit", "cursor"] }
        default:
            Issue.record("\(line) performs no operation")
            return
        }
        let description = try #require(Catalogue.operation(named: operation)?.description)
        let object = try members.object
        _ = try description.input.checked(object)
        guard case .object(let schema) = description.input else { return }
        #expect(Set(object.keys).union(paging) == Set(schema.properties.map(\.name)), "options and fields differ")
    }

    /// The parser that is given one branch understands what the parser of the whole tree does.
    @Test(arguments: CommandLines.operations)
    func aBranchReadsItsVerbs(_ operation: String, _ line: String) throws {
        let words = CommandLines.words(line)
        let whole = try Liaison.parseAsRoot(words)
        let verb = try #require(Liaison.verb(words))
        #expect(type(of: verb) == type(of: whole))
        #expect("\(verb)" == "\(whole)")
    }

    @Test(arguments: ["", "chase", "chase --help", "help chase", "chase help log", "chase nothing", "nothing", "--version"])
    func helpAndMistakesAreForTheWholeTree(_ line: String) {
        #expect(Liaison.verb(line.split(separator: " ").map(String.init)) == nil)
    }

    @Test func everyOperationHasAVerb() {
        let known = Set(CommandLines.operations.map(\.operation) + CommandLines.special)
        #expect(Set(Catalogue.operations.map(\.name)).subtracting(known).isEmpty)
    }

    @Test(arguments: verbs)
    func helpOfEveryVerbSaysWhatItDoes(_ words: [String]) {
        #expect(helpText(words + ["--help"]).contains("USAGE: liaison \(words.joined(separator: " "))"))
    }

    @Test(arguments: [
        "feedback log", "feedback log x --decision advance --comments c",
        "feedback log 1 --decision maybe --comments c",
        "feedback frob", "frob", "chase log 12 --on 2026-02-30 --contact 3 --method phone",
        "interview schedule 7 --starts-at 2026-03-04T10:00:00 --ends-at 2026-03-04T11:00:00Z", "promise set 12",
        "candidate list --format xml", "account invite a@b.example --role king --name Ana",
        "submission add --candidate 3",
    ])
    func wrongUsageEndsWith64AndOneLine(_ line: String) async {
        let output = MemorySink()
        let errors = MemorySink()
        let program = Program(
            terminal: memoryTerminal(output, errors), environment: ["HOME": "/nonexistent"],
            arguments: CommandLines.words(line))
        #expect(await program.run() == 64)
        #expect(output.text.isEmpty)
        #expect(errors.text.hasPrefix("liaison: "))
        #expect(errors.text.contains(" Try: liaison "))
        #expect(errors.text.filter { $0 == "\n" }.count == 1)
    }

    @Test func textComesFromTheArgumentAFileOrIsEscaped() async throws {
        #expect(try TextArgument(argument: "a@b").jsonValue == "a@b")
        #expect(try TextArgument(argument: "@@home").jsonValue == "@home")
        #expect(TextArgument(argument: "-") == .standardInput)
        try await withTemporaryFolder { folder in
            try PrivateFile(path: folder + "/text").write(Array("Grüße\n".utf8))
            #expect(try TextArgument(argument: "@\(folder)/text").jsonValue == "Grüße\n")
            try PrivateFile(path: folder + "/bytes").write([0xFF, 0xFE])
            let failure = #expect(throws: Failure.self) { try TextArgument(argument: "@\(folder)/bytes").jsonValue }
            #expect(failure?.status == .badData)
        }
        let failure = #expect(throws: Failure.self) { try TextArgument(argument: "@/nonexistent").jsonValue }
        #expect(failure?.status == .badData)
    }
}
