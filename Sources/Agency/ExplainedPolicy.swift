/// The etiquette of a client, or of the agency itself, with where each of its numbers comes from.
package struct ExplainedPolicy: Sendable {
    private let dated: DatedEtiquette
    private let agency: [PolicyVersion]
    private let client: [PolicyVersion]
    private let isShown: Bool

    /// - Parameters:
    ///   - agency: the agency's versions in the order in which they were set.
    ///   - client: the client's own versions, likewise.
    ///   - isShown: whether the reader may know the numbers, and not only the dates that come of them.
    package init(calendar: HolidayCalendar, agency: [PolicyVersion], client: [PolicyVersion] = [], isShown: Bool) {
        dated = DatedEtiquette(calendar: calendar, policies: PolicyHistory(agency: agency, client: client))
        self.agency = agency
        self.client = client
        self.isShown = isShown
    }

    /// The etiquette by the policy of a day.
    func on(_ day: CivilDate) -> Etiquette { dated.on(day) }

    /// All numbers as they are on a day.
    package func numbers(on day: CivilDate) -> EtiquettePolicy { dated.policies.policy(on: day) }

    /// The numbers of a rule on a day; none for a reader who may not know them.
    func numbers(of rule: RuleName, on day: CivilDate) -> [ExplainedFact] {
        guard isShown else { return [] }
        return EtiquettePolicy.settings.filter { $0.rule == rule.rawValue }.map { setting in
            let origin = PolicyOrigin(of: setting, on: day, agency: agency, client: client)
            return ExplainedFact(setting.name, origin.value, comesFrom: origin.layer, since: origin.since)
        }
    }
}
