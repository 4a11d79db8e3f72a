import Agency

/// The people of the demo agency apart from its clients'.
enum DemoPeople {
    static let agency = "Brightwater Talent"

    struct Colleague: Sendable {
        var desk: DemoDesk
        var name: String
        var phone: String
        var isCoordinator: Bool

        var email: String { address(name, "brightwater.example") }
    }

    static let colleagues = [
        Colleague(desk: .dana, name: "Dana Whitfield", phone: "+44 20 7946 0911", isCoordinator: false),
        Colleague(desk: .milo, name: "Milo Brandt", phone: "+44 20 7946 0912", isCoordinator: false),
        Colleague(desk: .ines, name: "Ines Carvalho", phone: "+44 20 7946 0913", isCoordinator: true),
    ]

    struct Candidate: Sendable {
        var id: Int64
        var name: String
        var desk: DemoDesk

        var email: String { address(name, "mail.example") }
        var phone: String { "+44 7700 9000\(id < 10 ? "0" : "")\(id)" }
    }

    private static let names: [(DemoDesk, [String])] = [
        (
            .dana,
            [
                "Aisha Karim", "Ben Holloway", "Chiara Fontana", "Daniel Osei", "Eilidh Baird", "Farid Haddad",
                "Grace Lindqvist", "Hamish Dunn", "Imogen Tate", "Jun Sakai", "Kirsty Mair", "Leon Achebe",
                "Mika Hirano", "Nora Velasquez", "Oskar Lund", "Petra Novak", "Quentin Marsh", "Rhea Kapoor",
                "Samuel Idowu",
            ]
        ),
        (
            .milo,
            [
                "Tomas Richter", "Ulrike Sommer", "Victor Almeida", "Wanda Zielinska", "Xavier Moreau", "Yara Haddix",
                "Zoltan Kiss", "Anneke de Vries", "Boris Petrov", "Carmen Ibarra", "Dominic Reyes", "Elif Kaya",
                "Felix Baumann", "Gloria Mensah", "Henrik Dahl",
            ]
        ),
        (.ines, ["Ifeoma Eze", "Jamal Bello", "Kemi Adebayo", "Lanre Ojo", "Maryam Sani", "Ngozi Umeh"]),
    ]

    static let candidates = names.flatMap { desk, names in names.map { (desk, $0) } }.enumerated().map { index, entry in
        Candidate(id: Int64(index) + 1, name: entry.1, desk: entry.0)
    }

    struct Referrer: Sendable {
        var id: Int64
        var name: String
        /// Set where they work at a client.
        var contact: DemoContact?
        var desk: DemoDesk
        var email: String
    }

    static let referrers = [
        Referrer(
            id: 1, name: "Owen Firth", contact: DemoCompany.harrow.contact(.other), desk: .dana,
            email: address("Owen Firth", DemoCompany.harrow.domain)),
        Referrer(
            id: 2, name: "Sybil Grant", contact: nil, desk: .milo, email: address("Sybil Grant", "mail.example")),
    ]

    /// Somebody who may sign in; the place in `accounts` decides the id.
    struct Holder: Sendable {
        var role: Role
        var name: String
        var email: String
        var person: Int64?
    }

    static let accounts: [Holder] =
        colleagues.map {
            Holder(
                role: $0.isCoordinator ? .coordinator : .recruiter, name: $0.name, email: $0.email,
                person: $0.desk.rawValue)
        }
        + [DemoCast.agencyCandidate, DemoCast.directCandidate, DemoCast.referredCandidate].map { id in
            let candidate = candidates[Int(id) - 1]
            return Holder(role: .candidate, name: candidate.name, email: candidate.email, person: id)
        }
        + [DemoCompany.harrow, .calloway].map { company in
            let contact = company.contact(.decisionMaker)
            return Holder(
                role: .client, name: contact.name, email: address(contact.name, company.domain), person: contact.id)
        }
        + referrers.map { Holder(role: .referrer, name: $0.name, email: $0.email, person: $0.id) }
        + [Holder(role: .admin, name: "Robin Achterberg", email: "robin.achterberg@brightwater.example", person: nil)]

    /// An address at a domain that nobody can have.
    static func address(_ name: String, _ domain: String) -> String {
        // The only letter of these names that is not ASCII.
        let local = name.lowercased().replacing("ı", with: "i").replacing(" ", with: ".")
        return "\(local)@\(domain)"
    }
}

/// Who plays a part in more than one story.
enum DemoCast {
    /// On the agency channel, with an account.
    static let agencyCandidate: Int64 = 1
    /// Applied to an advert, with an account.
    static let directCandidate: Int64 = 14
    /// Recommended by word of mouth, with an account.
    static let referredCandidate: Int64 = 15
}
