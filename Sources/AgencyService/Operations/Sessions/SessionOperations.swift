import Agency
import Crypto
import Postgres

enum SessionOperations {
    static let all = [AnyOperation(create), AnyOperation(delete), AnyOperation(show)]

    struct Create: Codable, Sendable {
        var email: EmailAddress
        var password: PasswordText
    }

    /// The answer to signing in.
    struct Session: Codable, Sendable {
        var token: String
        var expiresAt: Instant
        var role: Role
        var name: String
    }

    static let create = Operation<Create, Session>(
        "session.create", "Sign in", route: .post("/session"), roles: [], effect: .signIn,
        problems: [.notSignedIn, .tooManyAttempts, .busy]
    ) { input, call in
        let account = try await confirmed(input, call)
        let token = SessionToken(role: account.role)
        let limits = SessionLimits(account.role)
        let opened: Opened? = try await call.first(
            """
            select id, expires_at from liaison.open_session(\(account.accountId), \(token.digest), null,
                make_interval(hours => \(limits.lifetimeHours)), make_interval(hours => \(limits.idleHours)))
            """)
        guard let opened else { throw refusal }
        return Session(token: token.text, expiresAt: opened.expiresAt, role: account.role, name: account.name)
    }

    static let delete = Operation<NoInput, Nothing>(
        "session.delete", "Sign out", route: .delete("/session"), roles: .everybody, status: 204
    ) { _, call in
        try await call.execute("select liaison.end_session(null)")
        return Nothing()
    }

    static let show = Operation<NoInput, Caller>(
        "session.show", "Who is signed in", route: .get("/me"), roles: .everybody
    ) { _, call in
        try await call.one(
            "account",
            """
            select a.id as account_id, a.role, a.name, a.person_id
              from liaison.accounts a where a.id = (select liaison.account_id())
            """)
    }

    struct Opened: Decodable {
        var id: Int64
        var expiresAt: Instant
    }

    private struct Credentials: Decodable {
        var accountId: Int64?
        var role: Role?
        var name: String?
        var passwordHash: String?
        var isDisabled: Bool
        var retryAfter: Int64
    }

    private struct Confirmed {
        var accountId: Int64
        var role: Role
        var name: String
    }

    /// One answer for every reason, so that nobody learns which addresses have an account.
    private static let refusal = Problem(.notSignedIn, "The address or the password is wrong.")

    private static func confirmed(_ input: Create, _ call: Call) async throws -> Confirmed {
        let found: Credentials? = try await call.first(
            """
            select account_id, role, name, password_hash, is_disabled, retry_after
              from liaison.credentials_for(\(input.email), \(call.source))
            """)
        if let seconds = found?.retryAfter, seconds > 0 { throw Problem.tooManyAttempts(seconds) }
        // The same work whether or not there is something to check, and before anything is decided.
        var isRight = false
        if let hash = found?.passwordHash {
            isRight = try await call.services.passwords.verify(input.password.value, against: hash)
        } else {
            try await call.services.passwords.verifyNothing()
        }
        guard isRight, let found, !found.isDisabled, let id = found.accountId, let role = found.role,
            let name = found.name
        else {
            try await call.execute("select liaison.record_failed_sign_in(\(input.email), \(call.source))")
            throw refusal
        }
        return Confirmed(accountId: id, role: role, name: name)
    }
}

/// How long a sign-in lasts at the most, and how long without use.
struct SessionLimits: Sendable {
    var lifetimeHours: Int32
    var idleHours: Int32

    init(_ role: Role) {
        // Candidates wait for weeks and look in from their phones; everybody else works with other people's data.
        (lifetimeHours, idleHours) = role == .candidate ? (30 * 24, 14 * 24) : (12, 2)
    }
}

/// An answer without content.
struct Nothing: Codable, Sendable {}

extension SessionToken {
    /// What the database keeps of it.
    var digest: [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }
}

extension Problem {
    static func tooManyAttempts(_ seconds: Int64) -> Problem {
        Problem(
            .tooManyAttempts, "Too many attempts. Wait \((seconds + 59) / 60) minutes and try again.",
            facts: ["retry_after": .integer(seconds)])
    }
}
