import Agency
import Postgres

extension ChaseOperations {
    struct Log: Codable, Sendable {
        var id: Int64
        var on: CivilDate
        var contactId: Int64
        var method: ContactMethod
        var kind: ChaseKind?
        var offerId: Int64?
        var outcome: ShortText?
        var newPromise: CivilDate?
        /// Further interviews that the same call covered (T18).
        var alsoInterviewIds: [Int64]?
        /// A candidate on the agency channel: pass the question on to the agent instead (R1).
        var asEnquiry: Bool?
        var note: LongText?
    }

    static let log = Operation<Log, Chase>(
        "chase.log", "Log a contact with the client about outstanding feedback", route: .post("/interviews/{id}/chases"),
        roles: [.candidate, .recruiter, .coordinator],
        rules: ["R1", "T4", "T5", "T6", "T8", "T9", "T13", "T14", "T18"],
        problems: [
            .routeThroughAgent, .chaseTooEarly, .notABusinessDay, .invalidDate, .contactDeclinesCalls, .offerNotCitable, .conflict,
        ]
    ) { input, call in
        let facts: ChaseFacts = try await call.one("interview", ChaseFacts.query(input.id, for: call.role))
        let isCandidate = call.role == .candidate
        if isCandidate, facts.channel == .agency {
            guard input.asEnquiry == true else { throw facts.throughAgent }
            let enquiry = try await EnquiryOperations.ask(
                facts.submissionId, input.note?.value ?? "Could you ask the company for news of my interview on \(facts.heldOn)?", call)
            return Chase(interviewId: input.id, outcome: "passed on to \(facts.agent.name)", enquiryId: enquiry.id)
        }
        let kind = input.kind ?? (input.offerId == nil ? .chase : .offerNotice)
        if !isCandidate { try await call.requireDesk("liaison.interviews", input.id, noun: "interview") }
        if kind != .offerNotice, input.offerId != nil { throw Problem.invalid(["offer_id": "goes with the kind offer_notice"]) }
        if kind == .offerNotice, input.alsoInterviewIds != nil {
            throw Problem.invalid(["also_interview_ids": "an offer is cited once, for one interview"])
        }
        let people = facts.people
        guard people.contains(where: { $0.id == input.contactId }) else {
            throw Problem.invalid(["contact_id": isCandidate ? "must be somebody you met there" : "must be a contact of this client"])
        }
        if isCandidate, input.newPromise != nil { throw Problem.invalid(["new_promise": "is recorded by your agent"]) }
        if isCandidate, input.alsoInterviewIds != nil { throw Problem.invalid(["also_interview_ids": "is for the agency"]) }
        if kind == .offerNotice {
            try await refuseNotice(input, facts, call)
        } else {
            try await refuse(input, kind, facts, call)
        }
        let id = try await store(input, kind, for: input.id, call: nil, call)
        for further in Set(input.alsoInterviewIds ?? []).subtracting([input.id]).sorted() {
            try await call.requireDesk("liaison.interviews", further, noun: "interview")
            try await store(input, kind, for: further, call: id, call)
        }
        if let promise = input.newPromise {
            try await call.promise(interview: input.id, date: promise, givenOn: input.on, contact: input.contactId)
        }
        var chase: Chase = try await call.one("chase", "\(Chase.select(for: call.role)) where h.id = \(id)")
        chase.warnings = try await call.wordingWarnings(input.note)
        if input.newPromise != nil {
            chase.hint = try await call.promiseHint(interview: input.id, contact: input.contactId)
        }
        return chase
    }

    /// Says no with the facts, by the pure rules; the database says the same to whoever comes another way.
    private static func refuse(_ input: Log, _ kind: ChaseKind, _ facts: ChaseFacts, _ call: Call) async throws {
        let etiquette = try await call.etiquette(facts.source).on(input.on)
        let (calendar, policy) = (etiquette.calendar, etiquette.policy)
        if facts.cancelledAt != nil { throw Problem.interviewCancelled }
        let promises = facts.promises.map { PromiseGiven(givenOn: $0.givenOn, date: $0.date) }
        let contacts = facts.contacts.map { ContactMade(on: $0.madeOn, kind: $0.kind) }
        let grace = policy.graceBusinessDays(candidateChases: call.role == .candidate)
        guard input.on <= facts.today.addingOrLatest(days: 3660), input.on >= facts.heldOn else {
            throw Problem.chaseDate(facts)
        }
        let window = try etiquette.chaseWindow(
            held: facts.heldOn, promises: promises, contacts: contacts, grace: grace, asOf: input.on)
        let courtesy = try etiquette.courtesyState(
            on: input.on, held: facts.heldOn, hasPromise: promises.contains { $0.givenOn <= input.on },
            hasContact: contacts.contains { $0.on <= input.on }, isStopped: facts.stoppedOn != nil)
        // T9 names the opening date first: a day before it is too early, be it past or still to come.
        let day = min(input.on, max(facts.today, window.opens))
        switch try etiquette.refusal(
            of: kind, on: day, today: max(facts.today, day), held: facts.heldOn, window: window, courtesy: courtesy,
            isStopped: facts.stoppedOn != nil)
        {
        case nil, .notABusinessDay: break
        case .invalidDate: throw Problem.chaseDate(facts)
        case .stopped: throw Problem.chaseStopped(facts, isCandidate: call.role == .candidate)
        case .tooEarly(let opensOn): throw Problem.tooEarly(opensOn, window, kind, facts, policy)
        case .noCourtesy(let opensOn):
            let days = try etiquette.courtesyWindow(held: facts.heldOn)
            throw Problem(
                .chaseTooEarly,
                "The courtesy call is for \(days.opens) through \(days.by), without a promise and without a word since; the first chase opens on \(opensOn).",
                rule: "T5", facts: ["opens_on": .string(opensOn.description)])
        }
        try checkDay(input.on, facts, calendar)
    }

    /// Says no to a day that is still to come, or no business day of the client (T9).
    static func checkDay(_ day: CivilDate, _ facts: ChaseFacts, _ calendar: HolidayCalendar) throws {
        if day > facts.today { throw Problem.chaseDate(facts) }
        if !calendar.isBusinessDay(day) {
            let next = try calendar.roll(day)
            throw Problem(
                .notABusinessDay, "\(day) is no business day for this client; the next one is \(next).", rule: "T9",
                facts: ["next_business_day": .string(next.description)])
        }
    }

    @discardableResult
    private static func store(
        _ input: Log, _ kind: ChaseKind, for interview: Int64, call first: Int64?, _ call: Call
    ) async throws -> Int64 {
        struct Made: Decodable { var id: Int64 }
        let isCandidate = call.role == .candidate
        // Columns differ by role: a candidate cannot write into a call of somebody else's, staff cannot write as a candidate.
        let column: SQL = isCandidate ? "by_candidate" : "call_id"
        let value: SQL = isCandidate ? "true" : "\(first)::bigint"
        let answers = ["answered", "spoke", "promised"]
        let isAnswered = input.newPromise != nil || answers.contains(input.outcome?.value.lowercased() ?? "")
        let made: Made = try await call.one(
            "interview",
            """
            insert into liaison.chases (interview_id, candidate_id, client_id, recruiter_id, contact_id, made_on, method, kind,
                                        outcome, is_answered, note, offer_id, \(column))
            select i.id, i.candidate_id, i.client_id, i.recruiter_id, \(input.contactId), \(input.on), \(input.method), \(kind),
                   \(input.outcome), \(isAnswered), \(input.note), \(input.offerId), \(value)
              from liaison.interviews i where i.id = \(interview)
            returning id
            """)
        return made.id
    }
}

extension CivilDate {
    /// The day so many days later, or the last day that exists.
    func addingOrLatest(days: Int) -> CivilDate { (try? adding(days: days)) ?? .latest }

    /// The day so many days away, or the first day that exists.
    func addingOrEarliest(days: Int) -> CivilDate { (try? adding(days: days)) ?? .earliest }
}

extension Problem {
    static let interviewCancelled = Problem(.conflict, "The interview was cancelled; there is nothing to ask for.", rule: "T9")

    static func chaseDate(_ facts: ChaseFacts) -> Problem {
        Problem(
            .invalidDate, "A contact is logged for a day from the interview (\(facts.heldOn)) to today (\(facts.today)) at the client.",
            rule: "T9", facts: ["held_on": .string(facts.heldOn.description), "today": .string(facts.today.description)])
    }

    static func chaseStopped(_ facts: ChaseFacts, isCandidate: Bool) -> Problem {
        guard let on = facts.stoppedOn else { return Problem(.conflict, "The chase has stopped.", rule: "T9") }
        return Problem(
            .conflict,
            isCandidate
                ? "You have had an answer on \(on); nothing is left to ask for."
                : "Feedback was logged or the submission closed on \(on); the chase has stopped.",
            rule: "T9", facts: ["stopped_on": .string(on.description)])
    }

    static func tooEarly(
        _ opensOn: CivilDate, _ window: DayWindow, _ kind: ChaseKind, _ facts: ChaseFacts, _ policy: EtiquettePolicy
    ) -> Problem {
        let promise = facts.promises.last?.date
        let latest = facts.contacts.last?.madeOn
        let (why, rule): (String, String) =
            if kind == .courtesy {
                ("the interview was on \(facts.heldOn)", "T5")
            } else if let latest, latest >= (promise ?? facts.heldOn) {
                ("the client was spoken to on \(latest), and \(policy.spacingOpensDays) days are left between contacts", "T6")
            } else if let promise {
                ("the client promised an answer by \(promise)", "T4")
            } else {
                ("nothing was promised and the interview was on \(facts.heldOn)", "T5")
            }
        return Problem(
            .chaseTooEarly, "Too early: \(why), so the \(kind == .courtesy ? "courtesy call" : "chase") opens on \(opensOn).",
            rule: rule,
            facts: [
                "opens_on": .string(opensOn.description), "chase_by": .string(window.by.description),
                "promised_on": promise.map { .string($0.description) } ?? .null,
                "contacted_on": latest.map { .string($0.description) } ?? .null,
            ])
    }
}
