import Agency
import Postgres

enum ReferralOperations {
    static let all = [AnyOperation(nominate), AnyOperation(confirm), AnyOperation(list)]

    struct Nominate: Codable, Sendable {
        /// The programme.
        var id: Int64
        var candidateName: ShortText
        var candidateEmail: EmailAddress
        var vacancyId: Int64?
        var clientId: Int64?
        /// For staff, who nominate for somebody.
        var referrerId: Int64?
    }

    static let nominate = Operation<Nominate, Referral>(
        "referral.nominate", "Recommend a candidate under a programme", route: .post("/programmes/{id}/nominations"),
        roles: [.referrer, .recruiter, .coordinator], rules: ["M2", "R6", "R7"],
        problems: [.conflict, .selfReferral, .alreadyKnown, .lateNomination, .conflictOfInterest]
    ) { input, call in
        if call.role == .referrer, input.referrerId != nil {
            throw Problem.invalid(["referrer_id": "is for the agency's staff"])
        }
        if call.role != .referrer, input.referrerId == nil { throw Problem.invalid(["referrer_id": "is required"]) }
        let made = try await call.result(
            """
            select id from liaison.nominate(
                \(input.id), \(input.referrerId), \(input.candidateName), \(input.candidateEmail), \(input.clientId),
                \(input.vacancyId))
            """)
        let id = try made.scalar(as: Int64.self)
        return try await call.one("nomination", "\(Referral.select(for: call.role)) where n.id = \(id)")
    }

    struct ById: Codable, Sendable { var id: Int64 }

    static let confirm = Operation<ById, Referral>(
        "referral.confirm", "Confirm that the candidate was referred", route: .post("/nominations/{id}/confirmation"),
        roles: [.candidate, .recruiter, .coordinator], rules: ["M2"]
    ) { input, call in
        // Said once, it stands; saying it again changes nothing.
        let results = try await call.pipeline([
            """
            update liaison.nominations set confirmed_at = liaison.now()
             where id = \(input.id) and confirmed_at is null
            """,
            "\(Referral.select(for: call.role)) where n.id = \(input.id)",
        ])
        guard let confirmed = try results[1].decode(Referral.self).first else { throw Problem.notFound("nomination") }
        return confirmed
    }

    struct List: Codable, Sendable {
        var limit: Int64?
        var cursor: String?
    }

    static let list = Operation<List, Page<Referral>>(
        "referral.list", "List nominations", route: .get("/referrals"),
        roles: [.referrer, .recruiter, .coordinator, .candidate], rules: ["R6", "P"]
    ) { input, call in
        let limit = try Paging.limit(input.limit)
        let before = try Paging.id(input.cursor)
        let condition: SQL = "true\(SQL.and("n.id", below: before))"
        let rows: [Referral] = try await call.all(
            """
            \(Referral.select(for: call.role))
             where \(condition)
               and \(call.newestOnDesks("liaison.nominations", "n", where: condition, limit: limit + 1))
             order by n.id desc limit \(limit + 1)
            """)
        return Page(rows, limit: limit) { Paging.cursor(String($0.id)) }
    }
}
