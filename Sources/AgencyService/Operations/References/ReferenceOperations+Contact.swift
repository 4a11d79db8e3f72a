import Agency
import Postgres

extension ReferenceOperations {
    struct Contacted: Codable, Sendable {
        var id: Int64
        var vacancyId: Int64
        var method: ContactMethod
        /// What they said.
        var outcome: LongText
        /// The agency's today if it is not given.
        var on: CivilDate?
    }

    private struct Subject: Decodable {
        var reference: String
        var candidate: String
        var vacancy: String
        var client: String
        var toldOn: CivilDate?
        var today: CivilDate
    }

    static let contact = Operation<Contacted, Reference>(
        "reference.contact", "Record what a reference said about a candidate", route: .post("/references/{id}/contacts"),
        roles: .staff, rules: ["T12"], problems: [.referenceNotAlerted, .invalidDate]
    ) { input, call in
        struct Found: Decodable { var id: Int64 }
        let _: Found = try await call.one(
            "reference", "select r.id from liaison.candidate_references r where r.id = \(input.id)")
        let subject: Subject = try await call.one(
            "vacancy",
            """
            select r.name as reference, k.name as candidate, v.title as vacancy, c.name as client, a.told_on, liaison.agency_today() as today
              from liaison.candidate_references r
              join liaison.candidates k on k.id = r.candidate_id
              join liaison.vacancies v on v.id = \(input.vacancyId)
              join liaison.clients c on c.id = v.client_id
              left join liaison.reference_alerts a on a.reference_id = r.id and a.vacancy_id = v.id
             where r.id = \(input.id)
            """)
        let on = input.on ?? subject.today
        guard let toldOn = subject.toldOn, toldOn <= on else { throw notAlerted(input, subject) }
        guard on <= subject.today else {
            throw Problem(
                .invalidDate, "A contact cannot be logged for the future; today is \(subject.today).", rule: "T12",
                facts: ["today": .string(subject.today.description)])
        }
        try await call.execute(
            """
            insert into liaison.reference_contacts (reference_id, vacancy_id, contacted_on, method, outcome)
            values (\(input.id), \(input.vacancyId), \(on), \(input.method), \(input.outcome))
            """)
        return try await call.one("reference", "\(Reference.select(for: call.role)) where r.id = \(input.id)")
    }

    private static func notAlerted(_ input: Contacted, _ subject: Subject) -> Problem {
        let since = subject.toldOn.map { " before \($0)" } ?? ""
        return Problem(
            .referenceNotAlerted,
            "\(subject.reference) had not been told of \(subject.vacancy) at \(subject.client)\(since). "
                + "Ask \(subject.candidate) to tell them and to say so here.",
            rule: "T12",
            facts: [
                "reference_id": .integer(input.id), "reference": .string(subject.reference),
                "candidate": .string(subject.candidate), "vacancy_id": .integer(input.vacancyId),
                "vacancy": .string(subject.vacancy), "client": .string(subject.client),
                "told_on": subject.toldOn.map { .string($0.description) } ?? .null,
                "ask": .string("Has \(subject.reference) been told that we may ask about \(subject.vacancy) at \(subject.client)?"),
            ])
    }
}
