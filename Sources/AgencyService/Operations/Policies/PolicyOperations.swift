import Agency
import Postgres

enum PolicyOperations {
    static let all = [AnyOperation(show), AnyOperation(set), AnyOperation(history), AnyOperation(effect)]

    struct Show: Codable, Sendable {
        /// Whose policy; the agency's if it is not given.
        var clientId: Int64?
        var asOf: CivilDate?
    }

    /// The policy of a day, number by number.
    struct Policy: Codable, Sendable {
        var clientId: Int64?
        var client: String?
        var asOf: CivilDate
        var items: [Number]
        /// Always null: a policy is one page.
        var next: String?
    }

    struct Number: Codable, Sendable {
        var name: String
        var rule: String
        var value: Int
        /// What the rulebook says.
        var `default`: Int
        var comesFrom: PolicyLayer
        /// Since when it has been so; null for the rulebook's.
        var since: CivilDate?
        var least: Int
        var most: Int
        /// A duty to candidates that no client has an override of (T17).
        var isAgencys: Bool
    }

    static let show = Operation<Show, Policy>(
        "policy.show", "Show the numbers of the etiquette on a day and where each comes from", route: .get("/policies"),
        roles: .staff, rules: ["T1", "T2", "T4", "T5", "T6", "T8", "T10", "T11", "T13", "T17", "T18", "T19", "P"]
    ) { input, call in
        let book = try await PolicyBook.read(input.clientId, call)
        let day = input.asOf ?? book.today
        return Policy(
            clientId: book.clientId, client: book.client, asOf: day,
            items: EtiquettePolicy.settings.map { setting in
                let origin = PolicyOrigin(
                    of: setting, on: day, agency: book.agency, client: book.clientId == nil ? [] : book.own)
                return Number(
                    name: setting.name, rule: setting.rule, value: origin.value,
                    default: EtiquettePolicy.standard[keyPath: setting.path], comesFrom: origin.layer, since: origin.since,
                    least: setting.bounds.lowerBound, most: setting.bounds.upperBound, isAgencys: setting.isAgencys)
            })
    }

    struct Set: Codable, Sendable {
        /// Whose policy; the agency's if it is not given.
        var clientId: Int64?
        /// The first day; today if it is not given.
        var effectiveFrom: CivilDate?
        /// Numbers that change; the others stay as they are.
        var changes: PolicyChanges?
        /// Numbers that go back to what stands beneath: the agency's, or the rulebook's.
        var clear: [PolicySettingName]?
        var note: LongText?
    }

    static let set = Operation<Set, PolicyRecord>(
        "policy.set", "Change numbers of the etiquette from a day on", route: .post("/policies"), roles: [.coordinator],
        rules: ["P"], problems: [.invalidDate]
    ) { input, call in
        let changes = input.changes?.numbers ?? [:]
        let cleared = (input.clear ?? []).map(\.value)
        if let both = cleared.sorted().first(where: { changes[$0] != nil }) {
            throw Problem.invalid(["clear": "names \(both), which changes sets"])
        }
        guard !changes.isEmpty || !cleared.isEmpty else { throw Problem.invalid(["changes": "must name a number"]) }
        // A version holds all that differs, so one is made from the other, and two who do so take turns.
        try await call.execute("select pg_advisory_xact_lock(hashtext('liaison.policies'))")
        let book = try await PolicyBook.read(input.clientId, call)
        let day = input.effectiveFrom ?? book.today
        guard day >= book.today else {
            throw Problem(
                .invalidDate, "A policy takes effect today (\(book.today)) or later; what was done by the old one stays done.", rule: "P",
                facts: ["today": .string(book.today.description), "fields": ["effective_from": "lies in the past"]])
        }
        guard day <= book.today.addingOrLatest(days: 3660) else {
            throw Problem(
                .invalidDate, "A policy takes effect within ten years.", rule: "P", facts: ["fields": ["effective_from": "lies too far ahead"]])
        }
        var numbers = PolicyHistory.latest(book.own, by: day)?.changes ?? [:]
        for name in cleared { numbers[name] = nil }
        numbers.merge(changes) { $1 }
        try book.check(PolicyVersion(effectiveFrom: day, changes: numbers))
        struct Made: Decodable { var id: Int64 }
        let made: Made = try await call.one(
            "policy",
            """
            insert into liaison.policies (client_id, effective_from, changes, note)
            values (\(input.clientId), \(day), \(try PolicyChanges(numbers).text)::text::jsonb, \(input.note)) returning id
            """)
        return try await call.one("policy", "\(PolicyRecord.select) where p.id = \(made.id)")
    }

    struct History: Codable, Sendable {
        var clientId: Int64?
        var limit: Int64?
        var cursor: String?
    }

    static let history = Operation<History, Page<PolicyRecord>>(
        "policy.history", "List every version of the policies, newest first", route: .get("/policies/history"), roles: .staff,
        rules: ["P"]
    ) { input, call in
        let limit = try Paging.limit(input.limit)
        let before = try Paging.id(input.cursor)
        let rows: [PolicyRecord] = try await call.all(
            """
            \(PolicyRecord.select)
             where true\(SQL.and("p.id", below: before))\(SQL.and("p.client_id", input.clientId))
             order by p.id desc limit \(limit + 1)
            """)
        return Page(rows, limit: limit) { Paging.cursor(String($0.id)) }
    }
}

/// A version of a policy: which numbers differ from what stands beneath it, from which day on.
package struct PolicyRecord: Codable, Sendable {
    package var id: Int64
    /// Null for the agency's.
    package var clientId: Int64?
    package var client: String?
    package var effectiveFrom: CivilDate
    package var changes: PolicyChanges
    package var note: String?
    package var setBy: String
    package var setAt: Instant

    static let select: SQL = """
        select p.id, p.client_id, c.name as client, p.effective_from, p.changes, p.note, r.name as set_by, p.set_at
          from liaison.policies p join liaison.recruiters r on r.id = p.set_by left join liaison.clients c on c.id = p.client_id
        """
}
