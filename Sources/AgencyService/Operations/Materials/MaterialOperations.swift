import Agency
import Postgres

enum MaterialOperations {
    static let all = [AnyOperation(add), AnyOperation(list), AnyOperation(done), AnyOperation(giveBack)]

    struct Add: Codable, Sendable {
        /// The interview.
        var id: Int64
        /// What it is, or the thing itself: a link, a thought.
        var what: LongText
        var kind: MaterialKind?
        /// Only promised so far; what the agency records always is.
        var promised: Bool?
        /// The promised material that this is.
        var promiseId: Int64?
        /// The interviewer for whom it is; the company if it is not given.
        var contactId: Int64?
        /// The second business day after the interview if it is not given.
        var dueOn: CivilDate?
    }

    static let add = Operation<Add, Material>(
        "material.add", "Add what was promised at an interview, or what came to mind later",
        route: .post("/interviews/{id}/materials"), roles: [.candidate, .recruiter, .coordinator],
        rules: ["R1", "T11"], problems: [.invalidDate, .conflict]
    ) { input, call in
        let isCandidate = call.role == .candidate
        if !isCandidate { try await call.requireDesk("liaison.interviews", input.id, noun: "interview") }
        let facts: CourtesyFacts = try await call.one("interview", CourtesyFacts.query(input.id))
        try check(input, isCandidate: isCandidate)
        try facts.requireHeld(rule: "T11")
        if let contact = input.contactId, !facts.people.contains(where: { $0.id == contact }) {
            throw Problem.invalid(["contact_id": "must be an interviewer of this interview"])
        }
        if let due = input.dueOn, due < facts.heldOn {
            throw Problem(
                .invalidDate, "Promised material cannot be due before the interview of \(facts.heldOn).", rule: "T11",
                facts: ["held_on": .string(facts.heldOn.description), "fields": ["due_on": "lies before the interview"]])
        }
        // Each role's grants cover these columns and nothing more.
        let columns: SQL = isCandidate ? "candidate_id, kind, is_promise, promise_id" : "recruiter_id"
        let values: SQL =
            isCandidate
            ? """
            i.candidate_id, \(input.kind ?? .material), \(input.promised ?? false), \(input.promiseId)::bigint
            """
            : "i.recruiter_id"
        struct Made: Decodable { var id: Int64 }
        let made: Made = try await call.one(
            "interview",
            """
            insert into liaison.materials (interview_id, contact_id, what, due_on, \(columns))
            select i.id, \(input.contactId)::bigint, \(input.what), \(input.dueOn)::date, \(values)
              from liaison.interviews i where i.id = \(input.id)
            returning id
            """)
        return try await call.one("material", "\(Material.select(for: call.role)) where m.id = \(made.id)")
    }

    private static func check(_ input: Add, isCandidate: Bool) throws(Problem) {
        var fields: [String: String] = [:]
        if input.kind == .laterThought {
            if !isCandidate { fields["kind"] = "comes from the candidate" }
            if input.dueOn != nil { fields["due_on"] = "is for promised material" }
            if input.promised == true { fields["promised"] = "is for material" }
            if input.promiseId != nil { fields["promise_id"] = "is for material" }
        }
        if !isCandidate, input.promised == false { fields["promised"] = "is what the agency records; the candidate adds the rest" }
        if input.promiseId != nil, input.promised == true || !isCandidate {
            fields["promise_id"] = "is for what the candidate hands over"
        }
        if !fields.isEmpty { throw Problem.invalid(fields) }
    }

    struct List: Codable, Sendable {
        var interviewId: Int64?
        /// Only what is still to be done, or only the rest.
        var open: Bool?
        var limit: Int64?
        var cursor: String?
    }

    static let list = Operation<List, Page<Material>>(
        "material.list", "List material and later thoughts, newest first", route: .get("/materials"),
        roles: [.candidate, .recruiter, .coordinator, .client], rules: ["R2", "T11"]
    ) { input, call in
        let limit = try Paging.limit(input.limit)
        let before = try Paging.id(input.cursor)
        if call.role == .client, input.open != nil {
            throw Problem.invalid(["open": "is for the agency and the candidate"])
        }
        let state: SQL =
            switch input.open {
            case nil: "true"
            case true?: Material.isOpen
            case false?: "not (\(Material.isOpen))"
            }
        let condition: SQL =
            "\(state)\(SQL.and("m.id", below: before))\(SQL.and("m.interview_id", input.interviewId))"
        let rows: [Material] = try await call.all(
            """
            \(Material.select(for: call.role))
             where \(condition)
               and \(call.newestOnDesks("liaison.materials", "m", where: condition, limit: limit + 1))
             order by m.id desc limit \(limit + 1)
            """)
        return Page(rows, limit: limit) { Paging.cursor(String($0.id)) }
    }
}
