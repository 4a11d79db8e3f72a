/// Desks, companies and what stands beside the candidates.
extension ScaledBranch {
    /// The first day of the agency's history.
    var opening: Int { today - 790 }

    mutating func colleagues() {
        for place in 0..<ScaledShape.recruiters {
            let id = recruiter(place)
            let person = ScaledPerson.recruiter(id, seed: plan.seed)
            let isCoordinator = ScaledPlan.isCoordinator(recruiter: id)
            rows[.recruiters].add(id)
            rows[.recruiters].add(person.name)
            rows[.recruiters].add(person.email)
            rows[.recruiters].add(Self.number("+44 20 7946 0", id, digits: 3))
            rows[.recruiters].add(isCoordinator)
            rows[.recruiters].endRow()
            rows[.accounts].add(plan.account(recruiter: id))
            rows[.accounts].add(person.email)
            rows[.accounts].add(word: isCoordinator ? "coordinator" : "recruiter")
            rows[.accounts].add(person.name)
            rows[.accounts].add(id)
            rows[.accounts].add(moment: plan.setting.agency.moment(opening, minute: 540))
            rows[.accounts].endRow()
        }
    }

    mutating func companies() {
        for client in 0..<ScaledShape.clients {
            let firm = ScaledFirm(self.client(client), seed: plan.seed)
            rows[.clients].add(self.client(client))
            rows[.clients].add(firm.name)
            rows[.clients].add(days(client).zone)
            rows[.clients].add(days(client).calendarID)
            rows[.clients].add(desk(of: client))
            rows[.clients].endRow()
            contacts(of: client, firm)
            vacancies(of: client)
        }
    }

    /// The desk that a client is on.
    func desk(of client: Int) -> Int { recruiter(client / 2) }

    /// Functions of a client's contacts, by place.
    enum Post {
        static let functions = [
            "decision_maker", "decision_maker", "hr", "hr", "interviewer", "interviewer", "interviewer", "other",
        ]
        static let titles = [0, 0, 1, 1, 2, 2, 2, 3]
        static let decisionMaker = 0
        static let hr = 2
        static let interviewer = 4
        static let other = 7
        /// Whom an agent asks, in this order.
        static let asked = [2, 3, 0, 1, 4]
    }

    private mutating func contacts(of client: Int, _ firm: ScaledFirm) {
        for place in 0..<ScaledShape.contactsPerClient {
            let id = contact(client, place)
            let person = ScaledPerson(.contact, id: id, seed: plan.seed, domain: firm.domain)
            let mayCall = random.happens(650)
            takesCalls.append(mayCall)
            rows[.contacts].add(id)
            rows[.contacts].add(self.client(client))
            rows[.contacts].add(person.name)
            rows[.contacts].add(random.pick(ScaledWords.titles[Post.titles[place]]))
            rows[.contacts].add(word: Post.functions[place])
            rows[.contacts].add(mayCall)
            rows[.contacts].endRow()
            rows[.contactDetails].add(id)
            rows[.contactDetails].add(self.client(client))
            rows[.contactDetails].add(person.email)
            rows[.contactDetails].add(Self.number("+44 20 7946 0", id, digits: 3))
            rows[.contactDetails].add(random.happens(400))
            rows[.contactDetails].endRow()
        }
    }

    /// Each vacancy opens ten weeks after the one before and stands open for more than a year at the most.
    private mutating func vacancies(of client: Int) {
        for place in 0..<ScaledShape.vacanciesPerClient {
            let openedOn = days(client).roll(opened(place))
            let end = openedOn + 400
            let isClosed = end < today
            rows[.vacancies].add(vacancy(client, place))
            rows[.vacancies].add(self.client(client))
            rows[.vacancies].add(desk(of: client))
            rows[.vacancies].add(random.pick(ScaledWords.positions))
            rows[.vacancies].add(decisionMaker(client, place).map { contact(client, $0) })
            rows[.vacancies].add(day: openedOn)
            rows[.vacancies].add(day: isClosed ? days(client).before(end, 1) : nil)
            rows[.vacancies].add(isClosed ? random.pick(ScaledWords.closingReasons) : nil)
            rows[.vacancies].endRow()
        }
    }

    private func opened(_ vacancy: Int) -> Int { opening + 7 + vacancy * 70 }

    /// Who decides a vacancy; one of ten names nobody.
    func decisionMaker(_ client: Int, _ vacancy: Int) -> Int? { vacancy == 9 && client % 2 == 1 ? nil : vacancy % 2 }

    /// One of a client's vacancies that had opened by a day and had long to go.
    mutating func openVacancy(on day: Int) -> Int {
        let latest = min(ScaledShape.vacanciesPerClient - 1, max(0, (day - opened(0) - 3) / 70))
        return max(0, latest - random.below(3))
    }

    /// Referrers, programmes, declared ties and lent desks.
    mutating func besides() {
        let agency = plan.setting.agency
        for place in 0..<ScaledShape.referrers {
            let id = referrer(place)
            // The first of them works at the company that sponsors the branch's programme.
            let isStaff = place == 0
            let person = isStaff ? ScaledPerson.contact(contact(0, Post.other), seed: plan.seed) : ScaledPerson.referrer(id, seed: plan.seed)
            rows[.referrers].add(id)
            rows[.referrers].add(person.name)
            rows[.referrers].add(person.email)
            rows[.referrers].add(isStaff ? client(0) : nil)
            rows[.referrers].add(isStaff ? contact(0, Post.other) : nil)
            rows[.referrers].add(recruiter(place % ScaledShape.recruiters))
            rows[.referrers].endRow()
        }
        if number == 0 { addProgramme(1, "Bring a friend", sponsor: nil, amount: 40_000, "[{\"share_bp\": 10000, \"after_days\": 90}]") }
        addProgramme(
            programme, "Know somebody good?", sponsor: client(0), amount: 100_000,
            "[{\"share_bp\": 5000, \"after_days\": 30}, {\"share_bp\": 5000, \"after_days\": 180}]")
        for place in [2, 6] {
            rows[.ties].add(client(place))
            rows[.ties].add(contact(place, Post.other))
            rows[.ties].add(ScaledPerson.recruiter(recruiter(place / 3), seed: plan.seed).name)
            rows[.ties].add(word: place == 2 ? "brother-in-law" : "worked there until 2019")
            rows[.ties].add(moment: agency.moment(agency.roll(opening + 20), minute: 700))
            rows[.ties].add(recruiter(4))
            rows[.ties].endRow()
        }
        for (from, place) in [(300, 0), (150, 1), (5, 2)] {
            let fromOn = agency.before(today, from)
            let isOver = from > 5
            let toOn = isOver ? agency.after(fromOn, 5) : agency.after(today, 8)
            rows[.deskLoans].add(recruiter(place))
            rows[.deskLoans].add(recruiter(place + 1))
            rows[.deskLoans].add(day: fromOn)
            rows[.deskLoans].add(day: toOn)
            rows[.deskLoans].add(moment: isOver ? agency.moment(toOn, minute: 960) : nil)
            rows[.deskLoans].add(recruiter(4))
            rows[.deskLoans].endRow()
        }
    }

    private mutating func addProgramme(_ id: Int, _ name: String, sponsor: Int?, amount: Int, _ instalments: String) {
        rows[.programmes].add(id)
        rows[.programmes].add(word: name)
        rows[.programmes].add(sponsor)
        rows[.programmes].add(amount)
        rows[.programmes].add(word: "GBP")
        rows[.programmes].add(word: instalments)
        rows[.programmes].add(sponsor != nil)
        rows[.programmes].add(day: opening)
        rows[.programmes].endRow()
    }

    /// A telephone number of those that nobody has.
    static func number(_ beginning: String, _ id: Int, digits: Int) -> [UInt8] {
        var text = Array(beginning.utf8)
        var scale = 1
        for _ in 1..<digits { scale *= 10 }
        while scale > 0 {
            text.append(UInt8(ascii: "0") + UInt8(id / scale % 10))
            scale /= 10
        }
        return text
    }
}
