import Agency

/// An interview whose feedback is outstanding, with what is known of it on a day.
struct OutstandingInterview: Decodable, Sendable {
    var interviewId: Int64
    var submissionId: Int64
    var candidate: String
    var client: String
    var vacancy: String
    var recruiter: String?
    var heldOn: CivilDate
    var dueOn: CivilDate
    var asOf: CivilDate
    var calendarId: Int64
    var calendarVersion: Int64
    var decisionMakerId: Int64?
    var detail: Detail

    struct Detail: Decodable, Sendable {
        var promises: [Promise]
        /// Nil for a reader who may not know them.
        var chases: [Chase]?
        var contacts: [Contact]
        var interviewers: [Int64]
    }

    struct Promise: Decodable, Sendable {
        var givenOn: CivilDate
        var date: CivilDate
    }

    struct Chase: Decodable, Sendable {
        var contactId: Int64
        var madeOn: CivilDate
        var kind: ChaseKind
        var isAnswered: Bool
    }

    struct Contact: Decodable, Sendable {
        var id: Int64
        var name: String
        var function: ContactFunction
        var mayCall: Bool

        var person: ContactAdvice.Person { .init(id: id, function: function, mayCall: mayCall) }
    }
}

extension OutstandingInterview {
    var calendar: CalendarVersion { CalendarVersion(calendarId: calendarId, calendarVersion: calendarVersion) }

    /// The promises, which the query left to those known on the day.
    var promises: [PromiseGiven] {
        detail.promises.map { PromiseGiven(givenOn: $0.givenOn, date: $0.date) }
    }

    /// The agent's chase window as of the day (T4 to T7); nil for a reader who may not know the chases.
    func window(_ etiquette: Etiquette) throws -> DayWindow? {
        guard let chases = detail.chases else { return nil }
        return try etiquette.chaseWindow(
            held: heldOn, promise: detail.promises.last?.date, latestContact: chases.map(\.madeOn).max(),
            grace: etiquette.policy.agentGraceBusinessDays)
    }

    /// Whom to ask and how (T8, T19); nil for a reader who may not know the chases, and without contacts.
    func advice(_ etiquette: Etiquette) -> (contact: Contact, advice: ContactAdvice)? {
        guard let chases = detail.chases,
            let advice = ContactAdvice.make(
                contacts: detail.contacts.map(\.person), decisionMakerID: decisionMakerId,
                interviewerIDs: Set(detail.interviewers),
                attempts: chases.map { .init(contactID: $0.contactId, kind: $0.kind, isAnswered: $0.isAnswered) },
                policy: etiquette.policy),
            let contact = detail.contacts.first(where: { $0.id == advice.contactID })
        else { return nil }
        return (contact, advice)
    }
}
