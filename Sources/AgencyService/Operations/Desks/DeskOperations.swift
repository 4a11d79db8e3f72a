import Agency
import Postgres

enum DeskOperations {
    static let all = [AnyOperation(lend), AnyOperation(giveBack), AnyOperation(list)]

    /// Absence cover: a desk that a colleague runs for some days.
    struct Loan: Codable, Sendable {
        var id: Int64
        var recruiterId: Int64
        var toRecruiterId: Int64
        var fromOn: CivilDate
        var toOn: CivilDate
        var returnedAt: Instant?
    }

    struct Lend: Codable, Sendable {
        /// Whose desk it is.
        var recruiterId: Int64
        var toRecruiterId: Int64
        var fromOn: CivilDate?
        var toOn: CivilDate
    }

    private static let columns: SQL = "id, recruiter_id, to_recruiter_id, from_on, to_on, returned_at"

    static let lend = Operation<Lend, Loan>(
        "desk.lend", "Lend a desk to a colleague", route: .post("/desk-loans"), roles: [.coordinator], rules: ["P"],
        problems: [.invalidDate]
    ) { input, call in
        let made: Loan? = try await call.first(
            """
            insert into liaison.desk_loans (recruiter_id, to_recruiter_id, from_on, to_on)
            select \(input.recruiterId), \(input.toRecruiterId), coalesce(\(input.fromOn), t.today), \(input.toOn)
              from (select liaison.agency_today() as today) t where \(input.toOn) >= t.today
            returning \(columns)
            """)
        guard let made else {
            throw Problem(
                .invalidDate, "A desk cannot be lent for days that are over; give a to_on from today on.", rule: "P")
        }
        return made
    }

    struct ById: Codable, Sendable { var id: Int64 }

    static let giveBack = Operation<ById, Loan>(
        "desk.return", "End the loan of a desk", route: .post("/desk-loans/{id}/return"), roles: [.coordinator],
        status: 200, rules: ["P"], problems: [.conflict]
    ) { input, call in
        let returned: Loan? = try await call.first(
            """
            update liaison.desk_loans set returned_at = liaison.now()
             where id = \(input.id) and returned_at is null
            returning \(columns)
            """)
        if let returned { return returned }
        let loan: Loan = try await call.one(
            "desk loan", "select \(columns) from liaison.desk_loans where id = \(input.id)")
        throw Problem(
            .conflict, "This desk was returned before: liaison desk list.",
            facts: ["returned_at": loan.returnedAt.map { .string($0.description) } ?? .null])
    }

    struct List: Codable, Sendable {
        var limit: Int64?
        var cursor: String?
    }

    static let list = Operation<List, Page<Loan>>(
        "desk.list", "List lent desks", route: .get("/desk-loans"), roles: .staff, rules: ["P"]
    ) { input, call in
        let limit = try Paging.limit(input.limit)
        let before = try Paging.id(input.cursor)
        let rows: [Loan] = try await call.all(
            """
            select \(columns) from liaison.desk_loans where true\(SQL.and("id", below: before))
             order by id desc limit \(limit + 1)
            """)
        return Page(rows, limit: limit) { Paging.cursor(String($0.id)) }
    }
}
