/// Whom to ask for outstanding feedback, and how (T8, T19).
package struct ContactAdvice: Hashable, Sendable {
    /// A client contact who could be asked.
    package struct Person: Hashable, Sendable {
        package let id: Int64
        package let function: ContactFunction
        package let mayCall: Bool

        package init(id: Int64, function: ContactFunction, mayCall: Bool) {
            self.id = id
            self.function = function
            self.mayCall = mayCall
        }
    }

    /// A contact that was made about the interview.
    package struct Attempt: Hashable, Sendable {
        package let contactID: Int64
        package let kind: ChaseKind
        package let isAnswered: Bool

        package init(contactID: Int64, kind: ChaseKind, isAnswered: Bool) {
            self.contactID = contactID
            self.kind = kind
            self.isAnswered = isAnswered
        }
    }

    package let contactID: Int64
    package let method: ContactMethod
    /// The coordinator takes it over, or closes it with a word to the candidate.
    package let escalate: Bool
    /// How many chases stayed unanswered.
    package let unanswered: Int
    /// The rule that decided, `T8` or `T19`.
    package let rule: String

    /// The recommendation; nil if the client has no contacts.
    ///
    /// People of equal standing are taken callable ones first, then in the order given.
    /// - Parameters:
    ///   - decisionMakerID: the vacancy's decision maker; without one, every contact with that function counts.
    ///   - interviewerIDs: who met the candidate, whatever their function.
    package static func make(
        contacts: [Person], decisionMakerID: Int64?, interviewerIDs: Set<Int64>, attempts: [Attempt],
        policy: EtiquettePolicy = .standard
    ) -> ContactAdvice? {
        let decisionMaker =
            contacts.callableFirst { $0.id == decisionMakerID } ?? contacts.callableFirst { $0.function == .decisionMaker }
        let humanResources = contacts.callableFirst { $0.function == .hr }

        var unanswered = 0
        var unansweredByHR = 0
        for attempt in attempts where attempt.kind == .chase && !attempt.isAnswered {
            unanswered += 1
            if contacts.contains(where: { $0.id == attempt.contactID && $0.function == .hr }) { unansweredByHR += 1 }
        }
        let isHRSilent = unansweredByHR >= policy.unansweredBeforeDecisionMaker

        let preferred = decisionMaker.flatMap { $0.mayCall || isHRSilent ? $0 : nil }
        guard
            let person = preferred ?? humanResources ?? decisionMaker
                ?? contacts.callableFirst(where: { interviewerIDs.contains($0.id) || $0.function == .interviewer })
                ?? contacts.callableFirst(where: { _ in true })
        else { return nil }
        let escalate = unanswered >= policy.unansweredBeforeEscalation
        return ContactAdvice(
            contactID: person.id, method: person.mayCall ? .phone : .email, escalate: escalate, unanswered: unanswered,
            rule: escalate ? "T19" : "T8")
    }
}

extension [ContactAdvice.Person] {
    /// The first who fits and may be called, else the first who fits.
    fileprivate func callableFirst(where fits: (ContactAdvice.Person) -> Bool) -> ContactAdvice.Person? {
        var found: ContactAdvice.Person?
        for person in self where fits(person) {
            if person.mayCall { return person }
            if found == nil { found = person }
        }
        return found
    }
}
