import Agency
import Postgres

enum WordingOperations {
    static let all = [AnyOperation(check)]

    struct Check: Codable, Sendable {
        var text: LongText
        /// Only phrases of this language; all if it is not given.
        var language: LanguageTag?
    }

    /// What a draft is warned of; the draft itself stays as it is.
    struct Warnings: Codable, Sendable {
        var warnings: [WordingWarning]
    }

    static let check = Operation<Check, Warnings>(
        "wording.check", "Look through a draft for wording that a client had better not read", route: .post("/wording"),
        roles: [.candidate, .recruiter, .coordinator], effect: .read, status: 200, rules: ["T14"]
    ) { input, call in
        Warnings(warnings: try await call.wordingWarnings(input.text.value, language: input.language))
    }
}

extension Call {
    private struct Row: Decodable {
        var phrase: String
        var language: String
        var kind: PhraseKind
        var why: String
        var better: String?
    }

    /// What a draft to a client is warned of (T14): never changed, never refused.
    func wordingWarnings(_ draft: String, language: LanguageTag? = nil) async throws -> [WordingWarning] {
        let rows: [Row] = try await all(
            """
            select p.phrase, p.language, p.kind, p.why, p.better from liaison.phrases p
             where p.is_active\(SQL.and("p.language", language)) order by p.id
            """)
        return WordingList(
            rows.compactMap { row in
                LanguageTag(row.language).map { Phrase(row.phrase, language: $0, kind: row.kind, why: row.why, better: row.better) }
            }
        ).warnings(in: draft)
    }

    /// The same of a text that may be missing; nil without one.
    func wordingWarnings(_ draft: LongText?) async throws -> [WordingWarning]? {
        guard let draft else { return nil }
        return try await wordingWarnings(draft.value)
    }
}

extension LanguageTag: SchemaDescribing {
    package static let jsonSchema = JSONSchema.string(
        StringRule(maximumLength: 40, refusal: { LanguageTag($0) == nil ? LanguageTag.requirement : nil }))
    package static var schemaSample: LanguageTag? { .english }
}

extension LanguageTag: PostgresBindable {}
extension PhraseKind: SchemaDescribing {}
extension PhraseKind: PostgresBindable {}
