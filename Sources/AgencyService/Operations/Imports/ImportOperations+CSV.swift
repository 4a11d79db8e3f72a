import Agency
import Postgres

extension ImportOperations {
    struct CSV: Codable, Sendable {
        var kind: CSVKind
        /// The file, where it does not come by itself.
        var text: DumpText?
        /// The recruiter on whose desk candidates go for whom the file names none; nil for the caller's own.
        var recruiter: EmailAddress?
        var dryRun: Bool?
    }

    /// An import may work for minutes.
    static let deadline = Duration.seconds(30 * 60)

    static let csv = Operation<CSV, CSVImportReport>(
        "import.csv", "Take over a CSV file; valid rows are kept, bad ones told, and a second run changes nothing",
        route: .post("/imports/csv/{kind}"), roles: [.coordinator], status: 200, rules: ["P"], deadline: deadline,
        takesFile: true
    ) { input, call in
        guard (call.file == nil) != (input.text == nil), let me = call.caller?.personId else {
            throw Problem.invalid(["text": "is required, unless the body is the file itself as text/csv"])
        }
        let file = call.file ?? SentFile(bytes: Array((input.text?.value ?? "").utf8))
        switch input.kind {
        case .candidates:
            return try await CSVImport<CandidateBatch>(call: call, kind: input.kind, dryRun: input.dryRun ?? false)
                .run(file, try await candidateSurroundings(input, me: me, call))
        }
    }

    private struct Desk: Decodable {
        var id: Int64
        var email: String
    }

    private static func candidateSurroundings(
        _ input: CSV, me: Int64, _ call: Call
    ) async throws -> CandidateBatch.Surroundings {
        let results = try await call.pipeline([
            // Two imports of the same people at once would wait for each other row by row.
            "select pg_advisory_xact_lock(hashtextextended('liaison.import.csv', 0))",
            "select id, lower(email) as email from liaison.recruiters",
            "select coalesce(max(id), 0) from liaison.candidates",
        ])
        let desks = Dictionary(
            try results[1].decode(Desk.self).map { ($0.email, $0.id) }, uniquingKeysWith: { first, _ in first })
        let ownDesk = input.recruiter.map { desks[$0.value.lowercased()] } ?? me
        guard let ownDesk else {
            throw Problem.invalid(["recruiter": "is nobody's address among the recruiters; see liaison recruiter list"])
        }
        return CandidateBatch.Surroundings(desks: desks, ownDesk: ownDesk, lastKnown: try results[2].scalar())
    }
}
