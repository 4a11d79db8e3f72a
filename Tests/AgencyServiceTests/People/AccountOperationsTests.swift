import AgencyService
import TestSupport
import Testing

@Suite("Accounts and invitations")
struct AccountOperationsTests {
    private let password = "a long enough secret"

    private func newRecruiter(_ email: String = "nora@agency.test") -> JSONObject {
        ["email": .string(email), "role": "recruiter", "name": "Nora Lane"]
    }

    @Test("a new recruiter gets a desk, an invitation that works once, and signs in")
    func invitesRecruiter() async throws {
        try await withDatabase { db in
            let service = try db.service()
            let invited = try await service.call("account.invite", as: Cast.ada, newRecruiter())
            let invitation = try #require(invited.text("invitation"))
            #expect(invitation.utf8.count == 43)
            #expect(invited.text("email") == "nora@agency.test")
            let desk: Int64 = try await db.value("select id from liaison.recruiters where email = 'nora@agency.test'")
            let days: Int64 = try await db.value(
                "select round(extract(epoch from expires_at - now()) / 86400)::bigint from liaison_private.invitations")
            #expect(days == 7)

            let accepted: JSONObject = ["invitation": .string(invitation), "password": .string(password)]
            let answer = try await service.call("account.accept", as: nil, accepted)
            #expect(answer == ["email": "nora@agency.test", "role": "recruiter"])
            let session = try await service.signIn("nora@agency.test", password)
            let me = try await service.call("session.show", as: session.text("token"))
            #expect(me.int("person_id") == desk)

            let again = try await service.refusal("account.accept", as: nil, accepted)
            #expect(again.name == .notFound)
            let stored: String = try await db.value("select password_hash from liaison_private.credentials")
            #expect(stored.hasPrefix("$scrypt$ln=17,r=8,p=1$"))
        }
    }

    @Test("somebody whom the agency knows gets an account of their own, once")
    func invitesCandidate() async throws {
        try await withDatabase { db in
            let service = try db.service()
            try await db.execute(
                """
                insert into liaison.candidates (name, email, recruiter_id, registered_on)
                values ('New', 'new@x.test', 1, '2026-03-01')
                """)
            let id: Int64 = try await db.value("select max(id) from liaison.candidates")
            let input: JSONObject = [
                "email": "new@x.test", "role": "candidate", "name": "New Person", "person_id": .integer(id),
            ]
            let invited = try await service.call("account.invite", as: Cast.ada, input)
            let shown = try await service.call("account.show", as: Cast.ada, ["id": .integer(invited.int("id") ?? 0)])
            #expect(shown.int("person_id") == id)
            #expect(shown.isNull("disabled_at"))
            var second = input
            second["email"] = "other@x.test"
            #expect(try await service.refusal("account.invite", as: Cast.ada, second).name == .conflict)
        }
    }

    @Test(
        "an account that could belong to nobody is refused, and nothing is stored",
        arguments: [
            .init(["role": "candidate"], .invalid, ["person_id"]),
            .init(["role": "candidate", "person_id": 999_999], .invalid, ["person_id"]),
            .init(["role": "client", "person_id": 999_999], .invalid, ["person_id"]),
            .init(["role": "referrer", "person_id": -1], .invalid, ["person_id"]),
            .init(["role": "admin", "person_id": 1], .invalid, ["person_id"]),
            .init(["role": "coordinator", "person_id": 1], .invalid, ["person_id"]),
            .init(["role": "owner"], .invalid, ["role"]), .init(["email": "not an address"], .invalid, ["email"]),
            .init(["name": "  "], .invalid, ["name"]), .init(["email": "RUTH@cast.test"], .conflict, []),
            .init(["role": "recruiter", "person_id": 1, "email": "second@cast.test"], .conflict, []),
        ] as [Refused])
    func refusesInvitation(_ refused: Refused) async throws {
        try await withDatabase { db in
            let input = newRecruiter().merging(refused.input) { $1 }
            let refusal = try await db.service().refusal("account.invite", as: Cast.ada, input)
            #expect(refusal.name == refused.name)
            #expect(refusal.fields == refused.fields)
            #expect(try await db.count("liaison.accounts") == Int64(Cast.everybody.count))
            #expect(try await db.count("liaison.recruiters") == 3)
        }
    }

    @Test(
        "passwords that are guessed first are refused and the invitation stays",
        arguments: [
            "short", "password123", "PASSWORD123", "aaaaaaaaaaaa", "nora@agency.test", "12345678", "ababababab", "",
        ])
    func refusesPassword(_ weak: String) async throws {
        try await withDatabase { db in
            let service = try db.service()
            let invited = try await service.call("account.invite", as: Cast.ada, newRecruiter())
            let refusal = try await service.refusal(
                "account.accept", as: nil,
                ["invitation": .string(invited.text("invitation") ?? ""), "password": .string(weak)])
            #expect(refusal.name == .invalid)
            #expect(refusal.fields == ["password"])
            #expect(try await db.count("liaison_private.credentials") == 0)
        }
    }

    @Test("a guess at an invitation is refused and counted")
    func countsGuesses() async throws {
        try await withDatabase { db in
            let service = try db.service()
            let input: JSONObject = ["invitation": "guess", "password": .string(password)]
            #expect(try await service.refusal("account.accept", as: nil, input).name == .notFound)
            #expect(try await db.count("liaison_private.sign_in_attempts") == 1)
            try await db.execute(
                """
                insert into liaison_private.sign_in_attempts (email_hash, source)
                select sha256(n::text::bytea), 'local' from generate_series(1, 100) n
                """)
            #expect(try await service.refusal("account.accept", as: nil, input).name == .tooManyAttempts)
        }
    }

    @Test("a disabled account is signed out everywhere at once, until it is enabled")
    func disables() async throws {
        try await withDatabase { db in
            let service = try db.service()
            let id: JSONObject = ["id": .integer(Cast.ruth.account)]
            let disabled = try await service.call("account.disable", as: Cast.ada, id)
            #expect(disabled.text("disabled_at") != nil)
            #expect(try await service.call("account.disable", as: Cast.ada, id) == disabled)
            await #expect(throws: Problem.notSignedInProblem) { try await service.call("session.show", as: Cast.ruth) }
            #expect(try await service.refusal("account.reset", as: Cast.ada, id).name == .conflict)
            #expect(try await service.call("account.enable", as: Cast.ada, id).isNull("disabled_at"))
            await #expect(throws: Problem.notSignedInProblem) { try await service.call("session.show", as: Cast.ruth) }
        }
    }

    @Test("an admin cannot lock themselves out")
    func keepsOneself() async throws {
        try await withDatabase { db in
            let refusal = try await db.service().refusal(
                "account.disable", as: Cast.ada, ["id": .integer(Cast.ada.account)])
            #expect(refusal.name == .conflict)
        }
    }

    @Test("a reset gives a new invitation and lets the earlier one lapse; the old password works until then")
    func resets() async throws {
        try await withDatabase { db in
            let service = try db.service()
            try await db.setPassword(password, of: Cast.ruth)
            let id: JSONObject = ["id": .integer(Cast.ruth.account)]
            let first = try await service.call("account.reset", as: Cast.ada, id)
            let second = try await service.call("account.reset", as: Cast.ada, id)
            #expect(try await service.signIn("ruth@cast.test", password).text("role") == "recruiter")
            func accept(_ invited: JSONValue) -> JSONObject {
                ["invitation": .string(invited.text("invitation") ?? ""), "password": "another long secret"]
            }
            #expect(try await service.refusal("account.accept", as: nil, accept(first)).name == .notFound)
            try await service.call("account.accept", as: nil, accept(second))
            #expect(try await service.signInRefusal("ruth@cast.test", password).name == .notSignedIn)
            await #expect(throws: Problem.notSignedInProblem) { try await service.call("session.show", as: Cast.ruth) }
        }
    }

    @Test("lists page by page and by role")
    func lists() async throws {
        try await withDatabase { db in
            let service = try db.service()
            var ids: [Int64] = []
            var cursor: JSONValue = .null
            repeat {
                let page = try await service.call("account.list", as: Cast.ada, ["limit": 5, "cursor": cursor])
                ids += page.items.compactMap { $0.int("id") }
                cursor = page["next"] ?? .null
            } while cursor != .null
            #expect(ids == Cast.everybody.map(\.account).sorted(by: >))
            #expect(try await service.ids("account.list", as: Cast.ada, ["role": "client"]) == [11, 10])
            #expect(try await service.refusal("account.show", as: Cast.ada, ["id": 4_711]).name == .notFound)
        }
    }

    @Test("accounts are for admins alone", arguments: Cast.everybody.filter { $0.role != "admin" })
    func admins(_ person: Cast.Person) async throws {
        try await withDatabase { db in
            let service = try db.service()
            for operation in ["account.list", "account.show", "account.disable", "account.enable", "account.reset"] {
                let input: JSONObject = operation == "account.list" ? [:] : ["id": 1]
                #expect(try await service.refusal(operation, as: person, input).name == .notPermitted)
            }
            #expect(try await service.refusal("account.invite", as: person, newRecruiter()).name == .notPermitted)
        }
    }
}
