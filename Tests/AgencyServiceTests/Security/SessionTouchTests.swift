import Postgres
import TestSupport
import Testing

@Suite("When a session was last seen")
struct SessionTouchTests {
    /// Whether a transaction that enters so would wait for the disk at its commit, and whether the session was noted as seen.
    private func enter(_ database: TestDatabase, readOnly: Bool, isFresh: Bool) async throws -> (isDurable: Bool, isSeen: Bool) {
        let age = isFresh ? "0 minutes" : "2 minutes"
        try await database.execute("update liaison_private.sessions set last_seen_at = now() - interval '\(age)'")
        var configuration = try PoolConfiguration(url: database.url(as: Cast.ruth.databaseRole.rawValue))
        configuration.maximumConnections = 1
        let pool = PostgresPool(name: "touch", configuration: configuration, logger: TestCluster.quietLogger)
        let before = try await seen(database)
        let setting = try await pool.transaction(opening: [
            "select set_config('synchronous_commit', 'on', true)",
            "select name from liaison.enter(\(Cast.ruth.token), \(Cast.ruth.role), 'probe', \(Cast.now), \(readOnly))",
        ]) { transaction, _ in
            try await transaction.query("select current_setting('synchronous_commit')").scalar(as: String.self)
        }
        await pool.close()
        return (setting == "on", try await seen(database) != before)
    }

    private func seen(_ database: TestDatabase) async throws -> String {
        try await database.value(
            "select last_seen_at::text from liaison_private.sessions where token_hash = sha256(convert_to(\(Cast.ruth.token), 'UTF8'))")
    }

    @Test("is noted once a minute; a read does not wait for the disk for that, and a write stays durable")
    func touch() async throws {
        try await withDatabase { database in
            let read = try await enter(database, readOnly: true, isFresh: false)
            #expect(read == (isDurable: false, isSeen: true))
            let write = try await enter(database, readOnly: false, isFresh: false)
            #expect(write == (isDurable: true, isSeen: true))
            for readOnly in [true, false] {
                let untouched = try await enter(database, readOnly: readOnly, isFresh: true)
                #expect(untouched == (isDurable: true, isSeen: false))
            }
        }
    }
}
