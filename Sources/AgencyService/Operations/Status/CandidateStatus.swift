import Agency

/// Everything that a candidate is shown of their submissions (R11).
package struct CandidateStatus: Codable, Sendable {
    package var submissions: [SubmissionStatus]
}

/// One submission as its candidate sees it: what is known, what happens next and by when, and what they may do now (R11).
package struct SubmissionStatus: Codable, Sendable {
    package var id: Int64
    package var vacancy: String
    package var client: String
    package var channel: Channel
    /// The published stage, which an internal one never shows through (R9).
    package var stage: Stage
    package var known: [KnownFact]
    package var next: NextStep
    package var mayNow: [Permission]
    package var agent: AgentReach
}

/// Something that has happened or was said.
package struct KnownFact: Codable, Sendable, Hashable {
    package var what: String
    package var on: CivilDate?
}

/// What happens next; `by` is null only where nothing is awaited any more.
package struct NextStep: Codable, Sendable, Hashable {
    package var what: String
    package var by: CivilDate?
}

/// Whether the candidate may do something now, and if not, from which day or through whom.
package struct Permission: Codable, Sendable, Hashable {
    package var action: CandidateAction
    package var allowed: Bool
    /// The first day on which it is allowed; null where no day decides.
    package var opensOn: CivilDate?
    /// Who passes it on or is spoken to; null where the candidate does it alone.
    package var through: String?
    package var reason: String
}

/// What a candidate can want to do about a submission.
package enum CandidateAction: String, CaseIterable, Codable, Sendable, SchemaDescribing {
    case askAgent = "ask_agent"
    case giveConsent = "give_consent"
    case confirmReferral = "confirm_referral"
    case chase
    case thankYouNote = "thank_you_note"
    case withdraw
}

/// How the candidate reaches their agent.
package struct AgentReach: Codable, Sendable {
    package var name: String
    package var email: String
    package var phone: String?
}
