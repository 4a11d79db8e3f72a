/// A rule that bears on something now: what it says of it, the facts that it went by, and what would change that.
package struct ExplainedRule: Hashable, Sendable, Codable {
    /// Its id in the rulebook.
    package let rule: String
    /// The rule in a few words.
    package let title: String
    /// The outcome now, in one or two sentences.
    package let says: String
    package let facts: [ExplainedFact]
    /// What would change the answer: an act, or a day that comes.
    package let wouldChange: [String]

    init(_ rule: RuleName, _ says: String, facts: [ExplainedFact] = [], wouldChange: [String] = []) {
        self.rule = rule.rawValue
        title = rule.title
        self.says = says
        self.facts = facts
        self.wouldChange = wouldChange
    }
}

/// A fact that a rule went by, or a number of the policy.
package struct ExplainedFact: Hashable, Sendable, Codable {
    package let name: String
    package let value: String
    /// Which layer of the policy a number comes from; nil for what is no number of the policy.
    package let comesFrom: PolicyLayer?
    /// Since when that layer has said so; nil for the rulebook's.
    package let since: CivilDate?

    init(_ name: String, _ value: some CustomStringConvertible, comesFrom: PolicyLayer? = nil, since: CivilDate? = nil) {
        self.name = name
        self.value = value.description
        self.comesFrom = comesFrom
        self.since = since
    }
}
