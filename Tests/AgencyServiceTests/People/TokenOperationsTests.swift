import AgencyService
import TestSupport
import Testing

@Suite("Tokens for programs")
struct TokenOperationsTests {
    @Test("everybody makes, lists and ends their own", arguments: Cast.everybody)
    func ownTokens(_ person: Cast.Person) async throws {
        try await withDatabase { db in
            let service = try db.service()
            let made = try await service.call("token.create", as: person, ["name": "nightly export", "days": 90])
            let token = try #require(made.text("token"))
            #expect(made.text("name") == "nightly export")
            #expect(try await service.call("session.show", as: token).int("account_id") == person.account)
            let listed = try await service.call("token.list", as: person)
            #expect(listed.items.map { $0.text("name") } == ["nightly export", "sign-in"])
            #expect(!"\(listed)".contains(token))
            let id: JSONObject = ["id": .integer(made.int("id") ?? 0)]
            try await service.call("token.revoke", as: person, id)
            await #expect(throws: Problem.notSignedInProblem) { try await service.call("session.show", as: token) }
            #expect(try await service.refusal("token.revoke", as: person, id).name == .notFound)
        }
    }

    @Test("nobody ends another's token")
    func othersTokens() async throws {
        try await withDatabase { db in
            let service = try db.service()
            let made = try await service.call("token.create", as: Cast.ruth, ["name": "mine"])
            let id: JSONObject = ["id": .integer(made.int("id") ?? 0)]
            for person in [Cast.rahul, Cast.ada, Cast.anna] {
                #expect(try await service.refusal("token.revoke", as: person, id).name == .notFound)
            }
            try await service.call("session.show", as: made.text("token"))
        }
    }

    @Test(
        "bad names and times are refused",
        arguments: [
            .init([:], ["name"]), .init(["name": ""], ["name"]), .init(["name": "x", "days": 0], ["days"]),
            .init(["name": "x", "days": 366], ["days"]), .init(["name": "x", "days": "30"], ["days"]),
            .init(["name": "x", "days": 9_223_372_036_854_775_807], ["days"]),
        ] as [Refused])
    func badInput(_ refused: Refused) async throws {
        try await withDatabase { db in
            let refusal = try await db.service().refusal("token.create", as: Cast.ruth, refused.input)
            #expect(refusal.name == refused.name)
            #expect(refusal.fields == refused.fields)
        }
    }

    @Test("a hundred are enough")
    func bounded() async throws {
        try await withDatabase { db in
            let service = try db.service()
            try await db.execute(
                """
                insert into liaison_private.sessions (
                    token_hash, account_id, role, person_id, name, expires_at, idle_limit)
                select sha256(n::text::bytea), 1, 'recruiter', 1, 'Ruth', now() + interval '1 day', '1 day'
                  from generate_series(1, 99) n
                """)
            #expect(try await service.refusal("token.create", as: Cast.ruth, ["name": "one more"]).name == .conflict)
            #expect(try await db.count("liaison_private.sessions where account_id = 1") == 100)
        }
    }
}
