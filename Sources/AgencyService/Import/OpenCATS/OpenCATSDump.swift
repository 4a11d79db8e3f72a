import Agency

/// The records of an OpenCATS dump that can be stored, as far as the dump alone tells.
struct OpenCATSDump: Sendable {
    var clients: [Client] = []
    var candidates: [Candidate] = []
    var contacts: [Contact] = []
    var vacancies: [Vacancy] = []
    var submissions: [Submission] = []
    /// E-mail addresses of the users of OpenCATS by their number.
    var users: [String: String] = [:]
    var tally: ImportTally

    private var seen: [OpenCATSTable: Set<String>] = [:]
    private var history: [PipelinePair: PipelineHistory] = [:]
    private let today: CivilDate

    /// Reads a dump; what is wrong with it stands in `tally`.
    ///
    /// - Parameter today: dates later than this were never true.
    init(_ text: String, today: CivilDate) {
        self.today = today
        tally = ImportTally(clientTable: text.contains("INTO `company`") ? "company" : "client")
        for result in DumpReader(text, wanted: OpenCATSTable.wanted) {
            switch result {
            case .success(let row): take(row)
            case .failure(let problem): take(problem)
            }
        }
        submissions = submissions.map(completed)
    }

    private mutating func take(_ problem: DumpProblem) {
        if let table = OpenCATSTable(dumpName: problem.table) {
            tally.refuse(table, line: problem.line, id: problem.id.map { String($0.prefix(20)) }, problem.reason)
        } else {
            tally.note(nil, line: problem.line, id: nil, problem.reason)
        }
    }

    private mutating func take(_ row: DumpRow) {
        switch row.table {
        case "user":
            if let id = row.id("user_id"), let email = row.text(["email", "user_name"]) { users[id] = email }
        case "candidate_joborder_status_history": takeHistory(row)
        default:
            guard let table = OpenCATSTable(dumpName: row.table) else { return }
            let key = row.table == "company" ? "company_id" : row.table + "_id"
            guard let id = row.id(key) else {
                return tally.refuse(table, line: row.line, id: row.text(key), "\(key) is not a positive number")
            }
            guard seen[table, default: []].insert(id).inserted else {
                return tally.refuse(table, line: row.line, id: id, "\(key) \(id) stands in the file twice")
            }
            switch table {
            case .client: takeClient(row, id)
            case .candidate: takeCandidate(row, id)
            case .contact: takeContact(row, id)
            case .vacancy: takeVacancy(row, id)
            case .submission: takeSubmission(row, id)
            }
        }
    }

    private mutating func takeClient(_ row: DumpRow, _ id: String) {
        guard let name = name(row.text("name"), row, .client, id) else { return }
        clients.append(Client(id: id, line: row.line, name: name, desk: desk(row, "owner", "entered_by")))
    }

    private mutating func takeCandidate(_ row: DumpRow, _ id: String) {
        let phones = ["phone_cell", "phone_home", "phone_work"]
        guard let person = person(row, .candidate, id, phones: phones) else { return }
        candidates.append(
            Candidate(
                person: person, registeredOn: date(row, "date_created"), desk: desk(row, "owner", "entered_by")))
    }

    private mutating func takeContact(_ row: DumpRow, _ id: String) {
        let phones = ["phone_work", "phone_cell", "phone_other"]
        guard let client = row.id("client_id", "company_id") else {
            return tally.refuse(.contact, line: row.line, id: id, "belongs to no client")
        }
        guard let person = person(row, .contact, id, phones: phones) else { return }
        let title = row.text("title").flatMap(ShortText.init)?.value
        contacts.append(Contact(person: person, clientID: client, title: title))
    }

    private mutating func takeVacancy(_ row: DumpRow, _ id: String) {
        guard let client = row.id("client_id", "company_id") else {
            return tally.refuse(.vacancy, line: row.line, id: id, "belongs to no client")
        }
        guard let title = name(row.text("title"), row, .vacancy, id, what: "title") else { return }
        let status = row.text("status").flatMap(ShortText.init)?.value
        let isClosed = ["closed", "canceled", "cancelled", "full", "filled"].contains(status?.lowercased() ?? "")
        vacancies.append(
            Vacancy(
                id: id, line: row.line, clientID: client, contactID: row.id("contact_id"), title: title,
                openedOn: date(row, "date_created"), closedOn: date(row, "date_modified"),
                closedBy: isClosed ? status : nil, desk: desk(row, "owner", "recruiter", "entered_by")))
    }

    private mutating func takeSubmission(_ row: DumpRow, _ id: String) {
        guard let candidate = row.id("candidate_id"), let vacancy = row.id("joborder_id") else {
            return tally.refuse(.submission, line: row.line, id: id, "does not name a candidate and a job order")
        }
        // Here 0 is a status of its own ("no status").
        guard let status = PipelineStatus(code: row.values["status"] ?? "0") else {
            let code = String((row.values["status"] ?? "").prefix(20))
            return tally.refuse(.submission, line: row.line, id: id, "status \(code) is not one that OpenCATS has")
        }
        submissions.append(
            Submission(
                id: id, line: row.line, candidateID: candidate, vacancyID: vacancy, status: status,
                sentOn: date(row, "date_submitted"), decidedOn: date(row, "date_modified"))
        )
    }

    private mutating func takeHistory(_ row: DumpRow) {
        guard let candidate = row.id("candidate_id"), let vacancy = row.id("joborder_id"), let day = date(row, "date"),
            let code = row.id("status_to").flatMap({ Int($0) })
        else { return }
        history[PipelinePair(candidate: candidate, vacancy: vacancy), default: PipelineHistory()].add(code, on: day)
    }

    /// Fills in the days that a pipeline row leaves open from its history.
    private func completed(_ submission: Submission) -> Submission {
        var submission = submission
        let pair = PipelinePair(candidate: submission.candidateID, vacancy: submission.vacancyID)
        let history = history[pair] ?? PipelineHistory()
        let sentOn = submission.sentOn ?? history.sentOn
        let decidedOn = history.declinedOn ?? submission.decidedOn ?? today
        submission.decidedOn = decidedOn
        submission.sentOn =
            submission.status.isSent || sentOn != nil && submission.status.isRejected
            ? min(sentOn ?? decidedOn, decidedOn) : nil
        return submission
    }
}

extension OpenCATSDump {
    /// A day of the past; 2005-01-01 and impossible dates stand for "unknown".
    private func date(_ row: DumpRow, _ column: String) -> CivilDate? {
        guard let text = row.values[column], let date = CivilDate(iso: text.prefix(10)),
            text.prefix(10) != "2005-01-01",
            date <= today, date.year >= 1900
        else { return nil }
        return date
    }

    private func desk(_ row: DumpRow, _ columns: String...) -> Desk {
        columns.compactMap { row.id($0) }
    }

    private mutating func name(
        _ text: String?, _ row: DumpRow, _ table: OpenCATSTable, _ id: String, what: String = "name"
    ) -> String? {
        guard let text else {
            tally.refuse(table, line: row.line, id: id, "has no \(what)")
            return nil
        }
        guard let name = ShortText(text) else {
            tally.refuse(table, line: row.line, id: id, "\(what) \(ShortText.requirement)")
            return nil
        }
        return name.value
    }

    private mutating func person(
        _ row: DumpRow, _ table: OpenCATSTable, _ id: String, phones: [String]
    ) -> Person? {
        let full = [row.text("first_name"), row.text("last_name")].compactMap(\.self).joined(separator: " ")
        guard let name = name(full.isEmpty ? nil : full, row, table, id) else { return nil }
        let addresses = ["email1", "email2"].compactMap { row.text($0) }
        let email = addresses.lazy.compactMap(EmailAddress.init).first?.value
        if email == nil, !addresses.isEmpty {
            tally.note(table, line: row.line, id: id, "the e-mail address is none; imported without it")
        }
        let numbers = phones.compactMap { row.text($0) }
        let phone = numbers.lazy.compactMap(PhoneNumber.init).first?.value
        if phone == nil, !numbers.isEmpty {
            tally.note(table, line: row.line, id: id, "the phone number is none; imported without it")
        }
        return Person(id: id, line: row.line, name: name, email: email, phone: phone)
    }
}
