import Agency
import Crypto

/// A person who may sign in.
struct Account: Codable, Sendable {
    var id: Int64
    var email: String
    var role: Role
    var name: String
    var personId: Int64?
    var disabledAt: Instant?
    var createdAt: Instant
}

/// An account with the right to set its password, shown once.
struct InvitedAccount: Codable, Sendable {
    var id: Int64
    var email: String
    var role: Role
    var invitation: String
    var expiresAt: Instant
}

/// A single-use right to set a password; the database keeps its hash only.
struct Invitation: Sendable {
    static let days: Int32 = 7

    let text: String

    /// A new one with 256 random bits from the system.
    init() {
        var generator = SystemRandomNumberGenerator()
        text = Base64URL.encode((0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
    }

    init(_ text: String) { self.text = text }

    var digest: [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }
}
