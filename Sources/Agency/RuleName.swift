/// The rules that an explanation speaks of, in the order in which it does.
package enum RuleName: String, CaseIterable, Sendable {
    case routing = "R1"
    case details = "R2"
    case bypass = "R3"
    case directly = "R4"
    case referred = "R5"
    case release = "R9"
    case consent = "R10"
    case facts = "T1"
    case promise = "T2"
    case overdue = "T3"
    case promised = "T4"
    case unpromised = "T5"
    case spacing = "T6"
    case replaced = "T7"
    case decisionMaker = "T8"
    case state = "T9"
    case thanks = "T10"
    case material = "T11"
    case references = "T12"
    case offers = "T13"
    case rejected = "T15"
    case silence = "T17"
    case oneChaser = "T18"
    case escalation = "T19"

    /// The rule in the rulebook's words.
    package var title: String {
        switch self {
        case .routing: "everything on the agency channel goes through the owning agent"
        case .details: "no addresses and numbers across the line"
        case .bypass: "going around the agent is recorded and blocks nothing"
        case .directly: "on the direct and speculative channels the candidate may deal with the company"
        case .referred: "on the referral channel the candidate deals with the interviewer, never with the referrer"
        case .release: "a candidate sees an outcome only by release"
        case .consent: "consent first, and one live submission for a vacancy"
        case .facts: "get the facts"
        case .promise: "the promise"
        case .overdue: "overdue"
        case .promised: "never before the date"
        case .unpromised: "without a promise"
        case .spacing: "every three to four days, never daily"
        case .replaced: "a new promise replaces the old"
        case .decisionMaker: "speak to the decision maker, by phone only if calls are okay"
        case .state: "where the chase stands"
        case .thanks: "thank-you notes"
        case .material: "promised material and later thoughts"
        case .references: "a reference is told before it is contacted"
        case .offers: "competing offers"
        case .rejected: "after a rejection"
        case .silence: "nobody is left in silence"
        case .oneChaser: "one person, one chaser"
        case .escalation: "escalate what stays unanswered"
        }
    }

    /// Its place among the others.
    var order: Int { Self.allCases.firstIndex(of: self) ?? Self.allCases.count }
}
