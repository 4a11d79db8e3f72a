/// Who talks to whom, what is let out, and with whose consent (R1 to R10).
extension ExplainedCase {
    func talking() -> [ExplainedRule] {
        [route, details] + going + releases + consent
    }

    private var channelFact: ExplainedFact { ExplainedFact("channel", channel.rawValue) }

    private var route: ExplainedRule {
        switch channel {
        case .agency:
            switch reader {
            case .staff:
                ExplainedRule(.routing, "Everything between \(candidate) and \(client) goes through \(agent).", facts: [channelFact])
            case .candidate:
                ExplainedRule(
                    .routing, "Everything about this position goes through \(agent), who sees your questions at once.",
                    facts: [channelFact], wouldChange: ["nothing on this channel; ask instead: liaison enquiry ask \(submission) --question TEXT"])
            case .client:
                ExplainedRule(.routing, "Everything between you and \(candidate) goes through \(agent).", facts: [channelFact])
            }
        case .direct, .speculative:
            ExplainedRule(
                .directly,
                reader == .candidate
                    ? "You may deal with \(client) yourself, by the same rules of when and how often."
                    : "\(candidate) may deal with \(reader == .client ? "your company" : client) themselves, by the same rules of when and how often.",
                facts: [channelFact])
        case .referral:
            ExplainedRule(
                .referred,
                reader == .candidate
                    ? "You deal with the interviewer; whoever recommended you hears nothing of this application."
                    : "\(candidate) deals with the interviewer; whoever recommended them hears nothing of this application.",
                facts: [channelFact])
        }
    }

    private var details: ExplainedRule {
        guard channel == .agency else {
            return ExplainedRule(
                .details,
                reader == .client
                    ? "Of your people the candidate sees names and titles, and the addresses that you cleared."
                    : "Shown are names and titles of the people met, and the addresses that \(client) cleared.",
                wouldChange: reader == .staff ? ["an address that the client clears: liaison contact edit ID --cleared"] : [])
        }
        return ExplainedRule(
            .details,
            reader == .candidate
                ? "You see names and titles of the people whom you meet. An address or a number in a note is shown to \(agent) before it crosses."
                : "Names and titles cross. An address or a number in a note or a message is held back and shown to the agent first.",
            wouldChange: reader == .staff ? ["the agent's word that it may cross: --confirm-details"] : [])
    }

    private var going: [ExplainedRule] {
        guard let incidents else { return [] }
        let known = incidents.filter { $0 <= agencyDay }
        let count = known.count == 1 ? "One contact past the agent is" : "\(known.count) contacts past the agent are"
        return [
            ExplainedRule(
                .bypass, known.isEmpty ? "No contact past the agent is on record." : "\(count) on record; nothing is blocked by it.",
                facts: known.map { ExplainedFact("happened_on", $0) },
                wouldChange: ["a contact past the agent: liaison incident log \(submission)"])
        ]
    }

    private var releases: [ExplainedRule] {
        let told = releasedOn.filter { $0 <= agencyDay }.map { ExplainedFact("released_on", $0) }
        switch reader {
        case .client: return []
        case .candidate:
            return [
                ExplainedRule(
                    .release,
                    told.isEmpty
                        ? "You see an outcome when \(agent) lets it out, with a word to it; none was let out yet."
                        : "You see an outcome when \(agent) lets it out, with a word to it.",
                    facts: told, wouldChange: ["a word from \(agent)"])
            ]
        case .staff:
            let waiting = (feedback ?? []).filter { logged in
                logged.loggedOn <= agencyDay && logged.settledOn.map { $0 > agencyDay } ?? true
            }
            return [
                ExplainedRule(
                    .release,
                    waiting.isEmpty
                        ? "Nothing waits for its release; \(candidate) sees what was released."
                        : "Feedback is logged and not released: \(candidate) sees nothing of it, and their view changes in nothing.",
                    facts: waiting.map { ExplainedFact("feedback \($0.id) logged_on", $0.loggedOn) } + told,
                    wouldChange: waiting.map { "its release: liaison feedback release \($0.id) --message TEXT" })
            ]
        }
    }

    private var consent: [ExplainedRule] {
        let given = consentedOn.map { ExplainedFact("consented_on", $0) }
        let sent = sentOn.map { ExplainedFact("sent_on", $0) }
        let facts = [given, sent].compactMap(\.self)
        if let closedOn, closedOn <= day {
            return reader == .client
                ? [] : [ExplainedRule(.consent, "This is over since \(closedOn); another submission for the vacancy may be made.", facts: facts)]
        }
        let only = "No second live submission for the same vacancy is taken, whatever its channel."
        switch reader {
        case .client: return [ExplainedRule(.consent, "\(candidate) was put forward with their consent.", facts: facts)]
        case .staff, .candidate:
            guard channel == .agency else { return [ExplainedRule(.consent, only, facts: facts)] }
            if consentedOn == nil {
                return [
                    ExplainedRule(
                        .consent, "Nothing goes to \(client) before \(reader == .candidate ? "you consent" : "\(candidate) consents").",
                        facts: facts, wouldChange: ["the consent: liaison submission consent \(submission)"])
                ]
            }
            let whose = reader == .candidate ? "Your consent" : "\(candidate)'s consent"
            return [ExplainedRule(.consent, "\(whose) to be put forward is on record. \(only)", facts: facts)]
        }
    }
}
