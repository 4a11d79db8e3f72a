import Agency
import Postgres

enum CandidateOperations {
    static let all = [AnyOperation(add), AnyOperation(list), AnyOperation(show), AnyOperation(edit)]

    struct Add: Codable, Sendable {
        var name: ShortText
        var email: EmailAddress
        var phone: PhoneNumber?
        var recruiterId: Int64?
        var timeZone: TimeZoneName?
    }

    static let add = Operation<Add, Candidate>(
        "candidate.add", "Register a candidate", route: .post("/candidates"), roles: .staff, rules: ["P"],
        problems: [.conflict]
    ) { input, call in
        let made: Candidate? = try await call.first(
            """
            insert into liaison.candidates (name, email, phone, time_zone, recruiter_id, registered_on)
            values (\(input.name), \(input.email), \(input.phone), \(input.timeZone),
                    \(input.recruiterId ?? call.caller?.personId), liaison.agency_today())
            on conflict (lower(email)) where duplicate_of is null do nothing
            returning \(Candidate.columns(for: call.role))
            """)
        guard let made else { throw try await known(input.email, call) }
        return made
    }

    struct List: Codable, Sendable {
        var limit: Int64?
        var cursor: String?
        var query: ShortText?
        var recruiterId: Int64?
    }

    static let list = Operation<List, Page<Candidate>>(
        "candidate.list", "List candidates", route: .get("/candidates"), roles: [.recruiter, .coordinator, .client],
        rules: ["R2", "P"]
    ) { input, call in
        let limit = try Paging.limit(input.limit)
        let before = try Paging.id(input.cursor)
        let rows: [Candidate] = try await call.all(
            """
            select \(Candidate.columns(for: call.role)) from liaison.candidates
             where \(try filter(input, call, before, limit + 1))\(SQL.and("id", below: before))
             order by id desc limit \(limit + 1)
            """)
        return Page(rows, limit: limit) { Paging.cursor(String($0.id)) }
    }

    struct ById: Codable, Sendable { var id: Int64 }

    static let show = Operation<ById, Candidate>(
        "candidate.show", "Show a candidate", route: .get("/candidates/{id}"),
        roles: [.candidate, .recruiter, .coordinator, .client], rules: ["R2", "P"]
    ) { input, call in
        try await call.one(
            "candidate",
            "select \(Candidate.columns(for: call.role)) from liaison.candidates where id = \(input.id)")
    }

    /// A client has no grant on anything but the name, so it can filter by nothing else.
    private static func filter(_ input: List, _ call: Call, _ before: Int64?, _ most: Int64) throws -> SQL {
        let pattern = SearchPattern(input.query?.value)
        if call.role == .client {
            if input.recruiterId != nil { throw Problem.invalid(["recruiter_id": "is for the agency's staff"]) }
            // Its own submissions lead to its candidates, who are few among all.
            return """
                id = any (array(select s.candidate_id from liaison.submissions s where s.sent_on is not null)) \
                and \(SQL.matches(pattern, column: "name"))
                """
        }
        guard let pattern else { return "true\(SQL.and("recruiter_id", input.recruiterId))" }
        // Row-level security keeps a pattern from the index of names, so a function that asks first who searches looks them up.
        return """
            id = any (array(select liaison.search_candidates(\(pattern.beginning), \(pattern.laterWord), \(input.recruiterId), \
            \(before), \(most))))
            """
    }

    private static func known(_ email: EmailAddress, _ call: Call) async throws -> Problem {
        let id = try await call.result(
            "select id from liaison.candidates where lower(email) = lower(\(email)) and duplicate_of is null")
        guard let row = id.first, case let number:Int64 = try row.get(0) else {
            return Problem(.conflict, "Somebody registers this address right now; try again.")
        }
        return Problem(
            .conflict, "A candidate with this address is registered already: liaison candidate show \(number).",
            facts: ["candidate_id": .integer(number)])
    }
}
