import Postgres

/// A clock that stands still (`LIAISON_NOW`) moves the database's time too, but only where the owner says that this is no real agency.
package enum FixedClock {
    /// Marks the database as one of a demonstration or test.
    ///
    /// - Parameter database: connects as somebody who may act as `liaison_owner`.
    /// - Throws: `PostgresError`.
    package static func allow(in database: PostgresPool) async throws {
        _ = try await database.pipeline(
            ["set local role liaison_owner", "update liaison_private.clock set may_be_fixed = true where not may_be_fixed"],
            commits: true)
    }
}
