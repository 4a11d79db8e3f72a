import Agency
import Postgres

enum ChaseOperations {
    static let all = [AnyOperation(plan), AnyOperation(log), AnyOperation(list)]

    struct Plan: Codable, Sendable {
        var id: Int64
        var asOf: CivilDate?
    }

    /// The etiquette of an interview on a day, and whom to ask.
    struct PlanAnswer: Codable, Sendable {
        struct Recommended: Codable, Sendable {
            var id: Int64
            var name: String
            var function: ContactFunction
            var mayCall: Bool
        }

        var interviewId: Int64
        var asOf: CivilDate
        var heldOn: CivilDate
        var promisedOn: CivilDate?
        var debriefDue: CivilDate
        var thankYouRecommended: CivilDate
        var thankYouDeadline: CivilDate
        var materialsDue: CivilDate
        var feedbackDue: CivilDate
        var slips: Int
        var chaseOpens: CivilDate
        var chaseBy: CivilDate
        var chaseState: ChaseState
        var courtesy: CourtesyState
        var overdue: Bool
        var daysOverdue: Int
        var businessDaysOverdue: Int
        var chases: Int
        var lastChasedOn: CivilDate?
        var recommendedContact: Recommended?
        var method: ContactMethod?
        /// From when the recommended contact may be spoken to again (T18).
        var contactFreeOn: CivilDate?
        /// Whether the coordinator should take it over (T19).
        var escalate: Bool
        /// The candidate's offers that may be cited to the client, each on which days (T13).
        var citableOffers: [CitableOffer]
    }

    static let plan = Operation<Plan, PlanAnswer>(
        "chase.plan", "Show when a chase opens, by when it should be made and whom to ask",
        route: .get("/interviews/{id}/plan"), roles: [.candidate, .recruiter, .coordinator],
        rules: ["T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", "T13", "T18", "T19", "R1"], problems: [.routeThroughAgent]
    ) { input, call in
        let facts: ChaseFacts = try await call.one("interview", ChaseFacts.query(input.id, for: call.role))
        if call.role == .candidate, facts.channel == .agency { throw facts.throughAgent }
        let dated = try await call.etiquette(facts.source)
        let asOf = input.asOf ?? facts.today
        let policy = dated.policies.policy(on: asOf)
        guard let name = CalendarName(dated.calendar.name) else { throw Problem.notFound("calendar") }
        let grace = policy.graceBusinessDays(candidateChases: call.role == .candidate)
        let plan: EtiquettePlan
        do {
            plan = try EtiquettePlan.make(for: facts.scenario(asOf: asOf, grace: grace, calendar: name), etiquette: dated)
        } catch {
            throw Problem(.invalidDate, "The plan would reach beyond the dates that exist.", rule: "T9")
        }
        let known = facts.contacts.filter { $0.madeOn <= asOf }
        let advice = facts.advice(asOf: asOf, policy: policy)
        let person = facts.people.first { $0.id == advice?.contactID }
        return PlanAnswer(
            interviewId: facts.interviewId, asOf: asOf, heldOn: facts.heldOn,
            promisedOn: facts.promises.last { $0.givenOn <= asOf }?.date, debriefDue: plan.debriefDue,
            thankYouRecommended: plan.thankYouRecommended, thankYouDeadline: plan.thankYouDeadline,
            materialsDue: plan.materialsDue, feedbackDue: plan.feedbackDue, slips: plan.slips, chaseOpens: plan.chaseOpens,
            chaseBy: plan.chaseBy, chaseState: plan.chaseState, courtesy: plan.courtesy, overdue: plan.overdue,
            daysOverdue: plan.daysOverdue, businessDaysOverdue: plan.businessDaysOverdue,
            chases: known.count { $0.kind == .chase }, lastChasedOn: known.last?.madeOn,
            recommendedContact: person.map {
                .init(id: $0.id, name: $0.name, function: $0.function, mayCall: $0.mayCall)
            }, method: advice?.method,
            contactFreeOn: try person?.lastContactOn.map { try dated.calendar.roll($0, plus: policy.personSpacingDays) },
            escalate: advice?.escalate ?? false,
            citableOffers: plan.chaseState == .stopped
                ? [] : try facts.citableOffers(on: asOf, dated.on(asOf)))
    }

    private static func client(of contact: Int64) -> SQL {
        "h.client_id = (select n.client_id from liaison.contacts n where n.id = \(contact))"
    }

    struct List: Codable, Sendable {
        var interviewId: Int64?
        var contactId: Int64?
        var limit: Int64?
        var cursor: String?
    }

    static let list = Operation<List, Page<Chase>>(
        "chase.list", "List contacts with clients, newest first", route: .get("/chases"),
        roles: [.candidate, .recruiter, .coordinator]
    ) { input, call in
        let limit = try Paging.limit(input.limit)
        let before = try Paging.id(input.cursor)
        let rows: [Chase] = try await call.all(
            """
            \(Chase.select(for: call.role))
             where true\(SQL.and("h.id", below: before))\(SQL.and("h.interview_id", input.interviewId))
                   \(SQL.and("h.contact_id", input.contactId, by: client))
             order by h.id desc limit \(limit + 1)
            """)
        return Page(rows, limit: limit) { Paging.cursor(String($0.id ?? 0)) }
    }
}

/// A contact with a client to ask for outstanding feedback.
package struct Chase: Codable, Sendable {
    /// Null where the attempt became an enquiry to the agent instead (R1).
    package var id: Int64?
    package var interviewId: Int64
    package var on: CivilDate?
    package var contactId: Int64?
    package var contact: String?
    package var method: ContactMethod?
    package var kind: ChaseKind?
    package var outcome: String?
    package var loggedBy: String?
    package var enquiryId: Int64?
    /// The offer that was cited (T13).
    package var offerId: Int64?
    /// What the note was warned of when it was logged (T14).
    package var warnings: [WordingWarning]?
    /// What to expect of a new promise by how earlier dates were kept; staff only, with enough cases.
    package var hint: String?

    static func select(for role: Role?) -> SQL {
        // Candidates see chases of their own only; who logged them is no news to them.
        let author: SQL =
            role == .candidate
            ? "null::text"
            : "case when h.by_candidate then k.name else r.name end"
        return """
            select h.id, h.interview_id, h.made_on as "on", h.contact_id, n.name as contact, h.method, h.kind, h.outcome,
                   \(author) as logged_by, null::bigint as enquiry_id, h.offer_id, null as warnings
              from liaison.chases h
              left join liaison.contacts n on n.id = h.contact_id
              left join liaison.recruiters r on r.id = h.recruiter_id
              left join liaison.candidates k on k.id = h.candidate_id
            """
    }
}
