import Agency
import Postgres

/// A person looking for work; a client contact reads the name alone.
struct Candidate: Codable, Sendable {
    var id: Int64
    var name: String
    var email: String?
    var phone: String?
    var timeZone: String?
    var recruiterId: Int64?
    var registeredOn: CivilDate?
}

extension Candidate {
    /// The columns that a role has a grant on, in the record's shape (R2, P).
    static func columns(for role: Role?) -> SQL {
        role == .client
            ? "id, name, null as email, null as phone, null as time_zone, null as recruiter_id, null as registered_on"
            : "id, name, email, phone, time_zone, recruiter_id, registered_on"
    }
}
