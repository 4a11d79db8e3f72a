import Agency

/// The records of a dump, with their numbers in OpenCATS and the lines on which they stand.
extension OpenCATSDump {
    struct Client: Sendable {
        var id: String
        var line: Int
        var name: String
        var desk: Desk
    }

    struct Person: Sendable {
        var id: String
        var line: Int
        var name: String
        var email: String?
        var phone: String?
    }

    struct Candidate: Sendable {
        var person: Person
        var registeredOn: CivilDate?
        var desk: Desk
    }

    struct Contact: Sendable {
        var person: Person
        var clientID: String
        var title: String?
    }

    struct Vacancy: Sendable {
        var id: String
        var line: Int
        var clientID: String
        var contactID: String?
        var title: String
        var openedOn: CivilDate?
        var closedOn: CivilDate?
        /// The status in OpenCATS, if it says that nobody is looked for any more.
        var closedBy: String?
        var desk: Desk
    }

    struct Submission: Sendable {
        var id: String
        var line: Int
        var candidateID: String
        var vacancyID: String
        var status: PipelineStatus
        var sentOn: CivilDate?
        var decidedOn: CivilDate?
    }

    /// Users of OpenCATS to whom a record belongs, the first who is known here decides.
    typealias Desk = [String]
}
