import Agency
import Postgres

enum ReferenceOperations {
    static let all = [AnyOperation(add), AnyOperation(told), AnyOperation(list), AnyOperation(contact)]

    struct Add: Codable, Sendable {
        var name: ShortText
        /// What they are to the candidate.
        var relation: ShortText?
        var company: ShortText?
        var email: EmailAddress?
        var phone: PhoneNumber?
    }

    private struct Made: Decodable { var id: Int64 }

    static let add = Operation<Add, Reference>(
        "reference.add", "List somebody who speaks for you", route: .post("/references"), roles: [.candidate],
        rules: ["T12"]
    ) { input, call in
        if input.email == nil, input.phone == nil {
            throw Problem.invalid(["email": "or phone must be given, so that they can be reached"])
        }
        let made: Made = try await call.one(
            "candidate",
            """
            insert into liaison.candidate_references (candidate_id, name, relation, company, email, phone)
            values ((select liaison.candidate_id()), \(input.name), \(input.relation), \(input.company), \(input.email), \(input.phone))
            returning id
            """)
        return try await call.one("reference", "\(Reference.select(for: call.role)) where r.id = \(made.id)")
    }

    struct Told: Codable, Sendable {
        var id: Int64
        var vacancyId: Int64
    }

    static let told = Operation<Told, Reference>(
        "reference.told", "Say that you told a reference of a position", route: .post("/references/{id}/alerts"),
        roles: [.candidate], rules: ["T12"]
    ) { input, call in
        let _: Made = try await call.one(
            "reference", "select r.id from liaison.candidate_references r where r.id = \(input.id)")
        let _: Made = try await call.one("vacancy", "select v.id from liaison.vacancies v where v.id = \(input.vacancyId)")
        // Said once, it stands; saying it again changes nothing.
        try await call.execute(
            """
            insert into liaison.reference_alerts (reference_id, candidate_id, vacancy_id)
            values (\(input.id), (select liaison.candidate_id()), \(input.vacancyId))
            on conflict on constraint reference_alerts_vacancy_key do nothing
            """)
        return try await call.one("reference", "\(Reference.select(for: call.role)) where r.id = \(input.id)")
    }

    struct List: Codable, Sendable {
        var candidateId: Int64?
        var limit: Int64?
        var cursor: String?
    }

    static let list = Operation<List, Page<Reference>>(
        "reference.list", "List candidates' references, newest first", route: .get("/references"),
        roles: [.candidate, .recruiter, .coordinator], rules: ["T12"]
    ) { input, call in
        let limit = try Paging.limit(input.limit)
        let before = try Paging.id(input.cursor)
        let condition: SQL = "true\(SQL.and("r.id", below: before))\(SQL.and("r.candidate_id", input.candidateId))"
        let rows: [Reference] = try await call.all(
            """
            \(Reference.select(for: call.role))
             where \(condition)
               and \(call.newestOnDesks("liaison.candidate_references", "r", where: condition, limit: limit + 1))
             order by r.id desc limit \(limit + 1)
            """)
        return Page(rows, limit: limit) { Paging.cursor(String($0.id)) }
    }
}
