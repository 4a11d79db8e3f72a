import Agency
import Postgres

/// Competing offers (T13), and what was done after a rejection (T15).
extension DemoTimeline {
    mutating func courtesy() throws {
        try offers()
        try afterRejection()
    }

    /// One that may be cited today, one to be attested, one that a candidate declared themselves, and one that was not true.
    private mutating func offers() throws {
        let agency = setting.agency
        declare(
            5, "Ardgour Power", "Network Engineer", replyBy: try agency.ahead(2), on: try agency.back(1), evidence: "Letter of offer, shown to us.")
        declare(22, "Northway Freight", "Route Planner", replyBy: try agency.ahead(6), on: try agency.latest, isAttested: false)
        declare(
            DemoCast.directCandidate, "Lockyer & Sons", "Bid Writer", replyBy: try agency.ahead(5), on: try agency.back(2),
            isByCandidate: true)
        declare(23, "Alpenchip AG", "Firmware Engineer", replyBy: try agency.ahead(4), on: try agency.back(5))
        let desk = person(23).desk
        add(
            try agency.back(3), minute: 700, agency,
            """
            update liaison.offers set untrue_reason = 'The company knows of no such offer.', untrue_by = \(account(of: desk))
             where candidate_id = 23
            """)
    }

    private func person(_ candidate: Int64) -> DemoPeople.Candidate { DemoPeople.candidates[Int(candidate) - 1] }

    private mutating func declare(
        _ candidate: Int64, _ company: String, _ position: String, replyBy: CivilDate, on day: CivilDate, evidence: String? = nil,
        isAttested: Bool = true, isByCandidate: Bool = false
    ) {
        let recorder = isByCandidate ? account(.candidate, candidate) : account(of: person(candidate).desk)
        add(
            day, minute: 620, setting.agency,
            """
            insert into liaison.offers (candidate_id, company, position, reply_by, evidence, attestation, attested_by, recorded_by)
            values (\(candidate), \(company), \(position), \(replyBy), \(evidence), \(isAttested ? Offer.attestation : nil),
                    \(isAttested ? recorder : nil), \(recorder))
            """)
    }

    /// The client was thanked and keeps the candidate in mind; it named another company; what to improve was said unasked.
    private mutating func afterRejection() throws {
        let agency = setting.agency
        let day = try agency.back(9)
        let desk = account(of: person(10).desk)
        let client = DemoCompany.mizuhara
        add(
            day, minute: 640, agency,
            """
            update liaison.tasks set state = 'done', closed_by = \(desk)
             where candidate_id = 10 and kind in ('thank_client', 'offer_interest', 'ask_leads')
            """)
        add(
            day, minute: 641, agency,
            """
            update liaison.tasks set state = 'not_applicable', reason = 'They said it with their answer.', closed_by = \(desk)
             where candidate_id = 10 and kind = 'ask_impression'
            """)
        add(
            day, minute: 642, agency,
            """
            insert into liaison.interests (candidate_id, client_id, note, recorded_by)
            values (10, \(client.id), 'For a position without sales in Japan.', \(desk))
            """)
        add(
            day, minute: 643, agency,
            """
            insert into liaison.leads (client_id, contact_id, recruiter_id, company, note, recorded_by)
            values (\(client.id), \(client.contact(.hr).id), \(person(10).desk.rawValue), 'Kitano Optics', 'They look for sales engineers too.',
                    \(desk))
            """)
    }
}
