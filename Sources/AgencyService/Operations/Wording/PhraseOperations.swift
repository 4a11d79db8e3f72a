import Agency
import Postgres

/// An entry of the phrase list (T14).
package struct PhraseEntry: Codable, Sendable {
    package var id: Int64
    package var phrase: String
    package var language: String
    package var kind: PhraseKind
    package var why: String
    package var better: String?
    /// Whether drafts are warned of it.
    package var active: Bool

    static let columns: SQL = "p.id, p.phrase, p.language, p.kind, p.why, p.better, p.is_active as active"
}

enum PhraseOperations {
    static let all = [AnyOperation(list), AnyOperation(show), AnyOperation(add), AnyOperation(edit)]

    struct List: Codable, Sendable {
        var language: LanguageTag?
        var kind: PhraseKind?
        var active: Bool?
        var limit: Int64?
        var cursor: String?
    }

    static let list = Operation<List, Page<PhraseEntry>>(
        "phrase.list", "List the wording that drafts are warned of, newest first", route: .get("/phrases"), roles: .staff,
        rules: ["T14"]
    ) { input, call in
        let limit = try Paging.limit(input.limit)
        let before = try Paging.id(input.cursor)
        let rows: [PhraseEntry] = try await call.all(
            """
            select \(PhraseEntry.columns) from liaison.phrases p
             where true\(SQL.and("p.id", below: before))\(SQL.and("p.language", input.language))\(SQL.and("p.kind", input.kind))\
            \(SQL.and("p.is_active", input.active))
             order by p.id desc limit \(limit + 1)
            """)
        return Page(rows, limit: limit) { Paging.cursor(String($0.id)) }
    }

    struct ById: Codable, Sendable { var id: Int64 }

    static let show = Operation<ById, PhraseEntry>(
        "phrase.show", "Show an entry of the phrase list", route: .get("/phrases/{id}"), roles: .staff, rules: ["T14"]
    ) { input, call in
        try await call.one("phrase", "select \(PhraseEntry.columns) from liaison.phrases p where p.id = \(input.id)")
    }

    struct Add: Codable, Sendable {
        /// Its words; `*` at a word's end stands for any ending.
        var phrase: ShortText
        var language: LanguageTag
        var kind: PhraseKind
        var why: ShortText
        /// What to write in its place.
        var better: ShortText?
    }

    static let add = Operation<Add, PhraseEntry>(
        "phrase.add", "Add wording that drafts are warned of from now on", route: .post("/phrases"), roles: [.coordinator],
        rules: ["T14"], problems: [.conflict]
    ) { input, call in
        try check(input.phrase)
        return try await call.one(
            "phrase",
            """
            insert into liaison.phrases as p (phrase, language, kind, why, better)
            values (\(input.phrase), \(input.language), \(input.kind), \(input.why), \(input.better))
            returning \(PhraseEntry.columns)
            """)
    }

    struct Edit: Codable, Sendable {
        var id: Int64
        var phrase: ShortText?
        var language: LanguageTag?
        var kind: PhraseKind?
        var why: ShortText?
        var better: ShortText?
        /// False retires it, true brings it back.
        var active: Bool?
    }

    static let edit = Operation<Edit, PhraseEntry>(
        "phrase.edit", "Change or retire an entry of the phrase list", route: .patch("/phrases/{id}"), roles: [.coordinator],
        rules: ["T14"], problems: [.conflict], resource: "phrase.show"
    ) { input, call in
        if let phrase = input.phrase { try check(phrase) }
        return try await call.one(
            "phrase",
            """
            update liaison.phrases p
               set phrase = coalesce(\(input.phrase), p.phrase), language = coalesce(\(input.language), p.language),
                   kind = coalesce(\(input.kind), p.kind), why = coalesce(\(input.why), p.why),
                   better = coalesce(\(input.better), p.better), is_active = coalesce(\(input.active)::boolean, p.is_active)
             where p.id = \(input.id)
            returning \(PhraseEntry.columns)
            """)
    }

    private static func check(_ phrase: ShortText) throws {
        if let fault = Phrase.fault(in: phrase.value) { throw Problem.invalid(["phrase": fault]) }
    }
}
