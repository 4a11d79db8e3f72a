/// One version of a policy: from a day on its numbers take the place of those beneath it.
package struct PolicyVersion: Hashable, Sendable {
    package let effectiveFrom: CivilDate
    package let changes: [String: Int]

    package init(effectiveFrom: CivilDate, changes: [String: Int]) {
        self.effectiveFrom = effectiveFrom
        self.changes = changes
    }
}

/// The policy of each day: the rulebook's numbers, over them the agency's latest version by then, over those the client's.
package struct PolicyHistory: Hashable, Sendable {
    private struct Step: Hashable, Sendable {
        let from: CivilDate
        let policy: EtiquettePolicy
    }

    private let first: EtiquettePolicy
    /// In the order of their days.
    private let steps: [Step]

    /// The rulebook's numbers on every day.
    package static let standard = PolicyHistory(.standard)

    /// The same policy on every day.
    package init(_ policy: EtiquettePolicy) {
        first = policy
        steps = []
    }

    /// - Parameters:
    ///   - agency: the agency's versions in the order in which they were set; of two from one day on the later one counts.
    ///   - client: the client's own versions, likewise.
    package init(agency: [PolicyVersion], client: [PolicyVersion] = []) {
        first = .standard
        let days = Set((agency + client).map(\.effectiveFrom)).sorted()
        steps = days.map { day in
            let layers = [Self.latest(agency, by: day), Self.latest(client, by: day)]
            return Step(from: day, policy: layers.reduce(.standard) { $0.replacing($1?.changes ?? [:]) })
        }
    }

    private init(first: EtiquettePolicy, steps: [Step]) {
        self.first = first
        self.steps = steps
    }

    /// The version in force on a day, of those of the agency or of one client.
    package static func latest(_ versions: [PolicyVersion], by day: CivilDate) -> PolicyVersion? {
        var found: PolicyVersion?
        for version in versions where version.effectiveFrom <= day {
            if let found, found.effectiveFrom > version.effectiveFrom { continue }
            found = version
        }
        return found
    }

    /// The days from which another policy is in force.
    package var changeDays: [CivilDate] { steps.map(\.from) }

    package func policy(on day: CivilDate) -> EtiquettePolicy {
        steps.last { $0.from <= day }?.policy ?? first
    }

    /// The same history as if these numbers had always been set.
    ///
    /// - Throws: `PolicyProblem` where they are unknown, out of bounds or at odds with another number on some day.
    package func proposing(_ changes: [String: Int]) throws(PolicyProblem) -> PolicyHistory {
        var proposed: [Step] = []
        for step in steps { proposed.append(Step(from: step.from, policy: try step.policy.applying(changes))) }
        return PolicyHistory(first: try first.applying(changes), steps: proposed)
    }

    /// The first day from a day on whose numbers are at odds with each other, and what is wrong; nil if they fit on every day.
    package func fault(from day: CivilDate) -> (day: CivilDate, problem: PolicyProblem)? {
        for from in [day] + steps.map(\.from).filter({ $0 > day }) {
            do throws(PolicyProblem) { try policy(on: from).checkOrder() } catch { return (from, error) }
        }
        return nil
    }
}

/// The etiquette of one client over time: its calendar, and the policy of each day.
///
/// What falls due because of something that happened goes by the policy of the day on which it happened (T1, T2, T10, T11, T17), so
/// that a day once named stays. What may be done goes by the policy of the day on which it is done (T4 to T6, T8, T13, T18, T19).
package struct DatedEtiquette: Hashable, Sendable {
    package let calendar: HolidayCalendar
    package let policies: PolicyHistory

    package init(calendar: HolidayCalendar, policies: PolicyHistory = .standard) {
        self.calendar = calendar
        self.policies = policies
    }

    /// The etiquette by the policy of a day.
    package func on(_ day: CivilDate) -> Etiquette { Etiquette(calendar: calendar, policy: policies.policy(on: day)) }
}
