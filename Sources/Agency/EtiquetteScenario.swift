/// A date by which the client said it would answer (T2, T7).
package struct PromiseGiven: Hashable, Sendable, Codable {
    package let givenOn: CivilDate
    package let date: CivilDate

    package init(givenOn: CivilDate, date: CivilDate) {
        self.givenOn = givenOn
        self.date = date
    }

    private enum CodingKeys: String, CodingKey {
        case givenOn = "given_on"
        case date
    }
}

/// A contact with the client after an interview (T5, T6, T13).
package struct ContactMade: Hashable, Sendable, Codable {
    package let on: CivilDate
    package let kind: ChaseKind

    package init(on: CivilDate, kind: ChaseKind) {
        self.on = on
        self.kind = kind
    }
}

/// Everything that the etiquette of one interview depends on; the keys are those of the what-if command.
package struct EtiquetteScenario: Hashable, Sendable {
    package var interview: CivilDate
    package var promises: [PromiseGiven]
    package var contacts: [ContactMade]
    /// Business days of T4; nil takes the agent's grace from the policy.
    package var grace: Int?
    package var feedbackOn: CivilDate?
    package var closedOn: CivilDate?
    package var asOf: CivilDate
    package var calendar: CalendarName

    package init(
        interview: CivilDate, promises: [PromiseGiven] = [], contacts: [ContactMade] = [], grace: Int? = nil,
        feedbackOn: CivilDate? = nil, closedOn: CivilDate? = nil, asOf: CivilDate, calendar: CalendarName
    ) {
        self.interview = interview
        self.promises = promises
        self.contacts = contacts
        self.grace = grace
        self.feedbackOn = feedbackOn
        self.closedOn = closedOn
        self.asOf = asOf
        self.calendar = calendar
    }
}

extension EtiquetteScenario: Codable {
    private enum CodingKeys: String, CodingKey {
        case interview, promises, contacts, grace
        case feedbackOn = "feedback_on"
        case closedOn = "closed_on"
        case asOf = "as_of"
        case calendar
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        interview = try container.decode(CivilDate.self, forKey: .interview)
        promises = try container.decodeIfPresent([PromiseGiven].self, forKey: .promises) ?? []
        contacts = try container.decodeIfPresent([ContactMade].self, forKey: .contacts) ?? []
        grace = try container.decodeIfPresent(Int.self, forKey: .grace)
        feedbackOn = try container.decodeIfPresent(CivilDate.self, forKey: .feedbackOn)
        closedOn = try container.decodeIfPresent(CivilDate.self, forKey: .closedOn)
        asOf = try container.decode(CivilDate.self, forKey: .asOf)
        calendar = try container.decode(CalendarName.self, forKey: .calendar)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(interview, forKey: .interview)
        try container.encode(promises, forKey: .promises)
        try container.encode(contacts, forKey: .contacts)
        try container.encode(grace, forKey: .grace)
        try container.encode(feedbackOn, forKey: .feedbackOn)
        try container.encode(closedOn, forKey: .closedOn)
        try container.encode(asOf, forKey: .asOf)
        try container.encode(calendar, forKey: .calendar)
    }
}
