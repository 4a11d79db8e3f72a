import Agency
import Postgres

/// Who is asking, as the database knows them by their token.
package struct Caller: Codable, Sendable, Hashable {
    package var accountId: Int64
    package var role: Role
    /// The id of the candidate, recruiter, contact or referrer that the account belongs to; nil for an admin.
    package var personId: Int64?
    package var name: String
}

extension Caller {
    /// Reads the row of `SQL.entrance`.
    init(_ row: Row) throws(PostgresError) {
        var cells = RowReader(row)
        accountId = try cells.next()
        role = try cells.next()
        personId = try cells.next()
        name = try cells.next()
    }
}

/// A session token: opaque to its bearer, with the role in front so that the service knows which database role to speak as.
///
/// The letter is a hint and no claim: the database answers a token only for the kind of account that it was made for.
package struct SessionToken: Sendable {
    package let text: String
    package let role: Role

    private static let prefixes: [Role: String] = [
        .candidate: "lc_", .recruiter: "ls_", .coordinator: "lo_", .client: "lk_", .referrer: "lr_", .admin: "la_",
    ]

    /// Reads a token that somebody presented, or nil if it has not the form of one.
    package init?(_ text: String) {
        guard text.utf8.count == 46, text.utf8.allSatisfy({ $0 > 32 && $0 < 127 }),
            let role = Self.prefixes.first(where: { text.hasPrefix($0.value) })?.key
        else { return nil }
        self.text = text
        self.role = role
    }

    /// Makes a new token with 256 random bits from the system.
    package init(role: Role) {
        var generator = SystemRandomNumberGenerator()
        let secret = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        text = (Self.prefixes[role] ?? "") + Base64URL.encode(secret)
        self.role = role
    }
}

/// The database login roles; each kind of person is served through its own (DESIGN.md, "Who enforces what").
package enum DatabaseRole: String, Sendable, CaseIterable {
    case candidate = "liaison_candidate"
    case staff = "liaison_staff"
    case client = "liaison_client"
    case referrer = "liaison_referrer"
    case admin = "liaison_admin"
    case signIn = "liaison_auth"

    package init(_ role: Role) {
        self =
            switch role {
            case .candidate: .candidate
            case .recruiter, .coordinator: .staff
            case .client: .client
            case .referrer: .referrer
            case .admin: .admin
            }
    }
}
