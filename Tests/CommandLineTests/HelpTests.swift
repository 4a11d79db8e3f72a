import Agency
import AgencyService
import Testing

@testable import CommandLine

struct HelpTests {
    private static func help(_ reader: Audience.Reader, _ arguments: [String] = ["--help"]) -> String {
        Audience.$current.withValue(Audience(reader: reader)) { helpText(arguments) }
    }

    private static func words(_ help: String) -> Set<String> {
        Set(
            help.split(separator: "\n").filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
                .compactMap { $0.split(separator: " ").first.map(String.init) })
    }

    @Test func candidateSeesWhatACandidateMayDo() {
        let nouns = Self.words(Self.help(.signedIn(.candidate)))
        #expect(nouns.isSuperset(of: ["whoami", "status", "enquiry", "submission", "agenda"]))
        #expect(nouns.isDisjoint(with: ["account", "report", "feedback", "audit", "db", "serve", "tie"]))
        let verbs = Self.words(Self.help(.signedIn(.candidate), ["enquiry", "--help"]))
        #expect(verbs.contains("ask") && !verbs.contains("answer"))
    }

    @Test func adminSeesAccountsAndNoBusiness() {
        let nouns = Self.words(Self.help(.signedIn(.admin)))
        #expect(nouns.isSuperset(of: ["account", "audit", "token", "db", "serve"]))
        #expect(nouns.isDisjoint(with: ["feedback", "candidate", "chase", "report"]))
    }

    @Test func nobodySignedInSeesHowToBegin() {
        let nouns = Self.words(Self.help(.signedOut))
        #expect(nouns.isSuperset(of: ["login", "etiquette", "bonus", "fee", "serve", "db", "demo", "doctor"]))
        #expect(nouns.isDisjoint(with: ["feedback", "candidate", "agenda", "token"]))
    }

    @Test func allShowsTheRest() {
        let nouns = Self.words(Self.help(.everybody))
        #expect(nouns.isSuperset(of: ["feedback", "account", "status", "report", "serve", "tie", "import"]))
    }

    @Test func allBelongsToHelpOnlyBesideIt() {
        #expect(HelpRequest(["--help", "--all"]).arguments == ["--help"])
        #expect(!HelpRequest(["--help", "--all"]).wantsRole)
        #expect(HelpRequest(["client", "list", "--all"]).arguments == ["client", "list", "--all"])
        #expect(!HelpRequest(["client", "list", "--all"]).wantsRole)
        #expect(HelpRequest(["feedback", "--help"]).wantsRole)
        #expect(HelpRequest(["feedback"]).wantsRole)
        #expect(!HelpRequest(["--generate-completion-script", "zsh"]).wantsRole)
    }

    @Test(arguments: Role.allCases)
    func tokenTellsTheRole(_ role: Role) async {
        let output = MemorySink()
        let environment = ["HOME": "/nonexistent", "LIAISON_TOKEN": SessionToken(role: role).text]
        let program = Program(terminal: memoryTerminal(output), environment: environment, arguments: ["--help"])
        #expect(await program.run() == 0)
        #expect(output.text.replacing("\n", with: " ").contains("what a \(role.rawValue) may do"))
    }
}
