import Agency
import Postgres

/// An agency of any size with two years of history, for load tests and plans: the same order makes the same rows.
package enum ScaledAgency {
    /// How large the agency is, and what its present looks like.
    package struct Order: Sendable {
        /// Thousands of candidates, with five thousand interviews each.
        package var scale: Int
        package var seed: UInt64
        /// Interviews that are overdue on the day of the load; half a percent where it is nil.
        package var overdue: Int?
        /// Candidates who are signed in.
        package var sessions: Int

        package init(scale: Int, seed: UInt64 = 1, overdue: Int? = nil, sessions: Int = 0) {
            self.scale = scale
            self.seed = seed
            self.overdue = overdue
            self.sessions = sessions
        }

        /// What is wrong with it, or nil.
        package var fault: String? {
            if !(1...10_000).contains(scale) { return "The scale is a number from 1 to 10000." }
            if !(0...scale * ScaledShape.shared.ranked).contains(overdue ?? 0) {
                return "At this scale at most \(scale * ScaledShape.shared.ranked) interviews can be overdue."
            }
            if !(0...scale * ScaledShape.candidates).contains(sessions) {
                return "At this scale at most \(scale * ScaledShape.candidates) candidates can be signed in."
            }
            return nil
        }
    }

    /// Somebody who is signed in already.
    package struct OpenSession: Sendable, Hashable {
        package var role: Role
        package var accountID: Int64
        package var token: String
    }

    /// Why an agency cannot be loaded.
    package enum Failure: Error, Hashable, CustomStringConvertible {
        case order(String)
        /// COPY past row-level security and triggers is for superusers alone.
        case needsSuperuser

        package var description: String {
            switch self {
            case .order(let fault): fault
            case .needsSuperuser: "Loading at scale goes past triggers and row-level security, which takes a superuser's connection."
            }
        }
    }

    /// Loads a generated agency in one transaction: indexes that are left out meanwhile come back with it or with its end.
    ///
    /// - Parameters:
    ///   - order: how large, and from which seed.
    ///   - database: connects as a superuser, with a statement deadline that an index over all interviews keeps.
    ///   - service: its clock says which day it is, its hasher hashes the passwords.
    ///   - progress: the part of the whole that is done, 0 to 1.
    /// - Returns: the accounts with passwords, and the open sessions; both are stored nowhere else.
    /// - Throws: `Failure`, `DemoAgency.Failure.notEmpty`, `Problem` `busy` from the hasher, `PostgresError`.
    package static func load(
        _ order: Order, into database: PostgresPool, service: AgencyService, progress: (Double) -> Void
    ) async throws -> (accounts: [DemoAccount], sessions: [OpenSession]) {
        try await load(order, into: database, hasher: service.parts.passwords, now: service.parts.clock.now, progress: progress)
    }

    static func load(
        _ order: Order, into database: PostgresPool, hasher: PasswordHasher, now: Instant, progress: (Double) -> Void
    ) async throws -> (accounts: [DemoAccount], sessions: [OpenSession]) {
        if let fault = order.fault { throw Failure.order(fault) }
        guard try await DemoAgency.isEmpty(database: database) else { throw DemoAgency.Failure.notEmpty }
        guard try await database.pipeline(["select rolsuper from pg_roles where rolname = current_user"])[0].scalar() else {
            throw Failure.needsSuperuser
        }
        let passwords = ScaledAccounts.holders.map { _ in DemoPassword.random() }
        let hashes = try await DemoAgency.hashes(of: passwords, hasher) { progress(0.02 * $0) }
        return try await database.transaction(opening: ScaledLoad.opening) { transaction, _ in
            guard try await transaction.query("select not exists (select from liaison.recruiters)").scalar() else {
                throw DemoAgency.Failure.notEmpty
            }
            let setting = try await ScaledSetting.read(transaction, now: now)
            let plan = ScaledPlan(
                scale: order.scale, seed: order.seed, overdue: order.overdue ?? order.scale * ScaledShape.interviews / 200, setting: setting)
            let accounts = ScaledAccounts(plan, sessions: order.sessions)
            try await ScaledLoad(transaction, plan).run(accounts) { progress(0.02 + 0.98 * $0) }
            let named = try await accounts.keep(hashes, passwords, in: transaction)
            let sessions = try await accounts.open(in: transaction)
            return (named, sessions)
        }
    }
}
