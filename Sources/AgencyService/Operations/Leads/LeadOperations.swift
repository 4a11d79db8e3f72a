import Agency
import Postgres

/// A company of which a client said that it hires too (T15).
package struct Lead: Codable, Sendable {
    package var id: Int64
    package var company: String
    /// The client who named it.
    package var clientId: Int64
    package var client: String
    package var contactId: Int64?
    package var note: String?
    package var namedOn: CivilDate
    package var recruiterId: Int64
    /// The client that it became.
    package var madeClientId: Int64?
    package var convertedOn: CivilDate?

    static let select: SQL = """
        select l.id, l.company, l.client_id, c.name as client, l.contact_id, l.note, l.named_on, l.recruiter_id, l.made_client_id,
               l.converted_on
          from liaison.leads l join liaison.clients c on c.id = l.client_id
        """
}

enum LeadOperations {
    static let all = [AnyOperation(add), AnyOperation(list), AnyOperation(convert)]

    struct Add: Codable, Sendable {
        var company: ShortText
        /// The client who named it.
        var clientId: Int64
        var contactId: Int64?
        var note: LongText?
        /// The desk; one's own if it is not given.
        var recruiterId: Int64?
        /// The task after a rejection that this settles.
        var taskId: Int64?
    }

    private struct Made: Decodable { var id: Int64 }

    static let add = Operation<Add, Lead>(
        "lead.add", "Record a company that hires too, as a client named it", route: .post("/leads"), roles: .staff,
        rules: ["T15"]
    ) { input, call in
        let made: Made = try await call.one(
            "lead",
            """
            insert into liaison.leads (company, client_id, contact_id, note, recruiter_id)
            values (\(input.company), \(input.clientId), \(input.contactId), \(input.note),
                    coalesce(\(input.recruiterId)::bigint, (select liaison.staff_id())))
            returning id
            """)
        try await call.settle(task: input.taskId, .askLeads, client: input.clientId)
        return try await call.one("lead", "\(Lead.select) where l.id = \(made.id)")
    }

    struct List: Codable, Sendable {
        var clientId: Int64?
        /// Only those that are no client yet, or only those that are.
        var open: Bool?
        var limit: Int64?
        var cursor: String?
    }

    static let list = Operation<List, Page<Lead>>(
        "lead.list", "List companies that clients named, newest first", route: .get("/leads"), roles: .staff, rules: ["T15"]
    ) { input, call in
        let limit = try Paging.limit(input.limit)
        let before = try Paging.id(input.cursor)
        let state: SQL = input.open.map { $0 ? "l.converted_on is null" : "l.converted_on is not null" } ?? "true"
        let condition: SQL = "\(state)\(SQL.and("l.id", below: before))\(SQL.and("l.client_id", input.clientId))"
        let rows: [Lead] = try await call.all(
            """
            \(Lead.select)
             where \(condition) and \(call.newestOnDesks("liaison.leads", "l", where: condition, limit: limit + 1))
             order by l.id desc limit \(limit + 1)
            """)
        return Page(rows, limit: limit) { Paging.cursor(String($0.id)) }
    }

    struct Convert: Codable, Sendable {
        var id: Int64
        /// The company's full name; as the client named it if it is not given.
        var name: ShortText?
        var timeZone: TimeZoneName?
        var calendar: CalendarName?
    }

    private struct Named: Decodable {
        var company: String
        var recruiterId: Int64
        var madeClientId: Int64?
    }

    static let convert = Operation<Convert, Lead>(
        "lead.convert", "Make a client of a lead", route: .post("/leads/{id}/conversion"), roles: .staff, rules: ["T15"],
        problems: [.conflict]
    ) { input, call in
        let named: Named = try await call.one(
            "lead",
            "select l.company, l.recruiter_id, l.made_client_id from liaison.leads l where l.id = \(input.id) for no key update")
        if let client = named.madeClientId {
            throw Problem(
                .conflict, "This lead became a client before.", rule: "T15", facts: ["client_id": .integer(client)])
        }
        guard let name = input.name ?? ShortText(named.company) else { throw Problem.invalid(["name": ShortText.requirement]) }
        let client = try await ClientOperations.add.verb(
            .init(name: name, timeZone: input.timeZone, calendar: input.calendar, recruiterId: named.recruiterId), call)
        try await call.execute("update liaison.leads l set made_client_id = \(client.id) where l.id = \(input.id)")
        return try await call.one("lead", "\(Lead.select) where l.id = \(input.id)")
    }
}
