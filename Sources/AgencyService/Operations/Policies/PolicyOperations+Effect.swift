import Agency
import Postgres

extension PolicyOperations {
    struct Effect: Codable, Sendable {
        /// Numbers and what they would be, `answer_days=10`.
        var set: [PolicyProposal]
        var clientId: Int64?
        /// The first day of the interviews that are looked at; a year before `to` if it is not given.
        var from: CivilDate?
        /// The last day; yesterday if it is not given.
        var to: CivilDate?
    }

    /// All interviews of a year are read, a million of them in some twenty seconds.
    private static let patience = Duration.seconds(300)

    static let effect = Operation<Effect, PolicyEffect>(
        "policy.effect", "Compare past interviews under the policy as it was and under a proposed one",
        route: .get("/policies/effect"), roles: .staff, rules: ["T2", "T4", "T5", "T6", "T7", "P"], problems: [.invalidDate],
        deadline: patience
    ) { input, call in
        let changes = try input.set.changes(field: "set")
        guard !changes.isEmpty else { throw Problem.invalid(["set": "must name a number, like answer_days=10"]) }
        let book = try await PolicyBook.read(input.clientId, call)
        let to = input.to ?? book.today.addingOrEarliest(days: -1)
        let from = input.from ?? to.addingOrEarliest(days: -364)
        guard from <= to, to <= book.today else {
            throw Problem(
                .invalidDate, "The period begins before it ends, and ends today (\(book.today)) at the latest.",
                facts: ["fields": [from <= to ? "to" : "from": from <= to ? "lies in the future" : "lies after to"]])
        }
        let own = book.clientId == nil ? [] : book.own
        let policies = PolicyHistory(agency: book.agency, client: own)
        _ = try proposal(changes, DatedEtiquette(calendar: HolidayCalendar(name: "", holidays: []), policies: policies))
        let etiquettes = try await call.allEtiquettes()
        var proposals: [EtiquetteSource: DatedEtiquette] = [:]
        var comparison = PolicyComparison(through: book.today)
        try await call.stream(interviews(from, to, client: input.clientId, call)) { row in
            let (source, interview) = try Self.read(row)
            let current = try etiquettes[source]
            let proposed = try proposals[source] ?? Self.proposal(changes, current)
            proposals[source] = proposed
            try comparison.add(interview, current: current, proposed: proposed)
        }
        return PolicyEffect(
            from: from, to: to, clientId: input.clientId, interviews: comparison.interviews, chases: comparison.chases,
            chasesEarlier: comparison.earlierChases, chasesLater: comparison.laterChases,
            chasesRefused: comparison.refusedChases, current: .init(comparison.current, of: comparison.interviews),
            proposed: .init(comparison.proposed, of: comparison.interviews))
    }

    private static func proposal(_ changes: [String: Int], _ current: DatedEtiquette) throws -> DatedEtiquette {
        do {
            return DatedEtiquette(calendar: current.calendar, policies: try current.policies.proposing(changes))
        } catch {
            throw Problem.invalid(["set": error.description])
        }
    }

    /// The interviews of a period that were not cancelled, each with its promises and the agents' contacts.
    private static func interviews(_ from: CivilDate, _ to: CivilDate, client: Int64?, _ call: Call) -> SQL {
        """
        select i.client_id, c.calendar_id, i.held_on, i.answered_on, i.resolved_on,
               array(select u.day from liaison.promises p cross join lateral (values (1, p.given_on), (2, p.date)) u (place, day)
                      where p.interview_id = i.id order by p.given_on, p.id, u.place) as promises,
               array(select h.made_on from liaison.chases h where h.interview_id = i.id and not h.by_candidate
                      order by h.made_on, h.id) as contacts,
               array(select case h.kind when 'chase' then 1 else 0 end::bigint from liaison.chases h
                      where h.interview_id = i.id and not h.by_candidate order by h.made_on, h.id) as are_chases
          from liaison.interviews i join liaison.clients c on c.id = i.client_id
         where i.held_on between \(from) and \(to) and i.cancelled_at is null\(SQL.and("i.client_id", client))
               \(call.desk("i.recruiter_id", only: nil))
        """
    }

    private static func read(_ row: Row) throws(PostgresError) -> (EtiquetteSource, PastInterview) {
        var cells = CellReader(row)
        let client = try cells.integer()
        let source = EtiquetteSource(calendarId: try cells.integer(), calendarVersion: 0, policyVersion: 0, clientId: client)
        let held = try cells.day()
        let answered = try cells.dayOrNull()
        let ended = try cells.dayOrNull()
        let promises = try cells.days()
        let contacts = try cells.days()
        let areChases = try cells.integers()
        return (
            source,
            PastInterview(
                held: held,
                promises: stride(from: 0, to: promises.count - 1, by: 2).map {
                    PromiseGiven(givenOn: promises[$0], date: promises[$0 + 1])
                }, contacts: zip(contacts, areChases).map { .init(on: $0, isChase: $1 == 1) }, answered: answered, ended: ended)
        )
    }
}
