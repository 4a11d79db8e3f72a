import Agency
import Postgres

/// Who of a generated agency can sign in: the demo accounts, and those whose sessions are opened for a load test.
struct ScaledAccounts {
    /// Somebody with an account, apart from the recruiters, who all have one.
    private struct Holder {
        var id: Int
        var role: Role
        var person: Int?
        var name: [UInt8]
        var email: [UInt8]
    }

    /// The demo accounts: two recruiters, a coordinator, candidates on three channels, clients, referrers and an admin.
    static let holders: [(role: Role, person: Int?)] = [
        (.recruiter, 1), (.recruiter, 2), (.coordinator, 5), (.candidate, 1), (.candidate, 8), (.candidate, 14), (.client, 1),
        (.client, ScaledShape.contactsPerClient + 1), (.referrer, 1), (.referrer, 2), (.admin, nil),
    ]

    private let plan: ScaledPlan
    private let demo: [Holder]
    private let signedIn: [Holder]
    private let staff: [(role: Role, recruiter: Int)]

    init(_ plan: ScaledPlan, sessions: Int) {
        self.plan = plan
        var next = plan.account(recruiter: plan.recruiters)
        var demo: [Holder] = []
        for (role, person) in Self.holders {
            if let person, role == .recruiter || role == .coordinator {
                demo.append(Self.holder(plan.account(recruiter: person), role, person, plan.seed))
            } else {
                next += 1
                demo.append(Self.holder(next, role, person, plan.seed))
            }
        }
        var signedIn: [Holder] = []
        for place in 0..<sessions {
            let person = place * plan.candidates / sessions + 1
            if let known = demo.first(where: { $0.role == .candidate && $0.person == person }) {
                signedIn.append(known)
            } else {
                next += 1
                signedIn.append(Self.holder(next, .candidate, person, plan.seed))
            }
        }
        self.demo = demo
        self.signedIn = signedIn
        let desks = (1...plan.recruiters).filter { !ScaledPlan.isCoordinator(recruiter: $0) }
        let count = min(8, desks.count)
        staff =
            sessions == 0
            ? [] : [(.coordinator, ScaledShape.recruiters)] + (0..<count).map { (.recruiter, desks[$0 * desks.count / count]) }
    }

    private static func holder(_ id: Int, _ role: Role, _ person: Int?, _ seed: UInt64) -> Holder {
        let known: ScaledPerson? = person.map { person in
            switch role {
            case .candidate: .candidate(person, seed: seed)
            case .client: .contact(person, seed: seed)
            // The first one works at the company that sponsors the programme, as its last contact.
            case .referrer where person == 1: .contact(ScaledShape.contactsPerClient, seed: seed)
            case .referrer: .referrer(person, seed: seed)
            case .recruiter, .coordinator, .admin: .recruiter(person, seed: seed)
            }
        }
        return Holder(
            id: id, role: role, person: person, name: known?.name ?? Array("Robin Achterberg".utf8),
            email: known?.email ?? Array("robin.achterberg@brightwater.example".utf8))
    }

    /// The rows of accounts that are no recruiter's.
    func rows() throws -> ScaledRows {
        var rows = ScaledRows()
        var written: Set<Int> = []
        let made = plan.setting.agency.moment(plan.setting.agency.before(plan.setting.today, 1), minute: 600)
        for holder in demo + signedIn
        where holder.role != .recruiter && holder.role != .coordinator && written.insert(holder.id).inserted {
            rows[.accounts].add(holder.id)
            rows[.accounts].add(holder.email)
            rows[.accounts].add(word: holder.role.rawValue)
            rows[.accounts].add(holder.name)
            rows[.accounts].add(holder.person)
            rows[.accounts].add(moment: made)
            rows[.accounts].endRow()
        }
        return rows
    }

    /// Stores the hashes of the demo accounts' passwords.
    func keep(_ hashes: [String], _ passwords: [String], in transaction: Transaction) async throws -> [DemoAccount] {
        let ids = demo.map { Int64($0.id) }
        _ = try await transaction.query(
            """
            insert into liaison_private.credentials (account_id, password_hash)
            select * from unnest(\(ids), \(hashes))
            """)
        return zip(demo, passwords).map {
            DemoAccount(role: $0.role, email: String(decoding: $0.email, as: UTF8.self), password: $1)
        }
    }

    /// Opens the sessions; the database keeps only what a token's text hashes to.
    func open(in transaction: Transaction) async throws -> [ScaledAgency.OpenSession] {
        let wanted =
            staff.map { ($0.role, plan.account(recruiter: $0.recruiter)) } + signedIn.map { (Role.candidate, $0.id) }
        var opened: [ScaledAgency.OpenSession] = []
        for start in stride(from: 0, to: wanted.count, by: 2000) {
            let tokens = wanted[start..<min(start + 2000, wanted.count)].map { (account: $0.1, token: SessionToken(role: $0.0)) }
            _ = try await transaction.query(
                """
                select count(*)
                  from unnest(\(tokens.map { Int64($0.account) }), \(tokens.map { Self.hex($0.token.digest) })) t (account, hash)
                 cross join lateral liaison.open_session(t.account, decode(t.hash, 'hex'), 'load test', '30 days', '30 days') s
                """)
            opened += tokens.map { .init(role: $0.token.role, accountID: Int64($0.account), token: $0.token.text) }
        }
        return opened
    }

    private static func hex(_ bytes: [UInt8]) -> String {
        bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}
