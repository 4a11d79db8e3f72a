/// A policy setting that is unknown, out of bounds or at odds with another.
package struct PolicyProblem: Error, Hashable, Sendable, CustomStringConvertible {
    package let setting: String
    package let reason: String

    package var description: String { "\(setting): \(reason)" }
}

extension EtiquettePolicy {
    /// One number of the policy under the name that people and programs use.
    package struct Setting: Sendable {
        package let name: String
        package let rule: String
        package let path: any WritableKeyPath<EtiquettePolicy, Int> & Sendable
        package let bounds: ClosedRange<Int>
        /// A duty of the agency to its candidates, whoever the client is (T17): no client has an override of it.
        package let isAgencys: Bool
    }

    /// Every number of the policy in the order of the rules.
    package static let settings: [Setting] = [
        setting("debrief_business_days", "T1", \.debriefBusinessDays),
        setting("answer_days", "T2", \.answerDays),
        setting("agent_grace_business_days", "T4", \.agentGraceBusinessDays),
        setting("candidate_grace_business_days", "T4", \.candidateGraceBusinessDays),
        setting("promise_opens_business_days", "T4", \.promiseOpensBusinessDays),
        setting("promise_closes_business_days", "T4", \.promiseClosesBusinessDays),
        setting("courtesy_opens_business_days", "T5", \.courtesyOpensBusinessDays),
        setting("courtesy_closes_business_days", "T5", \.courtesyClosesBusinessDays),
        setting("chase_opens_days", "T5", \.chaseOpensDays),
        setting("chase_closes_days", "T5", \.chaseClosesDays),
        setting("spacing_opens_days", "T6", \.spacingOpensDays),
        setting("spacing_closes_days", "T6", \.spacingClosesDays),
        setting("unanswered_before_decision_maker", "T8", \.unansweredBeforeDecisionMaker),
        setting("thank_you_recommended_business_days", "T10", \.thankYouRecommendedBusinessDays),
        setting("thank_you_deadline_business_days", "T10", \.thankYouDeadlineBusinessDays),
        setting("similar_note_percent", "T10", \.similarNotePercent, 1...100),
        setting("materials_business_days", "T11", \.materialsBusinessDays),
        setting("offer_citable_business_days", "T13", \.offerCitableBusinessDays),
        setting("enquiry_business_days", "T17", \.enquiryBusinessDays, isAgencys: true),
        setting("release_business_days", "T17", \.releaseBusinessDays, isAgencys: true),
        setting("silence_days", "T17", \.silenceDays, 1...90, isAgencys: true),
        setting("person_spacing_days", "T18", \.personSpacingDays),
        setting("unanswered_before_escalation", "T19", \.unansweredBeforeEscalation, 1...90),
    ]

    /// The policy with some numbers replaced by name; a client's override of its agency's policy.
    package func applying(_ changes: [String: Int]) throws(PolicyProblem) -> EtiquettePolicy {
        var policy = self
        for (name, value) in changes {
            guard let setting = Self.settings.first(where: { $0.name == name }) else {
                throw PolicyProblem(setting: name, reason: "no such setting")
            }
            guard setting.bounds.contains(value) else {
                let bounds = "must be \(setting.bounds.lowerBound) to \(setting.bounds.upperBound)"
                throw PolicyProblem(setting: name, reason: bounds)
            }
            policy[keyPath: setting.path] = value
        }
        try policy.checkOrder()
        return policy
    }

    /// The policy with some numbers replaced that were checked when they were set; names that are not known are passed over.
    package func replacing(_ changes: [String: Int]) -> EtiquettePolicy {
        var policy = self
        for setting in Self.settings {
            if let value = changes[setting.name] { policy[keyPath: setting.path] = value }
        }
        return policy
    }

    /// Every number by its name.
    package var values: [String: Int] {
        Dictionary(uniqueKeysWithValues: Self.settings.map { ($0.name, self[keyPath: $0.path]) })
    }

    /// The settings that may not be less than another: where a span closes, with where it opens.
    package static let spans = [
        (closes: "promise_closes_business_days", opens: "promise_opens_business_days"),
        (closes: "courtesy_closes_business_days", opens: "courtesy_opens_business_days"),
        (closes: "chase_closes_days", opens: "chase_opens_days"),
        (closes: "spacing_closes_days", opens: "spacing_opens_days"),
        (closes: "thank_you_deadline_business_days", opens: "thank_you_recommended_business_days"),
    ]

    /// - Throws: `PolicyProblem` for a span that closes before it opens.
    package func checkOrder() throws(PolicyProblem) {
        let spans = [
            (promiseOpensBusinessDays, promiseClosesBusinessDays), (courtesyOpensBusinessDays, courtesyClosesBusinessDays),
            (chaseOpensDays, chaseClosesDays), (spacingOpensDays, spacingClosesDays),
            (thankYouRecommendedBusinessDays, thankYouDeadlineBusinessDays),
        ]
        for (span, (opens, closes)) in zip(Self.spans, spans) where closes < opens {
            throw PolicyProblem(setting: span.closes, reason: "must not be less than \(span.opens)")
        }
    }

    private static func setting(
        _ name: String, _ rule: String, _ path: any WritableKeyPath<EtiquettePolicy, Int> & Sendable,
        _ bounds: ClosedRange<Int> = 0...90, isAgencys: Bool = false
    ) -> Setting {
        Setting(name: name, rule: rule, path: path, bounds: bounds, isAgencys: isAgencys)
    }
}

extension EtiquettePolicy: Codable {
    /// Reads an object of settings; those that are missing keep the rulebook's number.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        do {
            self = try EtiquettePolicy.standard.applying(container.decode([String: Int].self))
        } catch let problem as PolicyProblem {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: problem.description)
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(values)
    }
}
