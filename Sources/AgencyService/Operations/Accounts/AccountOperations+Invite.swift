import Agency
import Postgres

extension AccountOperations {
    struct Invite: Codable, Sendable {
        var email: EmailAddress
        var role: Role
        var name: ShortText
        var personId: Int64?
    }

    static let invite = Operation<Invite, InvitedAccount>(
        "account.invite", "Make an account and invite its holder", route: .post("/accounts"), roles: [.admin],
        rules: ["P"], problems: [.conflict]
    ) { input, call in
        try await checkPerson(input, call)
        let invitation = Invitation()
        let row: Row = try await call.one(
            "account",
            """
            with made as (
                insert into liaison.accounts (email, role, name, person_id)
                select \(input.email), \(input.role), \(input.name), coalesce(
                    \(input.personId), liaison.create_person(\(input.role), \(input.name), \(input.email)))
                returning id, email, role
            )
            select m.id, m.email, m.role,
                   liaison.invite(m.id, \(invitation.digest), make_interval(days => \(Invitation.days))) as expires_at
              from made m
            """)
        return row.account(with: invitation)
    }

    static let reset = Operation<ById, InvitedAccount>(
        "account.reset", "Let somebody set a new password", route: .post("/accounts/{id}/reset"), roles: [.admin],
        rules: ["P"], problems: [.conflict]
    ) { input, call in
        let invitation = Invitation()
        let account: Account = try await call.one(
            "account", "select \(columns) from liaison.accounts where id = \(input.id)")
        guard account.disabledAt == nil else {
            throw Problem(.conflict, "The account is disabled; enable it first: liaison account enable \(input.id).")
        }
        let row: Row = try await call.one(
            "account",
            """
            select id, email, role,
                   liaison.invite(id, \(invitation.digest), make_interval(days => \(Invitation.days))) as expires_at
              from liaison.accounts where id = \(input.id)
            """)
        return row.account(with: invitation)
    }

    private struct Row: Decodable {
        var id: Int64
        var email: String
        var role: Role
        var expiresAt: Instant

        func account(with invitation: Invitation) -> InvitedAccount {
            InvitedAccount(id: id, email: email, role: role, invitation: invitation.text, expiresAt: expiresAt)
        }
    }

    /// A desk can be made with its account; everybody else is known to the agency before they get one.
    private static func checkPerson(_ input: Invite, _ call: Call) async throws {
        switch (input.role, input.personId) {
        case (.admin, nil), (.recruiter, nil), (.coordinator, nil): return
        case (.admin, .some):
            throw Problem.invalid(["person_id": "is not for an admin, who is no person of the business"])
        case (.candidate, nil), (.client, nil), (.referrer, nil):
            throw Problem.invalid(["person_id": "is required for a \(input.role.rawValue)"])
        case (_, .some(let person)):
            let exists = try await call.result("select liaison.person_exists(\(input.role), \(person))")
            guard try exists.scalar(as: Bool.self) else {
                throw Problem.invalid(["person_id": "names no \(noun(input.role))"])
            }
        }
    }

    private static func noun(_ role: Role) -> String { role == .client ? "client contact" : role.rawValue }
}
