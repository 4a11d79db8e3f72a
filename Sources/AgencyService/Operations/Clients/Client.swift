import Agency
import Postgres

/// A company that hires; a candidate does not read whose desk it is on.
struct Client: Codable, Sendable {
    var id: Int64
    var name: String
    var timeZone: String
    var calendar: String
    var recruiterId: Int64?
}

extension Client {
    /// The record from rows `c` of clients; candidates have no grant on the desk (P).
    static func select(for role: Role?, from rows: SQL = "liaison.clients") -> SQL {
        """
        select c.id, c.name, c.time_zone, k.name as calendar, \
        \(raw: role == .candidate ? "null" : "c.recruiter_id") as recruiter_id \
        from \(rows) c join liaison.calendars k on k.id = c.calendar_id
        """
    }
}
