import Agency
import Postgres

/// One of a client's people; how to reach them is null where it is not for the reader (R2, R4).
struct Contact: Codable, Sendable {
    var id: Int64
    var clientId: Int64
    var name: String
    var title: String?
    var function: ContactFunction
    var mayCall: Bool?
    var email: String?
    var phone: String?
    var cleared: Bool?
}

extension Contact {
    /// The record from rows `p` of contacts and `d` of their details.
    static func columns(for role: Role?) -> SQL {
        """
        p.id, p.client_id, p.name, p.title, p.function, \
        \(raw: role == .candidate ? "null" : "p.may_call") as may_call, d.email, d.phone, d.cleared
        """
    }
}
