import AgencyService
import ArgumentParser

/// Looks at everything that has to be right, and says what to do where it is not.
struct Doctor: VerbCommand {
    static let verb = "doctor"
    static let about = "Check the installation, and say what to do where something is wrong."

    @Flag(help: "Print the findings as JSON.") var json = false
    @Flag(help: "Say more.") var debug = false
    var wantsDetails: Bool { debug }

    func run(in context: CommandContext) async throws {
        var findings = Finding.files(context.installation, context.credentials)
        if let server = context.installation.serverURL {
            findings += await Finding.server(RemoteTransport(server: server))
        } else {
            findings += await DatabaseExamination(installation: context.installation).findings()
        }
        if json {
            let items = OrderedJSON.object([.init(name: "items", value: .array(findings.map(\.json)))])
            try context.print(json: Array(items.compact.utf8))
        } else {
            let colour = context.terminal.outputColour
            for finding in findings { try context.terminal.write(finding.line(colour: colour)) }
        }
        let wrong = findings.filter { !$0.isFine }
        guard wrong.isEmpty else {
            throw Failure(
                message: "\(wrong.count) of \(findings.count) checks failed.",
                status: wrong.contains(where: \.isOutage) ? .unavailable : .failed, next: wrong.first?.advice)
        }
    }
}

/// One thing that was looked at.
struct Finding: Sendable, Equatable {
    var subject: String
    var isFine: Bool
    var message: String
    /// What to do.
    var advice: String?
    /// Whether nothing can work because of it.
    var isOutage = false

    static func fine(_ subject: String, _ message: String) -> Finding {
        Finding(subject: subject, isFine: true, message: message)
    }

    static func wrong(_ subject: String, _ message: String, advice: String?, isOutage: Bool = false) -> Finding {
        Finding(subject: subject, isFine: false, message: message, advice: advice, isOutage: isOutage)
    }

    func line(colour: Bool) -> String {
        let mark = isFine ? "ok   " : "WRONG"
        let painted = colour ? (isFine ? Colour.green : .red).paint(mark) : mark
        return "\(painted)  \(subject): \(message.singleLine)" + (advice.map { "  -> \($0)" } ?? "") + "\n"
    }

    var json: OrderedJSON {
        .object([
            .init(name: "subject", value: .string(subject)), .init(name: "ok", value: .bool(isFine)),
            .init(name: "message", value: .string(message)),
            .init(name: "advice", value: advice.map { .string($0) } ?? .null),
        ])
    }

    /// Secrets must be nobody else's to read.
    static func files(_ installation: Installation, _ credentials: CredentialsFile) -> [Finding] {
        let home = installation.home
        let secrets = ["role-secret", "superuser-password", "demo-accounts.csv"].map { "\(home)/\($0)" }
        var findings: [Finding] = []
        for path in secrets + [credentials.path] {
            guard let mode = PrivateFile(path: path).mode else { continue }
            findings.append(
                mode & 0o077 == 0
                    ? .fine(path, "only its owner may read it")
                    : .wrong(path, "others may read it (\(String(mode, radix: 8)))", advice: "chmod 600 \(path)"))
        }
        if installation.serverURL == nil, let mode = PrivateFile(path: home).mode, mode & 0o077 != 0 {
            findings.append(
                .wrong(home, "others may enter it (\(String(mode, radix: 8)))", advice: "chmod 700 \(home)"))
        }
        return findings
    }

    /// What a server says of itself.
    static func server(_ server: RemoteTransport) async -> [Finding] {
        var findings: [Finding] = []
        for (path, what) in [("/healthz", "answers"), ("/readyz", "database and migrations are ready")] {
            do {
                let status = try await server.status(of: path)
                findings.append(
                    status == 200
                        ? .fine(server.server + path, what)
                        : .wrong(
                            server.server + path, "answered \(status)",
                            advice: path == "/readyz" ? "liaison db migrate" : nil, isOutage: true))
            } catch {
                findings.append(
                    .wrong(server.server + path, "does not answer", advice: "deploy/run --background", isOutage: true))
                break
            }
        }
        await server.close()
        return findings
    }
}
