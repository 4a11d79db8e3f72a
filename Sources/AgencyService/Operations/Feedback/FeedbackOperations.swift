import Agency
import Postgres

enum FeedbackOperations {
    static let all = [
        AnyOperation(log), AnyOperation(list), AnyOperation(show), AnyOperation(release), AnyOperation(withhold),
    ]

    struct Log: Codable, Sendable {
        var id: Int64
        var decision: Decision
        var comments: LongText
        var rating: Int64?
        var strengths: LongText?
        var concerns: LongText?
        var receivedOn: CivilDate?
        var contactId: Int64?
        var method: FeedbackMethod?
    }

    private struct Logged: Decodable {
        var id: Int64
        var loggedAt: Instant
        var receivedOn: CivilDate
        var interviewId: Int64
        var submissionId: Int64
        var candidate: String
        var releaseDue: CivilDate?
    }

    static let log = Operation<Log, FeedbackRecord>(
        "feedback.log", "Log what the client said", route: .post("/interviews/{id}/feedback"),
        roles: [.recruiter, .coordinator, .client], rules: ["R7", "R9", "T3"],
        problems: [.conflictOfInterest, .invalidDate, .conflict]
    ) { input, call in
        if let rating = input.rating, !(1...5).contains(rating) {
            throw Problem.invalid(["rating": "must be from 1 to 5"])
        }
        let isClient = call.role == .client
        let releaseDue: SQL =
            isClient
            ? "null::date"
            : """
            liaison.bd((select g.calendar_id from liaison.settings g), m.logged_on,
                       liaison.policy_number(null, m.logged_on, 'release_business_days'))
            """
        let isOnDesk: SQL = isClient ? "true" : "liaison.runs_desk(i.recruiter_id)"
        let contact: SQL = isClient ? "(select liaison.contact_id())" : "\(input.contactId)::bigint"
        // One statement: whose desk it is, the row, what is due next and whether the contact belongs to the client.
        let logged: Logged? = try await call.first(
            """
            with made as (
                insert into liaison.feedback (interview_id, submission_id, candidate_id, client_id, recruiter_id, decision, comments,
                                              rating, strengths, concerns, received_on, contact_id, method)
                select i.id, i.submission_id, i.candidate_id, i.client_id, i.recruiter_id, \(input.decision), \(input.comments),
                       \(input.rating), \(input.strengths), \(input.concerns), \(input.receivedOn), \(contact),
                       \(isClient ? .portal : input.method)
                  from liaison.interviews i
                 where i.id = \(input.id) and \(isOnDesk)
                   and (\(contact) is null
                        or exists (select from liaison.contacts n where n.id = \(contact) and n.client_id = i.client_id))
                returning id, logged_at, logged_on, received_on, interview_id, submission_id, candidate_id
            )
            select m.id, m.logged_at, m.received_on, m.interview_id, m.submission_id, k.name as candidate,
                   \(releaseDue) as release_due
              from made m join liaison.candidates k on k.id = m.candidate_id
            """)
        guard let logged else {
            try await call.requireInterview(input.id)
            throw Problem.invalid(["contact_id": "must be a contact of this client"])
        }
        return FeedbackRecord(
            id: logged.id, interviewId: logged.interviewId, submissionId: logged.submissionId, candidate: logged.candidate,
            decision: input.decision, comments: input.comments.value, rating: input.rating,
            strengths: input.strengths?.value, concerns: input.concerns?.value, receivedOn: logged.receivedOn,
            contactId: isClient ? call.caller?.personId : input.contactId,
            method: isClient ? FeedbackMethod.portal.rawValue : input.method?.rawValue, loggedAt: logged.loggedAt,
            releasedAt: nil, withheldAt: nil, releaseDue: logged.releaseDue)
    }

    /// Whether feedback is still to be released.
    enum State: String, CaseIterable, Codable, Sendable, SchemaDescribing, PostgresBindable {
        case unreleased, released, withheld
    }

    struct List: Codable, Sendable {
        var interviewId: Int64?
        var state: State?
        var limit: Int64?
        var cursor: String?
    }

    static let list = Operation<List, Page<FeedbackRecord>>(
        "feedback.list", "List logged feedback, newest first", route: .get("/feedback"),
        roles: [.recruiter, .coordinator, .client], effect: .write, rules: ["R9", "L4"]
    ) { input, call in
        let limit = try Paging.limit(input.limit)
        let before = try Paging.id(input.cursor)
        if call.role == .client, input.state != nil {
            throw Problem.invalid(["state": "is for the agency"])
        }
        let state: SQL =
            switch input.state {
            case nil: "true"
            case .unreleased: "f.released_at is null and f.withheld_at is null"
            case .released: "f.released_at is not null"
            case .withheld: "f.withheld_at is not null"
            }
        let rows = try await call.feedback(
            """
            select f.id from liaison.feedback f
             where \(state)\(SQL.and("f.id", below: before))\(SQL.and("f.interview_id", input.interviewId, by: submission))
             order by f.id desc limit \(limit + 1)
            """)
        return Page(rows, limit: limit) { Paging.cursor(String($0.id)) }
    }

    private static func submission(of interview: Int64) -> SQL {
        "f.submission_id = (select i.submission_id from liaison.interviews i where i.id = \(interview))"
    }

    struct ById: Codable, Sendable { var id: Int64 }

    static let show = Operation<ById, FeedbackRecord>(
        "feedback.show", "Show a piece of feedback as logged", route: .get("/feedback/{id}"),
        roles: [.recruiter, .coordinator, .client], effect: .write, rules: ["R9", "L4"]
    ) { input, call in
        guard let found = try await call.feedback("select f.id from liaison.feedback f where f.id = \(input.id)").first
        else { throw Problem.notFound("feedback") }
        return found
    }
}
