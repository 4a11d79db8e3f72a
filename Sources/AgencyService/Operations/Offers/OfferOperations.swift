import Agency
import Postgres

enum OfferOperations {
    static let all = [
        AnyOperation(declare), AnyOperation(list), AnyOperation(attest), AnyOperation(untrue), AnyOperation(clear),
    ]

    struct Declare: Codable, Sendable {
        /// Whose offer it is; a candidate declares their own.
        var candidateId: Int64?
        var company: ShortText
        var position: ShortText
        var replyBy: CivilDate
        var evidence: LongText?
        /// Whether the candidate attests that it is true; so they do by a wording of their own.
        var attested: Bool?
        var wording: LongText?
    }

    static let declare = Operation<Declare, Offer>(
        "offer.declare", "Declare a competing offer", route: .post("/offers"), roles: [.candidate, .recruiter, .coordinator],
        rules: ["T13"]
    ) { input, call in
        let isAttested = input.attested ?? (input.wording != nil)
        if !isAttested, input.wording != nil { throw Problem.invalid(["wording": "goes with attested"]) }
        let candidate: SQL
        if call.role == .candidate {
            if let named = input.candidateId, named != call.caller?.personId { throw Problem.notFound("candidate") }
            candidate = "(select liaison.candidate_id())"
        } else {
            guard let named = input.candidateId else { throw Problem.invalid(["candidate_id": "is required"]) }
            try await call.requireDesk("liaison.candidates", named, noun: "candidate")
            candidate = "\(named)::bigint"
        }
        let wording = isAttested ? input.wording?.value ?? Offer.attestation : nil
        return try await call.offer(
            """
            insert into liaison.offers (candidate_id, company, position, reply_by, evidence, attestation)
            values (\(candidate), \(input.company), \(input.position), \(input.replyBy), \(input.evidence), \(wording))
            returning id
            """)
    }

    struct List: Codable, Sendable {
        var candidateId: Int64?
        var state: OfferState?
        var limit: Int64?
        var cursor: String?
    }

    static let list = Operation<List, Page<Offer>>(
        "offer.list", "List competing offers, newest first", route: .get("/offers"),
        roles: [.candidate, .recruiter, .coordinator], rules: ["T13"]
    ) { input, call in
        let limit = try Paging.limit(input.limit)
        let before = try Paging.id(input.cursor)
        let state: SQL = input.state.map { "\(Offer.state) = \($0)" } ?? "true"
        let condition: SQL = "\(state)\(SQL.and("o.id", below: before))\(SQL.and("o.candidate_id", input.candidateId))"
        let rows: [Offer] = try await call.all(
            """
            \(Offer.select(for: call.role))
             where \(condition) and \(call.newestOnDesks("liaison.offers", "o", where: condition, limit: limit + 1))
             order by o.id desc limit \(limit + 1)
            """)
        return Page(rows, limit: limit) { Paging.cursor(String($0.id)) }
    }

    struct Attest: Codable, Sendable {
        var id: Int64
        var wording: LongText?
    }

    static let attest = Operation<Attest, Offer>(
        "offer.attest", "Attest that an offer is true", route: .post("/offers/{id}/attestation"),
        roles: [.candidate, .recruiter, .coordinator], rules: ["T13"], problems: [.conflict]
    ) { input, call in
        try await call.offer(
            """
            update liaison.offers o set attestation = \(input.wording?.value ?? Offer.attestation)
             where o.id = \(input.id) and o.attested_at is null
            returning o.id
            """, else: input.id, "This offer is attested already.")
    }

    struct Untrue: Codable, Sendable {
        var id: Int64
        var reason: LongText
    }

    static let untrue = Operation<Untrue, Offer>(
        "offer.untrue", "Record that an offer was found untrue", route: .post("/offers/{id}/falsity"), roles: .staff,
        rules: ["T13"], problems: [.conflict]
    ) { input, call in
        try await call.offer(
            """
            update liaison.offers o set untrue_reason = \(input.reason) where o.id = \(input.id) and o.untrue_at is null
            returning o.id
            """, else: input.id, "This offer was found untrue before.")
    }

    struct ById: Codable, Sendable { var id: Int64 }

    static let clear = Operation<ById, Offer>(
        "offer.clear", "Let a candidate's later offers be cited again; the untrue one stays untrue",
        route: .post("/offers/{id}/clearing"), roles: [.coordinator], rules: ["T13"], problems: [.conflict]
    ) { input, call in
        try await call.offer(
            """
            update liaison.offers o set cleared_at = liaison.now()
             where o.id = \(input.id) and o.untrue_at is not null and o.cleared_at is null
            returning o.id
            """, else: input.id, "This offer was not found untrue, or was cleared before; there is nothing to clear.")
    }
}

extension Call {
    private struct Touched: Decodable { var id: Int64 }

    /// Runs a statement that returns an offer's id, and reads the offer.
    ///
    /// - Parameters:
    ///   - id: the offer, where the statement touches only one that is not in that state yet.
    ///   - conflict: what to say of an offer that it did not touch.
    /// - Throws: `conflict`, or `not-found` for an offer that the caller may not see.
    fileprivate func offer(_ statement: SQL, else id: Int64? = nil, _ conflict: String = "") async throws -> Offer {
        if let touched: Touched = try await first(statement) {
            return try await one("offer", "\(Offer.select(for: role)) where o.id = \(touched.id)")
        }
        guard let id else { throw Problem.notFound("offer") }
        let standing: Offer = try await one("offer", "\(Offer.select(for: role)) where o.id = \(id)")
        throw Problem(.conflict, conflict, rule: "T13", facts: ["state": .string(standing.state.rawValue)])
    }
}
