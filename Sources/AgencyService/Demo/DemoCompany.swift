import Agency

/// A client of the demo agency.
struct DemoCompany: Sendable {
    var id: Int64
    var name: String
    var zone: String
    var calendar: String
    var desk: DemoDesk
    /// What its numbers begin with; the ends are those that nobody has.
    var phone: String
    var domain: String
    var people: [DemoContact]

    /// The contact with a function.
    func contact(_ function: ContactFunction) -> DemoContact {
        people.first { $0.function == function } ?? people[0]
    }
}

/// A desk of the demo agency.
enum DemoDesk: Int64, Sendable, CaseIterable {
    case dana = 1, milo, ines
}

/// Somebody at a client.
struct DemoContact: Sendable, Hashable {
    var id: Int64
    var companyID: Int64
    var name: String
    var title: String
    var function: ContactFunction
    var mayCall: Bool
    var isCleared: Bool
}

extension DemoCompany {
    static let harrow = make(
        1, "Harrow & Pike", "Europe/London", "GB-ENG", .dana, "+44 20 7946 01", "harrowpike.example",
        [
            ("Judith Amory", "Director of Engineering", .decisionMaker, true, false),
            ("Colin Baptiste", "HR Partner", .hr, true, true),
            ("Nadia Rahman", "Principal Engineer", .interviewer, false, true),
            ("Owen Firth", "Bid Coordinator", .other, false, false),
        ])
    static let forth = make(
        2, "Forthbridge Energy", "Europe/London", "GB-SCT", .dana, "+44 131 496 02", "forthbridge.example",
        [
            ("Alasdair Munro", "Head of Networks", .decisionMaker, false, false),
            ("Fiona Keir", "Recruitment Lead", .hr, true, true),
            ("Gregor Lang", "Grid Engineer", .interviewer, true, true),
            ("Moira Sked", "Site Secretary", .other, true, false),
        ])
    static let isar = make(
        3, "Isarwerk GmbH", "Europe/Berlin", "DE-BY", .milo, "+49 89 99998 3", "isarwerk.example",
        [
            ("Katharina Vogl", "Leiterin Entwicklung", .decisionMaker, true, false),
            ("Tobias Huber", "Personalreferent", .hr, false, true),
            ("Selin Aydın", "Teamleiterin Firmware", .interviewer, true, false),
            ("Bernd Lechner", "Werksleitung", .other, false, false),
        ])
    static let calloway = make(
        4, "Calloway Freight", "America/New_York", "US", .milo, "+1 212 555 01", "callowayfreight.example",
        [
            ("Marcus Delgado", "VP Operations", .decisionMaker, true, true),
            ("Erin Castellano", "Talent Manager", .hr, true, true),
            ("Priscilla Wong", "Network Planner", .interviewer, true, true),
            ("Ted Brannigan", "Terminal Manager", .other, false, false),
        ])
    static let mizuhara = make(
        5, "Mizuhara Instruments", "Asia/Tokyo", "JP", .dana, "+81 3 5550 01", "mizuhara.example",
        [
            ("Haruka Mizuhara", "Director", .decisionMaker, true, false),
            ("Kenta Ogawa", "HR Section Chief", .hr, true, true),
            ("Yuki Tanabe", "Optics Group Leader", .interviewer, false, true),
            ("Rin Shibata", "Assistant", .other, false, false),
        ])
    static let adeyemi = make(
        6, "Adeyemi Foods", "Africa/Lagos", "NG", .ines, "+234 1 555 01", "adeyemifoods.example",
        [
            ("Folake Adeyemi", "Managing Director", .decisionMaker, true, false),
            ("Chidi Nwosu", "HR Manager", .hr, true, true),
            ("Bisi Olatunji", "Plant Manager", .interviewer, false, false),
            ("Emeka Obi", "Logistics Officer", .other, true, false),
        ])
    static let all = [harrow, forth, isar, calloway, mizuhara, adeyemi]

    private static func make(
        _ id: Int64, _ name: String, _ zone: String, _ calendar: String, _ desk: DemoDesk, _ phone: String,
        _ domain: String, _ people: [(String, String, ContactFunction, Bool, Bool)]
    ) -> DemoCompany {
        let contacts = people.enumerated().map { index, person in
            DemoContact(
                id: (id - 1) * Int64(people.count) + Int64(index) + 1, companyID: id, name: person.0, title: person.1,
                function: person.2, mayCall: person.3, isCleared: person.4)
        }
        return DemoCompany(
            id: id, name: name, zone: zone, calendar: calendar, desk: desk, phone: phone, domain: domain,
            people: contacts)
    }
}

/// A position at a client of the demo agency.
struct DemoVacancy: Sendable {
    var id: Int64
    var company: DemoCompany
    var title: String
    var hasDecisionMaker = true

    static let all = [
        DemoVacancy(id: 1, company: .harrow, title: "Structural Engineer"),
        DemoVacancy(id: 2, company: .harrow, title: "Bid Manager"),
        DemoVacancy(id: 3, company: .forth, title: "Grid Analyst"),
        DemoVacancy(id: 4, company: .forth, title: "Safety Lead"),
        DemoVacancy(id: 5, company: .isar, title: "Embedded Software Engineer"),
        DemoVacancy(id: 6, company: .isar, title: "Test Engineer"),
        DemoVacancy(id: 7, company: .calloway, title: "Fleet Planner"),
        DemoVacancy(id: 8, company: .calloway, title: "Customs Specialist", hasDecisionMaker: false),
        DemoVacancy(id: 9, company: .mizuhara, title: "Optics Technician"),
        DemoVacancy(id: 10, company: .mizuhara, title: "Sales Engineer"),
        DemoVacancy(id: 11, company: .adeyemi, title: "Plant Supervisor"),
        DemoVacancy(id: 12, company: .adeyemi, title: "Quality Manager"),
        DemoVacancy(id: 13, company: .harrow, title: "Office Manager", hasDecisionMaker: false),
    ]
}
