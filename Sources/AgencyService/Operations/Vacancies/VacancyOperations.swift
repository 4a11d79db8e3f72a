import Agency
import Postgres

enum VacancyOperations {
    static let all = [AnyOperation(add), AnyOperation(list), AnyOperation(show), AnyOperation(close)]

    struct Add: Codable, Sendable {
        var clientId: Int64
        var title: ShortText
        var decisionMakerId: Int64?
        var recruiterId: Int64?
    }

    private static let returned: SQL =
        "id, client_id, title, decision_maker_id, recruiter_id, opened_on, closed_on"

    static let add = Operation<Add, Vacancy>(
        "vacancy.add", "Add a vacancy of a client", route: .post("/vacancies"), roles: .staff, rules: ["P"]
    ) { input, call in
        try await call.one(
            "client",
            """
            with made as (
                insert into liaison.vacancies (client_id, recruiter_id, title, decision_maker_id, opened_on)
                values (\(input.clientId), \(input.recruiterId ?? call.caller?.personId), \(input.title),
                        \(input.decisionMakerId), liaison.agency_today())
                returning \(returned)
            )
            \(Vacancy.select(for: call.role, from: "made"))
            """)
    }

    struct List: Codable, Sendable {
        var limit: Int64?
        var cursor: String?
        var clientId: Int64?
        var query: ShortText?
        var open: Bool?
    }

    static let list = Operation<List, Page<Vacancy>>(
        "vacancy.list", "List vacancies", route: .get("/vacancies"),
        roles: [.candidate, .recruiter, .coordinator, .client], rules: ["P"]
    ) { input, call in
        let limit = try Paging.limit(input.limit)
        let before = try Paging.id(input.cursor)
        var state: SQL = "true"
        if let open = input.open {
            // Whether the company still looks is not published to candidates (R9).
            if call.role == .candidate { throw Problem.invalid(["open": "is not for candidates"]) }
            state = open ? "v.closed_on is null" : "v.closed_on is not null"
        }
        let rows: [Vacancy] = try await call.all(
            """
            \(Vacancy.select(for: call.role))
             where \(search(input, call, before, limit + 1)) and \(state)
                   \(SQL.and("v.client_id", input.clientId))\(SQL.and("v.id", below: before))
             order by v.id desc limit \(limit + 1)
            """)
        return Page(rows, limit: limit) { Paging.cursor(String($0.id)) }
    }

    /// Of a client's and a candidate's own rows each is looked at; staff search all, by the index that only a function reaches.
    private static func search(_ input: List, _ call: Call, _ before: Int64?, _ most: Int64) -> SQL {
        let pattern = SearchPattern(input.query?.value)
        guard let pattern, call.role == .recruiter || call.role == .coordinator else {
            return SQL.matches(pattern, column: "v.title")
        }
        return """
            v.id = any (array(select liaison.search_vacancies(\(pattern.beginning), \(pattern.laterWord), \(input.clientId), \
            \(input.open), \(before), \(most))))
            """
    }

    struct ById: Codable, Sendable { var id: Int64 }

    static let show = Operation<ById, Vacancy>(
        "vacancy.show", "Show a vacancy", route: .get("/vacancies/{id}"),
        roles: [.candidate, .recruiter, .coordinator, .client], rules: ["P"]
    ) { input, call in
        try await call.one("vacancy", "\(Vacancy.select(for: call.role)) where v.id = \(input.id)")
    }

    struct Close: Codable, Sendable {
        var id: Int64
        var reason: LongText?
    }

    static let close = Operation<Close, Vacancy>(
        "vacancy.close", "Close a vacancy", route: .post("/vacancies/{id}/closure"), roles: .staff, rules: ["P"],
        problems: [.conflict], resource: "vacancy.show"
    ) { input, call in
        let closed: Vacancy? = try await call.first(
            """
            with closed as (
                update liaison.vacancies set closed_on = liaison.agency_today(), close_reason = \(input.reason)
                 where id = \(input.id) and closed_on is null
                returning \(returned)
            )
            \(Vacancy.select(for: call.role, from: "closed"))
            """)
        if let closed { return closed }
        try await call.requireDesk("liaison.vacancies", input.id, noun: "vacancy")
        throw Problem(.conflict, "This vacancy is closed already: liaison vacancy show \(input.id).")
    }
}
