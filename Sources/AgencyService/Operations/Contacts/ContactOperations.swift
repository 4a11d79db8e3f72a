import Agency
import Postgres

enum ContactOperations {
    static let all = [AnyOperation(add), AnyOperation(list), AnyOperation(edit)]

    struct Add: Codable, Sendable {
        /// The client.
        var id: Int64
        var name: ShortText
        var function: ContactFunction
        var title: ShortText?
        var email: EmailAddress?
        var phone: PhoneNumber?
        var mayCall: Bool?
        var cleared: Bool?
    }

    static let add = Operation<Add, Contact>(
        "contact.add", "Add one of a client's people", route: .post("/clients/{id}/contacts"), roles: .staff,
        rules: ["R2", "T8", "P"]
    ) { input, call in
        let made: Contact? = try await call.first(
            """
            with person as (
                insert into liaison.contacts (client_id, name, title, function, may_call)
                select c.id, \(input.name), \(input.title), \(input.function), coalesce(\(input.mayCall), false)
                  from liaison.clients c where c.id = \(input.id) and liaison.runs_client(c.id)
                returning id, client_id, name, title, function, may_call
            ), details as (
                insert into liaison.contact_details (id, client_id, email, phone, cleared)
                select person.id, person.client_id, \(input.email), \(input.phone), coalesce(\(input.cleared), false)
                  from person
                returning id, email, phone, cleared
            )
            select \(Contact.columns(for: call.role)) from person p join details d on d.id = p.id
            """)
        guard let made else {
            try await call.requireDesk("liaison.clients", input.id, noun: "client")
            throw Problem.notFound("client")
        }
        return made
    }

    struct List: Codable, Sendable {
        /// The client.
        var id: Int64
    }

    static let list = Operation<List, Page<Contact>>(
        "contact.list", "List a client's people", route: .get("/clients/{id}/contacts"),
        roles: [.candidate, .recruiter, .coordinator, .client], rules: ["R2", "R4", "P"]
    ) { input, call in
        let results = try await call.pipeline([
            "select id from liaison.clients where id = \(input.id)",
            """
            select \(Contact.columns(for: call.role))
              from liaison.contacts p left join liaison.contact_details d on d.client_id = p.client_id and d.id = p.id
             where p.client_id = \(input.id) order by p.id limit \(Paging.largest)
            """,
        ])
        guard results[0].count == 1 else { throw Problem.notFound("client") }
        return Page(items: try results[1].decode())
    }

    struct Edit: Codable, Sendable {
        var id: Int64
        var name: ShortText?
        var function: ContactFunction?
        var title: ShortText?
        var email: EmailAddress?
        var phone: PhoneNumber?
        var mayCall: Bool?
        var cleared: Bool?
    }

    static let edit = Operation<Edit, Contact>(
        "contact.edit", "Change one of a client's people", route: .patch("/contacts/{id}"), roles: .staff,
        rules: ["R2", "T8", "P"]
    ) { input, call in
        let changed: Contact? = try await call.first(
            """
            with person as (
                update liaison.contacts p
                   set name = coalesce(\(input.name), p.name), title = coalesce(\(input.title), p.title),
                       function = coalesce(\(input.function), p.function),
                       may_call = coalesce(\(input.mayCall), p.may_call)
                 where p.id = \(input.id)
                returning p.id, p.client_id, p.name, p.title, p.function, p.may_call
            ), details as (
                insert into liaison.contact_details as d (id, client_id, email, phone, cleared)
                select person.id, person.client_id, \(input.email), \(input.phone), coalesce(\(input.cleared), false)
                  from person
                on conflict (id) do update
                   set email = coalesce(excluded.email, d.email), phone = coalesce(excluded.phone, d.phone),
                       cleared = coalesce(\(input.cleared), d.cleared)
                returning d.id, d.email, d.phone, d.cleared
            )
            select \(Contact.columns(for: call.role)) from person p join details d on d.id = p.id
            """)
        if let changed { return changed }
        let client: [Int64] = try await call.all("select client_id from liaison.contacts where id = \(input.id)")
        guard let client = client.first else { throw Problem.notFound("contact") }
        try await call.requireDesk("liaison.clients", client, noun: "client")
        throw Problem.notFound("contact")
    }
}
