import Agency
import Postgres

/// Somebody of the demo agency who can sign in.
package struct DemoAccount: Sendable, Hashable {
    package var role: Role
    package var email: String
    package var password: String
}

/// An agency with a past and a present, made for the day on which it is loaded: every list has something to show.
package enum DemoAgency {
    /// Why the demo agency cannot be loaded.
    package enum Failure: Error, Hashable, CustomStringConvertible {
        /// The database belongs to an agency already.
        case notEmpty

        package var description: String { "the database has recruiters already; the demo agency is for an empty one" }
    }

    /// Whether nobody works here yet.
    package static func isEmpty(database: PostgresPool) async throws -> Bool {
        try await database.pipeline(["select not exists (select from liaison.recruiters)"])[0].scalar()
    }

    /// Loads the demo agency in one transaction.
    ///
    /// - Parameters:
    ///   - database: connects as somebody who may act as `liaison_owner`.
    ///   - service: its clock says which day it is, its hasher hashes the passwords.
    ///   - progress: what is being done, and the part of the whole that is done, 0 to 1.
    /// - Returns: the accounts with their passwords, which are stored nowhere else.
    /// - Throws: `Failure.notEmpty`, `Problem` `busy` from the hasher, `PostgresError`.
    package static func load(
        into database: PostgresPool, service: AgencyService, progress: (String, Double) -> Void
    ) async throws -> [DemoAccount] {
        try await load(
            into: database, hasher: service.parts.passwords, now: service.parts.clock.now, progress: progress)
    }

    static func load(
        into database: PostgresPool, hasher: PasswordHasher, now: Instant, progress: (String, Double) -> Void
    ) async throws -> [DemoAccount] {
        guard try await isEmpty(database: database) else { throw Failure.notEmpty }
        let holders = DemoPeople.accounts
        let passwords = holders.map { _ in DemoPassword.random() }
        let hashes = try await hashes(of: passwords, hasher) { progress("passwords", 0.4 * $0) }
        progress("history", 0.4)
        try await database.transaction(opening: ["set local role liaison_owner"]) { transaction, _ in
            guard try await transaction.query("select not exists (select from liaison.recruiters)").scalar() else {
                throw Failure.notEmpty
            }
            // The past is entered at its own time, which the database takes from nobody else.
            let isFixed: Bool = try await transaction.query("select may_be_fixed from liaison_private.clock").scalar()
            _ = try await transaction.query("update liaison_private.clock set may_be_fixed = true")
            let setting = try await DemoSetting.read(transaction, now: now)
            var timeline = DemoTimeline(setting)
            try timeline.people(passwordHashes: hashes)
            try timeline.stories()
            let batches = timeline.batches(of: 60)
            for (number, batch) in batches.enumerated() {
                _ = try await transaction.pipeline(batch)
                progress("history", 0.4 + 0.6 * Double(number + 1) / Double(batches.count))
            }
            _ = try await transaction.query("update liaison_private.clock set may_be_fixed = \(isFixed)")
        }
        return zip(holders, passwords).map { DemoAccount(role: $0.role, email: $0.email, password: $1) }
    }

    /// Hashes passwords, two at once.
    ///
    /// - Parameter progress: the part that is done, 0 to 1.
    static func hashes(of passwords: [String], _ hasher: PasswordHasher, progress: (Double) -> Void) async throws -> [String] {
        var hashes: [String] = []
        for start in stride(from: 0, to: passwords.count, by: 2) {
            progress(Double(start) / Double(passwords.count))
            hashes += try await hash(Array(passwords[start..<min(start + 2, passwords.count)]), hasher)
        }
        return hashes
    }

    /// Hashes at most two passwords, both at once.
    private static func hash(_ passwords: [String], _ hasher: PasswordHasher) async throws -> [String] {
        guard let first = passwords.first else { return [] }
        async let firstHash = hasher.hash(first)
        guard passwords.count > 1 else { return [try await firstHash] }
        async let secondHash = hasher.hash(passwords[1])
        return [try await firstHash, try await secondHash]
    }
}

/// Passwords that can be read out and typed.
enum DemoPassword {
    /// No letter or digit that looks like another.
    private static let signs = Array("abcdefghjkmnpqrstuvwxyz23456789")

    /// 20 random characters, 99 bits.
    static func random() -> String {
        var generator = SystemRandomNumberGenerator()
        return String((0..<20).map { _ in signs[Int.random(in: signs.indices, using: &generator)] })
    }
}
