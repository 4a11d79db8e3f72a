import Testing

@testable import Agency

@Suite struct ContactAdviceTests {
    private typealias Person = ContactAdvice.Person
    private typealias Attempt = ContactAdvice.Attempt

    private func advice(
        _ contacts: [Person], decisionMaker: Int64? = nil, interviewers: Set<Int64> = [], attempts: [Attempt] = []
    ) -> String? {
        ContactAdvice.make(
            contacts: contacts, decisionMakerID: decisionMaker, interviewerIDs: interviewers, attempts: attempts
        ).map { "\($0.contactID) \($0.method.rawValue) \($0.rule)\($0.escalate ? " escalate" : "")" }
    }

    private func chase(_ id: Int64, answered: Bool = false, kind: ChaseKind = .chase) -> Attempt {
        Attempt(contactID: id, kind: kind, isAnswered: answered)
    }

    @Test func theOrderIsDecisionMakerThenHRThenTheRest() {
        let boss = Person(id: 1, function: .decisionMaker, mayCall: true)
        let quietBoss = Person(id: 2, function: .decisionMaker, mayCall: false)
        let hr = Person(id: 3, function: .hr, mayCall: true)
        let interviewer = Person(id: 4, function: .other, mayCall: false)
        let other = Person(id: 5, function: .other, mayCall: true)
        #expect(advice([]) == nil)
        #expect(advice([hr, boss, quietBoss]) == "1 phone T8")
        #expect(advice([hr, boss, quietBoss], decisionMaker: 2) == "3 phone T8")
        #expect(advice([quietBoss, interviewer], interviewers: [4]) == "2 email T8")
        #expect(advice([interviewer, other], interviewers: [4]) == "4 email T8")
        #expect(advice([interviewer, other]) == "5 phone T8")
        #expect(advice([other, interviewer], decisionMaker: 4) == "4 email T8")
    }

    @Test func silenceOfHRLeadsToTheDecisionMaker() {
        let boss = Person(id: 2, function: .decisionMaker, mayCall: false)
        let hr = Person(id: 3, function: .hr, mayCall: true)
        #expect(advice([boss, hr], attempts: [chase(3)]) == "3 phone T8")
        #expect(advice([boss, hr], attempts: [chase(3), chase(3, answered: true)]) == "3 phone T8")
        #expect(advice([boss, hr], attempts: [chase(3), chase(3, kind: .courtesy)]) == "3 phone T8")
        #expect(advice([boss, hr], attempts: [chase(3), chase(3)]) == "2 email T8")
        #expect(advice([hr], attempts: [chase(3), chase(3)]) == "3 phone T8")
    }

    @Test func fourUnansweredChasesAreEscalated() {
        let boss = Person(id: 1, function: .decisionMaker, mayCall: true)
        #expect(advice([boss], attempts: [chase(1), chase(9), chase(1)]) == "1 phone T8")
        #expect(advice([boss], attempts: [chase(1), chase(9), chase(1), chase(1)]) == "1 phone T19 escalate")
        #expect(advice([boss], attempts: [chase(1), chase(1), chase(1), chase(1, kind: .offerNotice)]) == "1 phone T8")
    }
}
