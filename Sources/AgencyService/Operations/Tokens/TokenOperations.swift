import Agency
import Postgres

enum TokenOperations {
    static let all = [AnyOperation(create), AnyOperation(list), AnyOperation(revoke)]

    struct Create: Codable, Sendable {
        var name: ShortText
        var days: Int64?
    }

    /// A token for a program, shown once.
    struct NewToken: Codable, Sendable {
        var id: Int64
        var name: String
        var token: String
        var expiresAt: Instant
    }

    /// A live token of whoever asks.
    struct Token: Codable, Sendable {
        var id: Int64
        var name: String
        var createdAt: Instant
        var lastUsedAt: Instant
        var expiresAt: Instant
    }

    struct Revoke: Codable, Sendable { var id: Int64 }

    /// Nobody needs more, and the list of them stays whole.
    private static let most: Int64 = 100

    static let create = Operation<Create, NewToken>(
        "token.create", "Make a token for a program", route: .post("/tokens"), roles: .everybody, rules: ["P"],
        problems: [.conflict]
    ) { input, call in
        let days = input.days ?? 30
        guard (1...365).contains(days) else { throw Problem.invalid(["days": "must be from 1 to 365"]) }
        guard let role = call.role else { throw Problem.notSignedIn }
        let token = SessionToken(role: role)
        let results = try await call.pipeline([
            "select count(*) from liaison.tokens()",
            """
            select id, expires_at
              from liaison.create_token(\(token.digest), \(input.name), make_interval(days => \(Int32(days))))
            """,
        ])
        guard try results[0].scalar(as: Int64.self) < most else {
            throw Problem(.conflict, "You have \(most) live tokens; revoke one first: liaison token list.")
        }
        guard let opened = try results[1].decode(SessionOperations.Opened.self).first else { throw Problem.notSignedIn }
        return NewToken(id: opened.id, name: input.name.value, token: token.text, expiresAt: opened.expiresAt)
    }

    static let list = Operation<NoInput, Page<Token>>(
        "token.list", "List your own tokens", route: .get("/tokens"), roles: .everybody, rules: ["P"]
    ) { _, call in
        Page(
            items: try await call.all(
                "select id, name, created_at, last_used_at, expires_at from liaison.tokens() order by id desc limit 500"
            ))
    }

    static let revoke = Operation<Revoke, Nothing>(
        "token.revoke", "End one of your own tokens", route: .delete("/tokens/{id}"), roles: .everybody, rules: ["P"]
    ) { input, call in
        let ended = try await call.result("select liaison.end_session(\(input.id))")
        guard try ended.scalar(as: Bool.self) else { throw Problem.notFound("token") }
        return Nothing()
    }
}
