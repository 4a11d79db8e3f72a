import Agency
import Postgres

/// An interview whose feedback is outstanding, with what is known of it on a day.
struct OutstandingInterview: Sendable {
    let interviewId: Int64
    let submissionId: Int64
    let candidate: String
    let client: String
    let vacancy: String
    let recruiter: String?
    let heldOn: CivilDate
    let dueOn: CivilDate
    let asOf: CivilDate
    let source: EtiquetteSource
    let decisionMakerId: Int64?
    /// The promised dates in the order in which they were given.
    let promises: [CivilDate]
    /// Nil for a reader who may not know them.
    let chases: Chases?
    /// Who met the candidate, where nobody else can be asked.
    let interviewers: [Int64]
    let contacts: CompanyContacts

    struct Chases: Sendable {
        /// How many of kind chase.
        let count: Int
        let lastOn: CivilDate?
        /// The latest contact of any kind (T6).
        let lastContactOn: CivilDate?
        /// Who was asked, once for each unanswered chase.
        let unanswered: [Int64]
    }

    /// Reads the columns of `Outstanding.rows`.
    ///
    /// - Parameter book: the clients' contacts; nil where the row carries its own.
    init(_ row: Row, _ book: ContactBook? = nil) throws(PostgresError) {
        var cells = CellReader(row)
        interviewId = try cells.integer()
        submissionId = try cells.integer()
        candidate = try cells.text()
        client = try cells.text()
        vacancy = try cells.text()
        recruiter = cells.textOrNull()
        heldOn = try cells.day()
        dueOn = try cells.day()
        asOf = try cells.day()
        let clientId = try cells.integer()
        source = EtiquetteSource(
            calendarId: try cells.integer(), calendarVersion: try cells.integer(), policyVersion: try cells.integer(), clientId: clientId)
        decisionMakerId = try cells.integerOrNull()
        promises = try cells.days()
        if let count = try cells.integerOrNull() {
            chases = Chases(
                count: Int(count), lastOn: try cells.dayOrNull(), lastContactOn: try cells.dayOrNull(),
                unanswered: try cells.integers())
        } else {
            chases = nil
            cells.skip(3)
        }
        interviewers = try cells.integers()
        if let book {
            contacts = book[clientId]
        } else {
            var contacts = CompanyContacts()
            do {
                for text in try cells.texts() { try contacts.read(text) }
            } catch let error as PostgresError {
                throw error
            } catch {
                throw PostgresError(.decoding, message: "not a contact")
            }
            self.contacts = contacts
        }
    }
}

extension OutstandingInterview {
    /// The agent's chase window as of the day (T4 to T7); nil for a reader who may not know the chases.
    func window(_ etiquette: Etiquette) throws -> DayWindow? {
        guard let chases else { return nil }
        return try etiquette.chaseWindow(
            held: heldOn, promise: promises.last, latestContact: chases.lastContactOn,
            grace: etiquette.policy.agentGraceBusinessDays)
    }

    /// Whom to ask and how (T8, T19); nil for a reader who may not know the chases, and without contacts.
    func advice(_ etiquette: Etiquette) -> (name: String, advice: ContactAdvice)? {
        guard let chases,
            let advice = ContactAdvice.make(
                contacts: contacts.people, decisionMakerID: decisionMakerId, interviewerIDs: Set(interviewers),
                attempts: chases.unanswered.map { .init(contactID: $0, kind: .chase, isAnswered: false) },
                policy: etiquette.policy),
            let name = contacts.name(of: advice.contactID)
        else { return nil }
        return (name, advice)
    }
}
