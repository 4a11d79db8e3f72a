/// A submission and one of its interviews as one reader may know them, to be explained rule by rule.
///
/// Whatever the reader may not know has no way in: such parts stay nil or empty, and their rules are left out.
package struct ExplainedCase: Sendable {
    /// For whom it is explained.
    package enum Reader: Sendable {
        case staff, candidate, client
    }

    let reader: Reader
    /// The day at the client.
    let day: CivilDate
    /// The day at the agency, for what the agency owes (T17).
    let agencyDay: CivilDate
    let submission: Int64
    let channel: Channel
    let candidate: String
    let client: String
    let agent: String
    /// What the client's dates go by.
    let policy: ExplainedPolicy
    /// What the agency's own duties go by.
    let agency: ExplainedPolicy

    package var meeting: ExplainedMeeting?
    /// The position, for a reader who may tell references of it.
    package var vacancy: Int64?
    package var consentedOn: CivilDate?
    package var sentOn: CivilDate?
    /// When it was over, as the reader knows it.
    package var closedOn: CivilDate?
    /// What was reported of contacts past the agent; nil for a reader who may not know.
    package var incidents: [CivilDate]?
    package var releasedOn: [CivilDate] = []
    /// The feedback as logged; nil for everybody but staff.
    package var feedback: [Logged]?
    package var references: [Reference]?
    package var offers: [Offer]?
    package var tasks: [Task]?
    package var enquiries: [Enquiry]?
    package var lastHeardOn: CivilDate?

    package init(
        for reader: Reader, on day: CivilDate, agencyDay: CivilDate, submission: Int64, channel: Channel, candidate: String,
        client: String, agent: String, policy: ExplainedPolicy, agency: ExplainedPolicy
    ) {
        self.reader = reader
        self.day = day
        self.agencyDay = agencyDay
        self.submission = submission
        self.channel = channel
        self.candidate = candidate
        self.client = client
        self.agent = agent
        self.policy = policy
        self.agency = agency
    }

    /// Every rule that bears on it on the day, in the order of the rulebook.
    package func rules() throws(DateOutOfRange) -> [ExplainedRule] {
        var rules = talking()
        if let meeting {
            if meeting.isCancelled {
                rules.append(ExplainedRule(.state, "The interview was cancelled; nothing is awaited of it."))
            } else {
                rules += try awaiting(meeting) + chasing(meeting) + following(meeting)
            }
        }
        rules += told() + afterRejection()
        rules += try citing() + breakingSilence()
        let places = Dictionary(uniqueKeysWithValues: RuleName.allCases.map { ($0.rawValue, $0.order) })
        return rules.enumerated()
            .sorted { (places[$0.element.rule] ?? 0, $0.offset) < (places[$1.element.rule] ?? 0, $1.offset) }
            .map(\.element)
    }
}

extension ExplainedCase {
    /// Feedback that was logged, and when it was released or withheld.
    package struct Logged: Sendable, Decodable {
        let id: Int64
        let loggedOn: CivilDate
        let settledOn: CivilDate?
    }

    /// Somebody who speaks for the candidate, and when they were told of this position (T12).
    package struct Reference: Sendable, Decodable {
        let id: Int64
        let name: String
        let toldOn: CivilDate?
    }

    /// A competing offer (T13).
    package struct Offer: Sendable {
        let id: Int64
        let company: String
        let standing: OfferStanding

        package init(id: Int64, company: String, standing: OfferStanding) {
            self.id = id
            self.company = company
            self.standing = standing
        }
    }

    /// What is to be done after a rejection (T15).
    package struct Task: Sendable, Decodable {
        let kind: String
        let state: String
        let dueOn: CivilDate
        let openedOn: CivilDate
        let closedOn: CivilDate?
    }

    /// A candidate's question (T17).
    package struct Enquiry: Sendable, Decodable {
        let id: Int64?
        let askedOn: CivilDate
        let answeredOn: CivilDate?

        package init(askedOn: CivilDate, answeredOn: CivilDate?) {
            id = nil
            self.askedOn = askedOn
            self.answeredOn = answeredOn
        }
    }
}
