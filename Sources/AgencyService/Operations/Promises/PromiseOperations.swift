import Agency
import Postgres

/// A date by which the client said it would answer (T2, T7); every version is kept.
package struct Promise: Codable, Sendable {
    package var id: Int64
    package var interviewId: Int64
    package var date: CivilDate
    package var givenOn: CivilDate
    package var contactId: Int64?
    /// How many versions up to this one moved the date later (T7).
    package var slips: Int64
    /// What to expect of the date by how earlier ones were kept; staff only, when it is recorded, with enough cases.
    package var hint: String?
}

enum PromiseOperations {
    static let all = [AnyOperation(set), AnyOperation(history)]

    struct Set: Codable, Sendable {
        var id: Int64
        var date: CivilDate
        var givenOn: CivilDate?
        var contactId: Int64?
    }

    static let set = Operation<Set, Promise>(
        "promise.set", "Record the date by which the client will answer", route: .post("/interviews/{id}/promises"),
        roles: [.recruiter, .coordinator, .client], rules: ["T2", "T7"], problems: [.invalidDate, .conflict]
    ) { input, call in
        try await call.requireInterview(input.id)
        let id = try await call.promise(
            interview: input.id, date: input.date, givenOn: input.givenOn,
            contact: call.role == .client ? call.caller?.personId : input.contactId)
        let versions: [Promise] = try await call.all(history(of: input.id, for: call.role))
        guard var made = versions.first(where: { $0.id == id }) else { throw Problem.notFound("promise") }
        made.hint = try await call.promiseHint(interview: input.id, contact: made.contactId)
        return made
    }

    struct ById: Codable, Sendable { var id: Int64 }

    static let history = Operation<ById, Page<Promise>>(
        "promise.history", "Show every version of the client's promise", route: .get("/interviews/{id}/promises"),
        roles: [.candidate, .recruiter, .coordinator, .client], rules: ["T7"]
    ) { input, call in
        struct Found: Decodable { var id: Int64 }
        let results = try await call.pipeline([
            "select i.id from liaison.interviews i where i.id = \(input.id)", history(of: input.id, for: call.role),
        ])
        guard try !results[0].decode(Found.self).isEmpty else { throw Problem.notFound("interview") }
        return Page(items: try results[1].decode(Promise.self))
    }

    static func history(of interview: Int64, for role: Role?) -> SQL {
        // R2: a candidate learns the date and not who at the company gave it.
        let contact: SQL = role == .candidate ? "null::bigint" : "p.contact_id"
        return """
            select p.id, p.interview_id, p.date, p.given_on, \(contact) as contact_id,
                   count(*) filter (where p.slipped) over (order by p.given_on, p.id) as slips
              from (select q.*, q.date > lag(q.date) over (order by q.given_on, q.id) as slipped
                      from (select \(raw: role == .candidate ? "id, interview_id, date, given_on" : "id, interview_id, date, given_on, contact_id")
                              from liaison.promises where interview_id = \(interview)) q) p
             order by p.given_on, p.id
            """
    }
}

extension Call {
    private struct Made: Decodable { var id: Int64 }

    private struct Today: Decodable {
        var today: CivilDate
        var heldOn: CivilDate
        var contactFits: Bool
    }

    /// Stores a promise; the database keeps T7.
    @discardableResult
    func promise(interview: Int64, date: CivilDate, givenOn: CivilDate?, contact: Int64?) async throws -> Int64 {
        let found: Today = try await one(
            "interview",
            """
            select liaison.local_date(liaison.now(), c.time_zone) as today, i.held_on,
                   \(contact)::bigint is null
                   or exists (select from liaison.contacts n where n.id = \(contact) and n.client_id = i.client_id) as contact_fits
              from liaison.interviews i join liaison.clients c on c.id = i.client_id where i.id = \(interview)
            """)
        guard found.contactFits else { throw Problem.invalid(["contact_id": "must be a contact of this client"]) }
        let given = givenOn ?? found.today
        if given > found.today {
            throw Problem(
                .invalidDate, "A promise cannot have been given in the future; today is \(found.today) for the client.", rule: "T7",
                facts: ["today": .string(found.today.description), "fields": ["given_on": "lies in the future"]])
        }
        guard date <= found.today.addingOrLatest(days: 3660), given >= found.heldOn.addingOrEarliest(days: -366) else {
            throw Problem(
                .invalidDate, "A promise is given within the year before the interview or later, for a day within ten years.", rule: "T7",
                facts: ["today": .string(found.today.description), "held_on": .string(found.heldOn.description)])
        }
        if date < given {
            throw Problem(
                .invalidDate,
                "A promise for \(date) cannot lie before \(given), the day it was given; name the day with given_on.", rule: "T7",
                facts: ["given_on": .string(given.description), "fields": ["date": "lies before the day it was given"]])
        }
        let made: Made = try await one(
            "interview",
            """
            insert into liaison.promises (interview_id, candidate_id, client_id, recruiter_id, date, given_on, contact_id)
            select i.id, i.candidate_id, i.client_id, i.recruiter_id, \(date), \(given), \(contact)
              from liaison.interviews i where i.id = \(interview)
            returning id
            """)
        return made.id
    }

    /// Refuses an interview that staff may not change, or that a client contact cannot see.
    func requireInterview(_ id: Int64) async throws {
        if role == .client {
            struct Found: Decodable { var id: Int64 }
            let _: Found = try await one("interview", "select i.id from liaison.interviews i where i.id = \(id)")
        } else {
            try await requireDesk("liaison.interviews", id, noun: "interview")
        }
    }
}
