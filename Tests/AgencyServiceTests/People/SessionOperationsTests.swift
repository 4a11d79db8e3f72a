import Agency
import AgencyService
import TestSupport
import Testing

@Suite("Signing in and out")
struct SessionOperationsTests {
    private let password = "a long enough secret"

    @Test("the right password opens a session for the role's time")
    func signsIn() async throws {
        try await withDatabase { db in
            let service = try db.service()
            try await db.setPassword(password, of: Cast.ruth)
            try await db.setPassword(password, of: Cast.anna)
            let ruth = try await service.signIn("Ruth@Cast.test", password)
            #expect(ruth.text("role") == "recruiter")
            #expect(ruth.text("name") == "Ruth Amos")
            let token = try #require(ruth.text("token"))
            #expect(SessionToken(token)?.role == .recruiter)
            let me = try await service.call("session.show", as: token)
            #expect(me == ["account_id": 1, "role": "recruiter", "name": "Ruth Amos", "person_id": 1])
            let hours: [Int64] = try await db.query(
                """
                select round(extract(epoch from expires_at - created_at) / 3600)::bigint from liaison_private.sessions
                 where token_hash = sha256(convert_to(\(token), 'UTF8'))
                """
            ).decode()
            #expect(hours == [12])
            let anna = try await service.signIn("anna@cast.test", password)
            #expect(SessionToken(try #require(anna.text("token")))?.role == .candidate)
            let idle: Int64 = try await db.value(
                """
                select (extract(epoch from idle_limit) / 86400)::bigint from liaison_private.sessions
                 order by id desc limit 1
                """)
            #expect(idle == 14)
            let stored: Int64 = try await db.value(
                "select count(*) from liaison_private.sessions s where s::text like '%' || \(token) || '%'")
            #expect(stored == 0)
        }
    }

    @Test("one answer for a wrong password, a disabled account, none with that address, and one without a password")
    func refusesAlike() async throws {
        try await withDatabase { db in
            let service = try db.service()
            try await db.setPassword(password, of: Cast.ruth)
            try await db.setPassword(password, of: Cast.rahul)
            try await db.execute("update liaison.accounts set disabled_at = now() where id = \(Cast.rahul.account)")
            let refusals = [
                try await service.signInRefusal("ruth@cast.test", password + "!"),
                try await service.signInRefusal("rahul@cast.test", password),
                try await service.signInRefusal("nobody@cast.test", password),
                try await service.signInRefusal("anna@cast.test", password),
                try await service.signInRefusal("ruth@cast.test", ""),
            ]
            #expect(refusals.allSatisfy { $0 == refusals[0] })
            #expect(refusals[0].name == .notSignedIn)
            #expect(refusals[0].detail == "The address or the password is wrong.")
            #expect(try await db.count("liaison_private.sign_in_attempts") == 5)
        }
    }

    @Test("after ten failures an address waits, also with the right password and whether or not it is known")
    func throttles() async throws {
        try await withDatabase { db in
            let service = try db.service()
            try await db.setPassword(password, of: Cast.ruth)
            for email in ["ruth@cast.test", "nobody@cast.test"] {
                try await db.query(
                    """
                    insert into liaison_private.sign_in_attempts (email_hash, source)
                    select sha256(convert_to(\(email), 'UTF8')), '198.51.100.' || n from generate_series(1, 10) n
                    """)
                let refusal = try await service.signInRefusal(email.uppercased(), password)
                #expect(refusal.name == .tooManyAttempts)
                #expect(refusal.facts["retry_after"]?.integer == 900)
            }
        }
    }

    @Test("after a hundred failures the place they come from waits")
    func throttlesSources() async throws {
        try await withDatabase { db in
            let service = try db.service()
            try await db.setPassword(password, of: Cast.ruth)
            try await db.execute(
                """
                insert into liaison_private.sign_in_attempts (email_hash, source)
                select sha256(n::text::bytea), '192.0.2.66' from generate_series(1, 100) n
                """)
            let refusal = try await service.signInRefusal("ruth@cast.test", password, from: "192.0.2.66")
            #expect(refusal.name == .tooManyAttempts)
            #expect(
                try await service.signIn("ruth@cast.test", password, from: "192.0.2.67").text("role") == "recruiter")
        }
    }

    @Test(
        "input that cannot be right is named",
        arguments: [
            .init(["email": "ruth@cast.test"], ["password"]), .init(["password": "x"], ["email"]),
            .init(["email": "no address", "password": "x"], ["email"]),
            .init(["email": "ruth@cast.test", "password": "a\0b"], ["password"]),
            .init(["email": "ruth@cast.test", "password": .string(String(repeating: "x", count: 257))], ["password"]),
            .init(["email": "ruth@cast.test", "password": 5], ["password"]),
            .init(["email": "ruth@cast.test", "password": "x", "role": "admin"], ["role"]),
        ] as [Refused])
    func badInput(_ refused: Refused) async throws {
        try await withDatabase { db in
            let refusal = try await db.service().refusal("session.create", as: nil, refused.input)
            #expect(refusal.name == refused.name)
            #expect(refusal.fields == refused.fields)
        }
    }

    @Test("everybody is told who they are", arguments: Cast.everybody)
    func whoAmI(_ person: Cast.Person) async throws {
        try await withDatabase { db in
            let me = try await db.service().call("session.show", as: person)
            #expect(me.int("account_id") == person.account)
            #expect(me.text("role") == person.role)
            #expect(me.text("name") == person.name)
            #expect(me.int("person_id") == person.person)
        }
    }

    @Test("signing out ends the token at once, and only that one")
    func signsOut() async throws {
        try await withDatabase { db in
            let service = try db.service()
            try await db.setPassword(password, of: Cast.ruth)
            let token = try #require(try await service.signIn("ruth@cast.test", password).text("token"))
            let answer = try await service.respond("session.delete", as: token)
            #expect(answer.status == 204)
            await #expect(throws: Problem.notSignedInProblem) { try await service.call("session.show", as: token) }
            try await service.call("session.show", as: Cast.ruth)
        }
    }
}

extension Problem {
    /// The refusal of whoever has no live token.
    static var notSignedInProblem: Problem {
        Problem(.notSignedIn, "Sign in first: liaison login EMAIL, or POST /api/v1/session.")
    }
}
