import Agency

extension StatusFacts {
    /// What is known, in the order in which it comes about.
    func known(_ etiquette: Etiquette) throws -> [KnownFact] {
        var facts = [KnownFact(what: opening, on: createdOn)]
        if nominationId != nil {
            facts.append(
                KnownFact(
                    what: isReferralOpen
                        ? "You were recommended by word of mouth; the referral waits for your confirmation"
                        : "You confirmed the referral",
                    on: referralConfirmedOn))
        }
        if let consentedOn {
            facts.append(KnownFact(what: "You consented to be put forward for this vacancy", on: consentedOn))
        }
        if stage == .sent { facts.append(KnownFact(what: "You were put forward to \(client)", on: publishedOn)) }
        for meeting in interviews { facts += try known(of: meeting, etiquette) }
        facts += releases.map { KnownFact(what: "\(Self.words(of: $0.outcome)): \($0.message)", on: $0.releasedOn) }
        facts += enquiries.map(Self.known)
        facts += holdingMessages.map { KnownFact(what: "Your agent wrote: \($0.message)", on: $0.sentOn) }
        facts += calls.map { KnownFact(what: "Your agent said they would call you by \($0.callBy)", on: $0.promisedOn) }
        facts += Set(calls.compactMap(\.calledOn)).sorted().map { KnownFact(what: "Your agent called you", on: $0) }
        if let withdrawnOn { facts.append(KnownFact(what: "You withdrew", on: withdrawnOn)) }
        return facts
    }

    private var opening: String {
        switch channel {
        case .agency: "Your agent registered you for this vacancy"
        case .direct: "You applied to the advert"
        case .speculative: "You wrote to \(client) on your own account"
        case .referral: "Your application came by a referral"
        }
    }

    private func known(of meeting: Meeting, _ etiquette: Etiquette) throws -> [KnownFact] {
        let people = meeting.company.map { " with \($0)" } ?? ""
        if meeting.isCancelled {
            return [KnownFact(what: "\(meeting.title) on \(meeting.startsOn) was cancelled", on: meeting.startsOn)]
        }
        var facts = [KnownFact(what: "\(meeting.title) on \(meeting.startsOn)\(people)", on: meeting.startsOn)]
        if meeting.answeredOn == nil, let promise = etiquette.known(meeting.given, asOf: .latest).last {
            let isMoved = etiquette.slips(meeting.given, asOf: .latest) > 0
            facts.append(
                KnownFact(
                    what: "They \(isMoved ? "moved the date and said" : "said") they would answer by \(promise.date)",
                    on: promise.givenOn))
        }
        if let contactedOn = meeting.contactedOn {
            facts.append(KnownFact(what: "You asked \(client) for the feedback", on: contactedOn))
        }
        return facts + thanks(for: meeting)
    }

    private static func words(of outcome: String) -> String {
        switch outcome {
        case "advance": "You go on to the next step"
        case "hold": "The decision is on hold"
        case "offer": "The company makes you an offer"
        case "reject": "The company decided not to go on"
        default: "This application is closed"
        }
    }

    private static func known(_ enquiry: Question) -> KnownFact {
        guard let answer = enquiry.answer else {
            return KnownFact(
                what: "You asked your agent: \(enquiry.question) An answer is due by \(enquiry.dueOn)",
                on: enquiry.askedOn)
        }
        return KnownFact(what: "Your agent answered: \(answer)", on: enquiry.answeredOn)
    }
}
