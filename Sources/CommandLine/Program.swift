import AgencyService
import ArgumentParser
import Foundation

/// One run of the command line, from arguments to exit code.
package struct Program: Sendable {
    let terminal: Terminal
    let environment: [String: String]
    let arguments: [String]

    /// The arguments and environment of this process; from now on Ctrl-C ends it as cancelled, and a closed pipe is an error to write to.
    package static func ofThisProcess() -> Program {
        signal(SIGPIPE, SIG_IGN)
        signal(SIGINT) { _ in _exit(ExitStatus.cancelled.rawValue) }
        // Log lines are in UTC; without a zone of its own the C library looks for the machine's anew with each of them.
        setenv("TZ", "UTC0", 0)
        let environment = ProcessInfo.processInfo.environment
        return Program(
            terminal: .process(environment), environment: environment,
            arguments: Array(ProcessInfo.processInfo.arguments.dropFirst()))
    }

    /// Runs to the end.
    ///
    /// - Returns: the exit code of INTERFACE.md.
    package func run() async -> Int32 {
        let request = HelpRequest(arguments)
        let installation = Installation(environment: environment)
        let credentials = CredentialsFile(environment: environment)
        let audience = request.wantsRole ? Self.audience(environment, installation, credentials) : .everybody
        return await Audience.$current.withValue(Audience(reader: audience)) {
            await perform(request.arguments, context(installation, credentials)).rawValue
        }
    }

    private func context(_ installation: Installation, _ credentials: CredentialsFile) -> CommandContext {
        let wantsDetails = arguments.contains("--debug")
        return CommandContext(
            terminal: terminal, environment: environment, installation: installation, credentials: credentials
        ) {
            if let server = installation.serverURL { return RemoteTransport(server: server) }
            let logger = CommandLog.logger(home: installation.home, wantsDetails: wantsDetails)
            return try LocalTransport(installation: installation, logger: logger)
        }
    }

    private func perform(_ arguments: [String], _ context: CommandContext) async -> ExitStatus {
        var wantsDetails = arguments.contains("--debug")
        do {
            guard let verb = try Liaison.verb(arguments) ?? Liaison.parseAsRoot(arguments) as? any VerbCommand else {
                // Help and completions, which the parser runs by itself.
                var command = try Liaison.parseAsRoot(arguments)
                try command.run()
                return .done
            }
            wantsDetails = verb.wantsDetails
            try await verb.run(in: context)
            return .done
        } catch let failure as Failure {
            return report(failure, wantsDetails)
        } catch is BrokenPipe {
            return .done
        } catch is CancellationError {
            return .cancelled
        } catch {
            return report(parserError: error, wantsDetails)
        }
    }

    private func report(_ failure: Failure, _ wantsDetails: Bool) -> ExitStatus {
        terminal.tell(terminal.errorColour ? Colour.red.paint("liaison:") + failure.line.dropFirst(8) : failure.line)
        if wantsDetails { for line in failure.more { terminal.tell("  " + line.singleLine) } }
        return failure.status
    }

    /// Help, completions and usage errors.
    private func report(parserError error: any Error, _ wantsDetails: Bool) -> ExitStatus {
        let text = Liaison.fullMessage(for: error)
        switch Liaison.exitCode(for: error).rawValue {
        case ExitStatus.done.rawValue:
            try? terminal.write(text.hasSuffix("\n") ? text : text + "\n")
            return .done
        case ExitStatus.usage.rawValue:
            let message = UsageMessage(text, error: Liaison.message(for: error))
            return report(message.failure, wantsDetails)
        default:
            let more = wantsDetails ? [String(reflecting: error)] : []
            return report(Failure(message: "It went wrong.", status: .failed, more: more), wantsDetails)
        }
    }

    /// Who reads the help, by the token that would be presented.
    private static func audience(
        _ environment: [String: String], _ installation: Installation, _ credentials: CredentialsFile
    ) -> Audience.Reader {
        let kept = environment["LIAISON_TOKEN"] ?? (try? credentials.token(for: installation.server)) ?? ""
        return SessionToken(kept).map { .signedIn($0.role) } ?? .signedOut
    }
}

/// Whether arguments ask for help, and for whose.
struct HelpRequest {
    /// The arguments without the `--all` that belongs to `--help`.
    var arguments: [String]
    /// Whether the help is for the role that is signed in.
    var wantsRole: Bool

    init(_ given: [String]) {
        let own = given.prefix { $0 != "--" }
        let words = own.filter { !$0.hasPrefix("-") }
        let asks = own.contains("--help") || own.contains("-h") || words.first == "help"
        let wantsAll = asks && own.contains("--all")
        arguments = wantsAll ? given.filter { $0 != "--all" } : given
        // A noun alone prints its help as well; a verb that runs needs to know of no role.
        let isGenerated = own.contains { $0 == "--version" || $0.hasPrefix("--generate") || $0.hasPrefix("--experimental") }
        wantsRole = !wantsAll && !isGenerated && (asks || words.count < 2 && !words.contains(where: Liaison.isVerb))
    }
}

/// A usage error of the argument parser in one line.
struct UsageMessage {
    let failure: Failure

    init(_ text: String, error: String) {
        // The parser ends with: See 'liaison feedback log --help' for more information.
        let hint = text.split(separator: "See '").last?.prefix { $0 != "'" }
        let next = hint.map(String.init).flatMap { $0.hasPrefix("liaison") ? $0 : nil }
        let message = error.hasPrefix("Error: ") ? String(error.dropFirst(7)) : error
        failure = Failure(
            message: message.split(separator: "\n").first.map(String.init) ?? "The command is not understood.",
            status: .usage, next: next ?? "liaison --help",
            more: text.split(separator: "\n").map(String.init))
    }
}
