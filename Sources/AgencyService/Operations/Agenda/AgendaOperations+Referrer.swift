import Agency
import Postgres

extension AgendaOperations {
    private struct Made: Decodable {
        var candidateName: String
        var madeOn: CivilDate
    }

    /// A referrer is told whom they recommended on the day, and of nothing that came of it (R6).
    static func ofReferrer(_ asOf: CivilDate?, _ call: Call) async throws -> Agenda {
        let made: [Made] = try await call.all(
            """
            select n.candidate_name, n.made_on from liaison.nominations n
             where n.referrer_id = (select liaison.referrer_id()) and n.made_on = coalesce(\(asOf)::date, (select liaison.agency_today()))
             order by n.id desc limit \(Agenda.largest)
            """)
        return Agenda(
            made.map { row in
                AgendaItem(
                    dueOn: row.madeOn, state: .done, opensOn: nil, rule: "M2", what: "Recommended \(row.candidateName)", interviewId: nil,
                    submissionId: nil, candidate: row.candidateName, client: nil, command: nil)
            }, empty: "Nothing here waits for you. To recommend somebody: liaison programme list, then liaison referral nominate.")
    }
}
