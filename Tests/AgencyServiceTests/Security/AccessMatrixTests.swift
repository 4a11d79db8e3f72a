import AgencyService
import Postgres
import TestSupport
import Testing

@Suite("Permission matrix of the database")
struct AccessMatrixTests {
    @Test("every role sees and changes exactly the rows that the matrix names")
    func matrix() async throws {
        try await withSecurityScene { db in
            let expected = try await AccessMatrix.expected(in: db)
            let measured = try await db.superuser.withConnection { try await AccessMatrix.measured($0) }
            #expect(AccessMatrix.differences(expected, measured) == [])
            #expect(expected.count > 500)
        }
    }

    @Test("every table has a row that each of its cells speaks of, so that the matrix is no empty promise")
    func cellsSpeak() async throws {
        try await withSecurityScene { db in
            let expected = try await AccessMatrix.expected(in: db)
            let silent = AccessMatrix.cells.filter { cell in
                cell.scope != "-"
                    && !Cast.everybody.contains { person in
                        person.role == cell.role
                            && expected.contains { $0.hasPrefix("\(person.name) \(cell.verb) liaison.\(cell.table) ") }
                    }
            }
            #expect(silent == [])
        }
    }

    @Test("no table is missing in the matrix")
    func complete() async throws {
        try await withDatabase { db in
            let tables = try await db.query(
                """
                select relname from pg_class where relnamespace = 'liaison'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f')
                   and relname <> 'schema_migrations'
                """
            ).rows.map { try $0.get(0) as String }
            #expect(Set(tables) == Set(AccessMatrix.cells.map(\.table)))
        }
    }

    /// Tokens that stand for nobody; each is tried on every login role.
    @Test(
        "without a live token of its own role, a login role sees no row of any table",
        arguments: ["none", "made up", "wrong role", "ended", "expired", "idle", "disabled"])
    func noToken(_ kind: String) async throws {
        try await withSecurityScene { db in
            switch kind {
            case "ended": try await db.execute("update liaison_private.sessions set ended_at = now()")
            case "expired":
                try await db.execute("update liaison_private.sessions set expires_at = now() - interval '1 second'")
            case "idle":
                try await db.execute(
                    "update liaison_private.sessions set last_seen_at = now() - interval '2 hours', idle_limit = interval '1 hour'"
                )
            case "disabled": try await db.execute("update liaison.accounts set disabled_at = now()")
            default: break
            }
            let people = DatabaseRole.allCases.flatMap { login in
                Cast.everybody.filter { (kind == "wrong role") == ($0.databaseRole != login) }.map { person in
                    let token = kind == "none" ? "" : kind == "made up" ? String(person.token.reversed()) : person.token
                    return SecurityProbe.Person("\(person.name) as \(login.rawValue)", login, token: token)
                }
            }
            try await db.setProbingPeople(people)
            let measured = try await db.superuser.withConnection { try await AccessMatrix.measured($0) }
            #expect(measured.sorted() == [])
            for person in people {
                for role in ["candidate", "recruiter", "coordinator", "client", "referrer", "admin"] {
                    guard person.login != .signIn else { continue }
                    let entrance = "select name from liaison.enter('\(person.token)', '\(role)', 'probe', null, false)"
                    let entered = try await db.outcome(entrance, login: person.login, token: "")
                    #expect(entered == "LA401")
                }
            }
        }
    }

    @Test("a null token, a clock of one's own and other settings open nothing")
    func forgedSettings() async throws {
        try await withSecurityScene { db in
            let forged = """
                select set_config('liaison.now', '2126-01-01', true), set_config('liaison.role', 'coordinator', true),
                       set_config('liaison.account_id', '3', true), set_config('liaison.staff_id', '3', true),
                       set_config('liaison.operation', 'owner', true), set_config('request.jwt.claims', '{"role": "admin"}', true);
                select count(*) from liaison.settings
                """
            for login in DatabaseRole.allCases where login != .signIn {
                let seen = try await db.outcome(forged, as: login)
                #expect(seen == "0")
                let unsecured = try await db.outcome("set local row_security = off; \(forged)", as: login)
                #expect(unsecured == "42501")
                let null = "select name from liaison.enter(null, 'candidate', 'probe', null, false)"
                let entered = try await db.outcome(null, as: login)
                #expect(entered == "LA401")
            }
        }
    }

    @Test("a disabled account's token is dead in the same transaction that disables it")
    func disabledAtOnce() async throws {
        try await withSecurityScene { db in
            let sees = "select count(*) from liaison.submissions"
            #expect(try await db.outcome(sees, as: Cast.ruth) == "12")
            let outcome = try await db.outcome(
                """
                update liaison.accounts set disabled_at = now() where id = 1;
                select set_config('session_authorization', 'liaison_staff', true), set_config('liaison.token', '\(Cast.ruth.token)', true);
                \(sees)
                """)
            #expect(outcome == "0")
        }
    }
}
