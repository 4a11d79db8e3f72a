import Agency
import Postgres

/// A position at a client; a candidate reads the company and the title alone.
struct Vacancy: Codable, Sendable {
    var id: Int64
    var clientId: Int64
    var client: String
    var title: String
    var decisionMakerId: Int64?
    var recruiterId: Int64?
    var openedOn: CivilDate?
    var closedOn: CivilDate?
}

extension Vacancy {
    /// The record from rows `v` of vacancies, by the grants of a role (P).
    static func select(for role: Role?, from rows: SQL = "liaison.vacancies") -> SQL {
        let columns =
            switch role {
            case .candidate:
                "null as decision_maker_id, null as recruiter_id, null as opened_on, null as closed_on"
            case .client:
                "v.decision_maker_id, null as recruiter_id, v.opened_on, v.closed_on"
            default:
                "v.decision_maker_id, v.recruiter_id, v.opened_on, v.closed_on"
            }
        return """
            select v.id, v.client_id, c.name as client, v.title, \(raw: columns) \
            from \(rows) v join liaison.clients c on c.id = v.client_id
            """
    }
}
