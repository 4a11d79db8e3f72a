import Agency

extension ExplainedRow {
    /// The case for the pure rules, as the reader may know it.
    ///
    /// - Parameters:
    ///   - facts: of the interview, for staff and the candidate.
    ///   - told: what the candidate's status is made of, for them alone (R9).
    func explained(
        for role: Role?, client policy: ExplainedPolicy, agency: ExplainedPolicy, _ facts: ChaseFacts?, _ told: StatusFacts?
    ) -> ExplainedCase {
        let reader: ExplainedCase.Reader = role == .candidate ? .candidate : role == .client ? .client : .staff
        var explained = ExplainedCase(
            for: reader, on: day, agencyDay: agencyDay, submission: submissionId, channel: channel, candidate: candidate,
            client: client, agent: agent, policy: policy, agency: agency)
        explained.vacancy = vacancyId
        explained.meeting = meeting(for: reader, facts, policy)
        switch reader {
        case .staff: addWhatStaffKnow(to: &explained, facts)
        case .candidate:
            explained.consentedOn = told?.consentedOn
            explained.closedOn = told?.publishedClosedOn
            explained.releasedOn = told?.releases.map(\.releasedOn) ?? []
            explained.enquiries = told?.enquiries.map { .init(askedOn: $0.askedOn, answeredOn: $0.answeredOn) }
            if told?.isOver == false { explained.lastHeardOn = told?.lastHeardOn }
            explained.references = referees
            explained.offers = facts?.explainedOffers(asOf: day)
        case .client: explained.sentOn = sentOn
        }
        return explained
    }

    private func addWhatStaffKnow(to explained: inout ExplainedCase, _ facts: ChaseFacts?) {
        explained.consentedOn = consentedOn
        explained.sentOn = sentOn
        explained.closedOn = closedOn
        explained.incidents = incidents
        explained.feedback = feedback
        // RULES 7: these are for the own desk, and on another one they would only seem to be missing.
        guard runs == true else { return }
        explained.references = referees
        explained.offers = facts?.explainedOffers(asOf: day)
        explained.tasks = tasks
        explained.enquiries = enquiries
        explained.lastHeardOn = lastHeardOn
    }

    private func meeting(for reader: ExplainedCase.Reader, _ facts: ChaseFacts?, _ policy: ExplainedPolicy) -> ExplainedMeeting? {
        guard let interviewId, let heldOn else { return nil }
        var meeting = ExplainedMeeting(id: interviewId, held: heldOn)
        meeting.isCancelled = isCancelled ?? false
        if reader != .staff || runs == true {
            meeting.thanks = thanks
            meeting.material = material
        }
        meeting.promises = (facts?.promises ?? promises ?? []).map { PromiseGiven(givenOn: $0.givenOn, date: $0.date) }
        guard let facts else {
            meeting.stoppedOn = resolvedOn
            return meeting
        }
        meeting.contacts = facts.contacts.map(\.madeOn)
        meeting.stoppedOn = facts.stoppedOn
        if reader == .staff {
            meeting.debrief = ExplainedMeeting.Debrief(missing: missing)
            meeting.asking = asking(facts, policy)
        }
        return meeting
    }

    private func asking(_ facts: ChaseFacts, _ policy: ExplainedPolicy) -> ExplainedMeeting.Asking? {
        guard let advice = facts.advice(asOf: day, policy: policy.numbers(on: day)),
            let person = facts.people.first(where: { $0.id == advice.contactID })
        else { return nil }
        let latest = spoken?.first { $0.contactId == person.id }
        return ExplainedMeeting.Asking(
            advice: advice, name: person.name, mayCall: person.mayCall, spokenToOn: latest?.on, spokenToBy: latest?.by)
    }
}

extension ChaseFacts {
    fileprivate func explainedOffers(asOf day: CivilDate) -> [ExplainedCase.Offer] {
        offers.map { ExplainedCase.Offer(id: $0.id, company: $0.company, standing: $0.standing(asOf: day)) }
    }
}
