import Agency

/// Decides what becomes of each record of a dump, so that the database has nothing left to refuse.
struct OpenCATSPlan: Sendable {
    /// So many closed submissions of one candidate for one vacancy are kept.
    static let mostRounds = 8

    /// A candidate as the person they are: known here, or the first record of theirs in the dump.
    enum Root: Hashable, Sendable {
        case known(Int64)
        case new(String)
    }

    /// What the database itself still refuses, by the record's number in OpenCATS.
    struct Refusal: Decodable, Sendable {
        var externalId: String
        var refusal: String
    }

    private(set) var tally: ImportTally
    let today: CivilDate
    private let me: Int64
    private let desks: [String: Int64]
    private var known: [OpenCATSTable: Set<String>] = [:]
    private var accepted: [OpenCATSTable: Set<String>] = [:]
    private var roots: [String: Root] = [:]
    private var lines: [String: Int] = [:]

    private(set) var clients: [OpenCATSDump.Client] = []
    private(set) var firstCandidates: [OpenCATSDump.Candidate] = []
    private(set) var duplicates: [(candidate: OpenCATSDump.Candidate, of: Root)] = []
    private(set) var contacts: [(contact: OpenCATSDump.Contact, function: ContactFunction)] = []
    private(set) var vacancies: [OpenCATSDump.Vacancy] = []
    /// Rounds that are stored one after the other: a candidate has one live submission for a vacancy at any time (R10).
    private(set) var rounds: [[OpenCATSDump.Submission]] = []
    private var refusedSubmissions: Set<String> = []

    init(_ dump: OpenCATSDump, known: OpenCATSKnown, me: Int64, today: CivilDate) {
        tally = dump.tally
        self.me = me
        self.today = today
        desks = Dictionary(known.desks.map { ($0.id, $0.recruiterId) }, uniquingKeysWith: { first, _ in first })
        let kinds = Dictionary(uniqueKeysWithValues: OpenCATSTable.allCases.map { ($0.kind, $0) })
        for key in known.keys {
            guard let table = kinds[key.kind] else { continue }
            self.known[table, default: []].insert(key.externalId)
            if table == .candidate { roots[key.externalId] = .known(key.rootId) }
        }
        accepted = self.known
        takeClients(dump.clients)
        takeCandidates(dump.candidates, known)
        takeContacts(dump.contacts, dump.vacancies)
        takeVacancies(dump.vacancies, dump.contacts)
        takeSubmissions(dump.submissions)
    }

    /// The recruiter on whose desk a record stands.
    func desk(_ users: OpenCATSDump.Desk) -> Int64 { users.lazy.compactMap { desks[$0] }.first ?? me }

    /// Whether an earlier run brought the record; it is then counted as unchanged.
    private mutating func isKnown(_ table: OpenCATSTable, _ id: String) -> Bool {
        guard known[table]?.contains(id) == true else { return false }
        tally.unchanged(table)
        return true
    }

    private mutating func accept(_ table: OpenCATSTable, _ id: String) { accepted[table, default: []].insert(id) }

    private func has(_ table: OpenCATSTable, _ id: String) -> Bool { accepted[table]?.contains(id) == true }

    private mutating func takeClients(_ all: [OpenCATSDump.Client]) {
        for client in all where !isKnown(.client, client.id) {
            accept(.client, client.id)
            clients.append(client)
        }
    }

    private mutating func takeCandidates(_ all: [OpenCATSDump.Candidate], _ known: OpenCATSKnown) {
        var index = PersonIndex(known.people)
        for (candidate, folded) in zip(all, known.folded) {
            let person = candidate.person
            if isKnown(.candidate, person.id) {
                if let root = roots[person.id] { index.add(folded, phone: person.phone, root) }
                continue
            }
            accept(.candidate, person.id)
            guard let match = index.find(folded, phone: person.phone) else {
                roots[person.id] = .new(person.id)
                index.add(folded, phone: person.phone, .new(person.id))
                firstCandidates.append(candidate)
                continue
            }
            roots[person.id] = match.root
            index.add(folded, phone: person.phone, match.root)
            duplicates.append((candidate, match.root))
            let original =
                switch match.root {
                case .known(let id): "candidate \(id) of this agency"
                case .new(let id): "candidate \(id) of the file"
                }
            tally.note(
                .candidate, line: person.line, id: person.id,
                "has the same \(match.reason) as \(original); imported as a duplicate of it")
        }
    }

    private mutating func takeContacts(_ all: [OpenCATSDump.Contact], _ vacancies: [OpenCATSDump.Vacancy]) {
        let deciders = Set(vacancies.compactMap(\.contactID))
        for contact in all {
            let person = contact.person
            if isKnown(.contact, person.id) { continue }
            guard has(.client, contact.clientID) else {
                tally.refuse(
                    .contact, line: person.line, id: person.id,
                    "its client \(contact.clientID) is not in the file or was refused")
                continue
            }
            accept(.contact, person.id)
            contacts.append((contact, ContactFunction(contact.title, decides: deciders.contains(person.id))))
        }
    }

    private mutating func takeVacancies(_ all: [OpenCATSDump.Vacancy], _ contacts: [OpenCATSDump.Contact]) {
        let employers = Dictionary(
            contacts.map { ($0.person.id, $0.clientID) }, uniquingKeysWith: { first, _ in first })
        for var vacancy in all {
            if isKnown(.vacancy, vacancy.id) { continue }
            guard has(.client, vacancy.clientID) else {
                tally.refuse(
                    .vacancy, line: vacancy.line, id: vacancy.id,
                    "its client \(vacancy.clientID) is not in the file or was refused")
                continue
            }
            accept(.vacancy, vacancy.id)
            if let contact = vacancy.contactID, !has(.contact, contact) || employers[contact] != vacancy.clientID {
                tally.note(
                    .vacancy, line: vacancy.line, id: vacancy.id,
                    "its contact \(contact) is not one of the client's; imported without a decision maker")
                vacancy.contactID = nil
            }
            vacancies.append(vacancy)
        }
    }

    private mutating func takeSubmissions(_ all: [OpenCATSDump.Submission]) {
        struct Pair: Hashable {
            var root: Root
            var vacancy: String
        }
        var closed: [Pair: Int] = [:]
        var live: Set<Pair> = []
        var open: [OpenCATSDump.Submission] = []
        for submission in all {
            // What became of it since is the database's to know.
            if isKnown(.submission, submission.id) { continue }
            func refuse(_ reason: String) {
                tally.refuse(.submission, line: submission.line, id: submission.id, reason)
            }
            guard has(.candidate, submission.candidateID), let root = roots[submission.candidateID] else {
                refuse("its candidate \(submission.candidateID) is not in the file or was refused")
                continue
            }
            guard has(.vacancy, submission.vacancyID) else {
                refuse("its job order \(submission.vacancyID) is not in the file or was refused")
                continue
            }
            let pair = Pair(root: root, vacancy: submission.vacancyID)
            if submission.status.isRejected {
                let round = closed[pair, default: 0]
                guard round < Self.mostRounds else {
                    refuse("the candidate has more than \(Self.mostRounds) records for this job order")
                    continue
                }
                closed[pair] = round + 1
                if rounds.count <= round { rounds.append([]) }
                rounds[round].append(submission)
            } else if live.insert(pair).inserted {
                open.append(submission)
            } else {
                refuse("the candidate has another live submission for this job order (R10)")
            }
        }
        if !open.isEmpty { rounds.append(open) }
        for submission in rounds.joined() { lines[submission.id] = submission.line }
    }

    mutating func refuse(_ refusal: Refusal) {
        refusedSubmissions.insert(refusal.externalId)
        tally.refuse(
            .submission, line: lines[refusal.externalId] ?? 0, id: refusal.externalId, refusal.refusal)
    }

    /// Counts what was written, once it is known what the database refused.
    mutating func countAdded() {
        for _ in clients { tally.added(.client) }
        for _ in firstCandidates { tally.added(.candidate) }
        for _ in duplicates { tally.added(.candidate, isDuplicate: true) }
        for _ in contacts { tally.added(.contact) }
        for _ in vacancies { tally.added(.vacancy) }
        for submission in rounds.joined() where !refusedSubmissions.contains(submission.id) {
            tally.added(.submission)
        }
    }
}
