import Agency

/// What the candidate's database role may read of one submission; hidden facts have no way in (R9).
struct StatusFacts: Sendable {
    var id: Int64
    var vacancy: String
    var client: String
    var channel: Channel
    var stage: Stage
    var publishedOn: CivilDate
    var publishedClosedOn: CivilDate?
    var createdOn: CivilDate
    var consentedOn: CivilDate?
    var withdrawnOn: CivilDate?
    var nominationId: Int64?
    var referralConfirmedOn: CivilDate?
    var agentName: String
    var agentEmail: String
    var agentPhone: String?
    var clientId: Int64
    var calendarId: Int64
    var calendarVersion: Int64
    var agencyCalendarId: Int64
    var agencyCalendarVersion: Int64
    var policyVersion: Int64
    /// The client's local date.
    var today: CivilDate
    var agencyToday: CivilDate
    var interviews: [Meeting]
    var releases: [Word]
    var enquiries: [Question]
    /// The candidate's notes, of this submission and others, in the order in which they were written.
    var notes: [Thanks]
    var holdingMessages: [Holding]
    var calls: [PromisedCall]

    struct Meeting: Sendable {
        var id: Int64
        var round: Int
        var startsOn: CivilDate
        /// Hours and minutes on the client's clock.
        var startsAt: String
        var heldOn: CivilDate
        var hasEnded: Bool
        var isCancelled: Bool
        /// The day on which the candidate was told the outcome.
        var answeredOn: CivilDate?
        var people: [Person]
        var promises: [Promise]
        /// The candidate's own latest contact with the company.
        var contactedOn: CivilDate?
    }

    struct Person: Sendable {
        var id: Int64
        var name: String
        var title: String?
    }

    /// A thank-you note (T10).
    struct Thanks: Sendable {
        var interviewId: Int64
        var contactId: Int64
        var writtenOn: CivilDate
        /// Why the agent gave it back.
        var returnReason: String?
    }

    struct Promise: Sendable {
        var givenOn: CivilDate
        var date: CivilDate
    }

    struct Word: Sendable {
        var outcome: String
        var message: String
        var releasedOn: CivilDate
    }

    /// A word that there was no news (T17).
    struct Holding: Sendable {
        var message: String
        var sentOn: CivilDate
    }

    /// A call that the agent promised (R11).
    struct PromisedCall: Sendable {
        var callBy: CivilDate
        var promisedOn: CivilDate
        var calledOn: CivilDate?
    }

    struct Question: Sendable {
        var question: String
        var askedOn: CivilDate
        var dueOn: CivilDate
        var answer: String?
        var answeredOn: CivilDate?
    }
}

extension StatusFacts {
    /// What the client's dates go by.
    var source: EtiquetteSource {
        EtiquetteSource(
            calendarId: calendarId, calendarVersion: calendarVersion, policyVersion: policyVersion, clientId: clientId)
    }

    /// What the agency's own duties go by (T17).
    var agencySource: EtiquetteSource {
        EtiquetteSource(
            calendarId: agencyCalendarId, calendarVersion: agencyCalendarVersion, policyVersion: policyVersion, clientId: nil)
    }

    /// Over, as far as the candidate was told.
    var isOver: Bool { stage.isClosed || publishedClosedOn != nil }

    var upcoming: Meeting? { interviews.first { !$0.isCancelled && !$0.hasEnded } }

    /// The latest interview that took place; an answer to it is what is waited for.
    var lastHeld: Meeting? { interviews.last { !$0.isCancelled && $0.hasEnded } }

    /// The earliest day by which the agent said they would call, and has not.
    var callDue: CivilDate? { calls.filter { $0.calledOn == nil }.map(\.callBy).min() }

    var isReferralOpen: Bool { nominationId != nil && referralConfirmedOn == nil }

    /// When the candidate last heard something, by what they can see themselves (T17).
    var lastHeardOn: CivilDate {
        var days = [createdOn] + releases.map(\.releasedOn) + enquiries.compactMap(\.answeredOn)
        days += interviews.compactMap { !$0.isCancelled && $0.hasEnded ? $0.heldOn : nil }
        days += holdingMessages.map(\.sentOn) + calls.compactMap(\.calledOn)
        if let consentedOn { days.append(consentedOn) }
        return days.max() ?? createdOn
    }
}

extension StatusFacts.Meeting {
    var given: [PromiseGiven] { promises.map { PromiseGiven(givenOn: $0.givenOn, date: $0.date) } }

    var title: String {
        let words = ["First", "Second", "Third", "Fourth", "Fifth"]
        return words.indices.contains(round - 1) ? "\(words[round - 1]) interview" : "Interview of round \(round)"
    }

    /// Names and titles of the people met (R2), or nil.
    var company: String? {
        let names = people.map { person in person.title.map { "\(person.name) (\($0))" } ?? person.name }
        return names.isEmpty ? nil : names.joined(separator: " and ")
    }
}
