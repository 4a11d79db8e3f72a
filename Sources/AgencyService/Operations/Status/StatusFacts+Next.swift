import Agency

extension StatusFacts {
    /// What happens next and by when (R11), from published facts alone.
    func next(_ etiquette: DatedEtiquette, agency: Etiquette) throws -> NextStep {
        let usual = try withoutCalls(etiquette, agency: agency)
        guard let callDue else { return usual }
        if callDue < agencyToday {
            return NextStep(what: "\(usual.what) Your agent owed you a call by \(callDue); ask them.", by: usual.by)
        }
        if let by = usual.by, agencyToday <= by, by < callDue { return usual }
        return NextStep(what: "Your agent calls you, as they said they would.", by: callDue)
    }

    private func withoutCalls(_ etiquette: DatedEtiquette, agency: Etiquette) throws -> NextStep {
        if isOver {
            return NextStep(
                what: stage == .placed
                    ? "You have the position; your agent stays in touch until you start."
                    : "Nothing more is awaited here. Keep looking; your agent goes on putting you forward elsewhere.",
                by: nil)
        }
        if let upcoming {
            let people = upcoming.company.map { " with \($0)" } ?? ""
            return NextStep(
                what:
                    "\(upcoming.title)\(people) on \(upcoming.startsOn) at \(upcoming.startsAt), local time of \(client).",
                by: upcoming.startsOn)
        }
        if let lastHeld, lastHeld.answeredOn == nil { return try answer(to: lastHeld, etiquette, agency: agency) }
        return try word(waiting, agency: agency)
    }

    private var waiting: String {
        switch stage {
        case .registered where isReferralOpen: "You confirm the referral; then your agent puts you forward."
        case .registered where channel == .agency && consentedOn == nil:
            "You give your consent; then your agent puts you forward."
        case .registered: "Your agent puts you forward to \(client)."
        case .sent: "\(client) decides whether to meet you; your agent tells you."
        case .offered: "Your agent goes through the offer with you."
        case .onHold: "\(client) has put the decision on hold; your agent tells you when it moves."
        default: "Your agent arranges the next step with \(client)."
        }
    }

    private func answer(to meeting: Meeting, _ dated: DatedEtiquette, agency: Etiquette) throws -> NextStep {
        let etiquette = dated.on(meeting.heldOn)
        let promise = etiquette.known(meeting.given, asOf: .latest).last?.date
        let debrief = try etiquette.debriefDue(held: meeting.heldOn)
        if promise == nil, today <= debrief {
            return NextStep(what: "Your agent hears from \(client) how it went and when it answers.", by: debrief)
        }
        let due = try etiquette.dueDate(held: meeting.heldOn, promises: meeting.given, asOf: .latest)
        if today <= due {
            return NextStep(
                what: promise == nil ? "\(client) is expected to answer." : "\(client) answers, as it said it would.",
                by: due)
        }
        guard channel == .agency else {
            let window = try chaseWindow(of: meeting, dated.on(today))
            return today <= window.by
                ? NextStep(what: "The answer was due on \(due); you may ask from \(window.opens) on.", by: window.by)
                : try word("The answer was due on \(due); you may ask for it.", agency: agency)
        }
        // The agent's own contacts are hidden, so the date is that of a first chase and never moves with them (R9).
        let current = dated.on(today)
        let window = try current.baseWindow(
            held: meeting.heldOn, promise: promise, grace: current.policy.agentGraceBusinessDays)
        return today <= window.by
            ? NextStep(
                what: "The answer was due on \(due). Your agent asks the company from \(window.opens) on.",
                by: window.by)
            : try word("The answer was due on \(due). Your agent goes on asking the company.", agency: agency)
    }

    /// Whatever else is open, the candidate hears something within some days (T17).
    private func word(_ what: String, agency: Etiquette) throws -> NextStep {
        let due = try agency.wordDue(lastHeard: lastHeardOn)
        return due >= agencyToday
            ? NextStep(what: what, by: due)
            : NextStep(what: "\(what) Your agent owed you a word by \(due); ask them.", by: due)
    }

    /// The days on which the candidate may ask the company themselves (T4 to T7, with the candidate's grace).
    ///
    /// - Parameter etiquette: by the policy of the day on which they would ask.
    func chaseWindow(of meeting: Meeting, _ etiquette: Etiquette) throws -> DayWindow {
        try etiquette.chaseWindow(
            held: meeting.heldOn, promise: etiquette.known(meeting.given, asOf: .latest).last?.date,
            latestContact: meeting.contactedOn, grace: etiquette.policy.candidateGraceBusinessDays)
    }
}
