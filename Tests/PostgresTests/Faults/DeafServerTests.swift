import DatabaseTestSupport
import Testing

@testable import Postgres

extension ServerTests {
    /// A server that keeps its connections and says nothing: only a deadline notices.
    @Suite struct DeafServerTests {
        private func fallSilent(_ server: FaultyServer) {
            server.proxy.welcome(.deaf)
            server.proxy.strike(.silence)
        }

        @Test func everyOperationEndsAtItsDeadline() async throws {
            let change: (inout PoolConfiguration) -> Void = {
                $0.statementDeadline = .milliseconds(500)
                $0.maximumConnections = 6
            }
            try await FaultyServer.with("deaf", change) { server in
                let pool = server.pool
                // Six connections, silenced while something runs on each.
                let leases = try await Self.six { try await pool.acquire() }
                for lease in leases { pool.release(lease) }
                async let codes = Self.codes(pool, server.table)
                try await eventually("all are leased") { pool.statistics.leased == 6 }
                fallSilent(server)
                let seen = await codes
                #expect(seen.count == 6)
                #expect(seen.allSatisfy { $0 == .timedOut || $0 == .inDoubt }, "\(seen)")
                server.proxy.heal()
                try await expectAlive(pool)
            }
        }

        private static func six<R: Sendable>(_ body: @escaping @Sendable () async throws -> R) async throws -> [R] {
            try await withThrowingTaskGroup(of: R.self) { group in
                for _ in 1...6 { group.addTask { try await body() } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
        }

        /// How six kinds of work end that the server would take a long time for.
        private static func codes(_ pool: PostgresPool, _ table: String) async -> [PostgresError.Code] {
            let works: [@Sendable () async throws -> Void] = [
                { _ = try await pool.pipeline(["select pg_sleep(20)"]) },
                { _ = try await pool.pipeline(["select pg_sleep(20)"], commits: true) },
                { try await pool.transaction { t, _ in _ = try await t.query("select pg_sleep(20)") } },
                { try await pool.withConnection { try await $0.stream("select pg_sleep(20)") { _ in } } },
                { try await pool.withConnection { try await $0.copyOut("copy (select pg_sleep(20)) to stdout") { _ in } } },
                {
                    try await pool.transaction { transaction, _ in
                        _ = try await transaction.copyIn("copy \(raw: table) from stdin") { writer in
                            while true { try await writer.write("1\n") }
                        }
                    }
                },
            ]
            return await withTaskGroup(of: PostgresError.Code?.self) { group in
                for work in works { group.addTask { await postgresError(work)?.code } }
                return await group.reduce(into: []) { if let code = $1 { $0.append(code) } }
            }
        }

        @Test func cancelRequestsThatNobodyAnswersHoldNothingUp() async throws {
            try await FaultyServer.with("unheard", { $0.maximumConnections = 8 }) { server in
                let pool = server.pool
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 1...8 {
                        group.addTask {
                            let error = await postgresError {
                                _ = try await pool.pipeline(["select pg_sleep(20)"], deadline: .seconds(2))
                            }
                            #expect(error?.code == .timedOut)
                        }
                    }
                    try await eventually("all are leased") { pool.statistics.leased == 8 }
                    fallSilent(server)
                    try await group.waitForAll()
                }
                // Eight cancel requests hang; resolving a name and cancelling elsewhere go on.
                try await TestServer.withPool("elsewhere") { elsewhere in
                    let error = await postgresError {
                        _ = try await elsewhere.pipeline(["select pg_sleep(20)"], deadline: .milliseconds(200))
                    }
                    #expect(error?.code == .timedOut)
                    try await expectAlive(elsewhere)
                }
                #expect(await BlockingThreads.shared.run { 1 } == 1)
                server.proxy.heal()
                try await expectAlive(pool)
            }
        }
    }
}
