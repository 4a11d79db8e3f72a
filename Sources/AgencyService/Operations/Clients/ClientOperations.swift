import Agency
import Postgres

enum ClientOperations {
    static let all = [AnyOperation(add), AnyOperation(list), AnyOperation(show), AnyOperation(edit)]

    struct Add: Codable, Sendable {
        var name: ShortText
        var timeZone: TimeZoneName?
        var calendar: CalendarName?
        var recruiterId: Int64?
    }

    static let add = Operation<Add, Client>(
        "client.add", "Add a client company", route: .post("/clients"), roles: .staff, rules: ["P"]
    ) { input, call in
        let results = try await call.pipeline([
            "select name from liaison.calendars order by name",
            """
            with made as (
                insert into liaison.clients (name, time_zone, calendar_id, recruiter_id)
                select \(input.name), coalesce(\(input.timeZone), s.time_zone), k.id,
                       \(input.recruiterId ?? call.caller?.personId)
                  from liaison.settings s
                  join liaison.calendars k
                    on k.name = \(input.calendar) or (\(input.calendar)::text is null and k.id = s.calendar_id)
                returning id, name, time_zone, calendar_id, recruiter_id
            )
            \(Client.select(for: call.role, from: "made"))
            """,
        ])
        try check(input.calendar, known: results[0])
        guard let made = try results[1].decode(Client.self).first else { throw Problem.notFound("calendar") }
        return made
    }

    struct List: Codable, Sendable {
        var limit: Int64?
        var cursor: String?
        var query: ShortText?
    }

    static let list = Operation<List, Page<Client>>(
        "client.list", "List client companies", route: .get("/clients"),
        roles: [.candidate, .recruiter, .coordinator, .client], rules: ["P"]
    ) { input, call in
        let limit = try Paging.limit(input.limit)
        let before = try Paging.id(input.cursor)
        let rows: [Client] = try await call.all(
            """
            \(Client.select(for: call.role))
             where \(SQL.matches(SearchPattern(input.query?.value), column: "c.name"))\(SQL.and("c.id", below: before))
             order by c.id desc limit \(limit + 1)
            """)
        return Page(rows, limit: limit) { Paging.cursor(String($0.id)) }
    }

    struct ById: Codable, Sendable { var id: Int64 }

    static let show = Operation<ById, Client>(
        "client.show", "Show a client company", route: .get("/clients/{id}"),
        roles: [.candidate, .recruiter, .coordinator, .client], rules: ["P"]
    ) { input, call in
        try await call.one("client", "\(Client.select(for: call.role)) where c.id = \(input.id)")
    }

    struct Edit: Codable, Sendable {
        var id: Int64
        var name: ShortText?
        var timeZone: TimeZoneName?
        var calendar: CalendarName?
        var recruiterId: Int64?
    }

    static let edit = Operation<Edit, Client>(
        "client.edit", "Change a client company", route: .patch("/clients/{id}"), roles: .staff, rules: ["P"],
        resource: "client.show"
    ) { input, call in
        let results = try await call.pipeline([
            "select name from liaison.calendars order by name",
            """
            with changed as (
                update liaison.clients c
                   set name = coalesce(\(input.name), c.name), time_zone = coalesce(\(input.timeZone), c.time_zone),
                       calendar_id = coalesce(
                           (select k.id from liaison.calendars k where k.name = \(input.calendar)), c.calendar_id),
                       recruiter_id = coalesce(\(input.recruiterId), c.recruiter_id)
                 where c.id = \(input.id)
                returning c.id, c.name, c.time_zone, c.calendar_id, c.recruiter_id
            )
            \(Client.select(for: call.role, from: "changed"))
            """,
        ])
        try check(input.calendar, known: results[0])
        guard let changed = try results[1].decode(Client.self).first else {
            try await call.requireDesk("liaison.clients", input.id, noun: "client")
            throw Problem.notFound("client")
        }
        return changed
    }

    private static func check(_ calendar: CalendarName?, known: QueryResult) throws {
        guard let calendar else { return }
        let names = try known.decode(String.self)
        guard names.contains(calendar.value) else {
            throw Problem.invalid(["calendar": "must be one of \(names.joined(separator: ", "))"])
        }
    }
}
