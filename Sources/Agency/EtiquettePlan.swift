/// What the etiquette says about one interview on one day; the keys are those of the what-if command.
package struct EtiquettePlan: Hashable, Sendable, Codable {
    package let debriefDue: CivilDate
    package let thankYouRecommended: CivilDate
    package let thankYouDeadline: CivilDate
    package let materialsDue: CivilDate
    package let feedbackDue: CivilDate
    package let slips: Int
    package let chaseOpens: CivilDate
    package let chaseBy: CivilDate
    package let chaseState: ChaseState
    package let courtesy: CourtesyState
    package let overdue: Bool
    package let daysOverdue: Int
    package let businessDaysOverdue: Int

    private enum CodingKeys: String, CodingKey {
        case debriefDue = "debrief_due"
        case thankYouRecommended = "thank_you_recommended"
        case thankYouDeadline = "thank_you_deadline"
        case materialsDue = "materials_due"
        case feedbackDue = "feedback_due"
        case slips
        case chaseOpens = "chase_opens"
        case chaseBy = "chase_by"
        case chaseState = "chase_state"
        case courtesy, overdue
        case daysOverdue = "days_overdue"
        case businessDaysOverdue = "business_days_overdue"
    }
}

/// Why a scenario has no plan.
package enum EtiquetteProblem: Error, Hashable, Sendable {
    /// T7: a promise lies before the day on which it was given.
    case promiseBeforeGiven(PromiseGiven)
    /// T9: a contact about an interview before it took place.
    case contactBeforeInterview(CivilDate)
    case graceOutOfBounds(Int)
    case dateOutOfRange
}

extension EtiquettePlan {
    static let graceBounds = 0...90

    /// The plan of a scenario on its `asOf` day; the calendar is the client's, whatever the scenario calls it.
    package static func make(
        for scenario: EtiquetteScenario, calendar: HolidayCalendar, policy: EtiquettePolicy = .standard
    ) throws(EtiquetteProblem) -> EtiquettePlan {
        try make(for: scenario, etiquette: DatedEtiquette(calendar: calendar, policies: PolicyHistory(policy)))
    }

    /// The plan of a scenario on its `asOf` day, where the policy may change with the days.
    package static func make(
        for scenario: EtiquetteScenario, etiquette: DatedEtiquette
    ) throws(EtiquetteProblem) -> EtiquettePlan {
        let grace = scenario.grace ?? etiquette.on(scenario.asOf).policy.agentGraceBusinessDays
        guard graceBounds.contains(grace) else { throw .graceOutOfBounds(grace) }
        if let promise = scenario.promises.first(where: { $0.date < $0.givenOn }) {
            throw .promiseBeforeGiven(promise)
        }
        if let contact = scenario.contacts.first(where: { $0.on < scenario.interview }) {
            throw .contactBeforeInterview(contact.on)
        }
        do throws(DateOutOfRange) {
            return try EtiquettePlan(
                scenario, grace: grace, interview: etiquette.on(scenario.interview), today: etiquette.on(scenario.asOf))
        } catch {
            throw .dateOutOfRange
        }
    }

    /// - Parameters:
    ///   - interview: by the policy of the interview's day, for what falls due because of it.
    ///   - today: by the policy of the day asked about.
    private init(
        _ scenario: EtiquetteScenario, grace: Int, interview: Etiquette, today etiquette: Etiquette
    ) throws(DateOutOfRange) {
        let (held, day) = (scenario.interview, scenario.asOf)
        let isStopped = [scenario.feedbackOn, scenario.closedOn].contains { $0.map { $0 <= day } ?? false }
        let promise = etiquette.known(scenario.promises, asOf: day).last?.date
        let latest = scenario.contacts.lazy.map(\.on).filter { $0 <= day }.max()
        let window = try etiquette.chaseWindow(held: held, promise: promise, latestContact: latest, grace: grace)
        feedbackDue = try interview.dueDate(held: held, promises: scenario.promises, asOf: day)
        let late = etiquette.overdue(on: day, held: held, due: feedbackDue, isStopped: isStopped)
        debriefDue = try interview.debriefDue(held: held)
        thankYouRecommended = try interview.thankYouRecommended(held: held)
        thankYouDeadline = try interview.thankYouDeadline(held: held)
        materialsDue = try interview.materialsDue(held: held)
        slips = etiquette.slips(scenario.promises, asOf: day)
        chaseOpens = window.opens
        chaseBy = window.by
        chaseState = etiquette.chaseState(on: day, held: held, window: window, isStopped: isStopped)
        courtesy = try etiquette.courtesyState(
            on: day, held: held, hasPromise: promise != nil, hasContact: latest != nil, isStopped: isStopped)
        overdue = late.isOverdue
        daysOverdue = late.days
        businessDaysOverdue = late.businessDays
    }
}
