import Testing

@testable import Postgres

extension ServerTests {
    /// Transactions that meet others: PostgreSQL refuses one, and it is done again.
    @Suite struct RetryTests {
        /// Holds the first attempts of two transactions until both have come so far.
        private actor Meeting {
            private var first: CheckedContinuation<Void, Never>?
            private var arrivals = 0

            func arrive() async {
                arrivals += 1
                if arrivals == 2 { first?.resume() }
                if arrivals == 1 { await withCheckedContinuation { first = $0 } }
            }
        }

        private func withTable(_ body: (PostgresPool) async throws -> Void) async throws {
            try await TestServer.withPool("retry-whole") { pool in
                _ = try await pool.pipeline(
                    [
                        "drop table if exists retry_test", "create table retry_test (id bigint primary key, n bigint not null)",
                        "insert into retry_test values (1, 0), (2, 0)",
                    ], commits: true)
                try await body(pool)
                _ = try await pool.pipeline(["drop table retry_test"], commits: true)
            }
        }

        /// Two transactions, each of which adds to one row what it read from both.
        private func addCrosswise(_ attempts: Int, _ pool: PostgresPool) async -> [PostgresError?] {
            let meeting = Meeting()
            return await withTaskGroup(of: PostgresError?.self) { group in
                for row in [Int64(1), 2] {
                    group.addTask {
                        do {
                            try await pool.transaction(isolation: .serializable, attempts: attempts) { transaction, _ in
                                let sum = try await transaction.query("select sum(n)::bigint from retry_test").scalar(as: Int64.self)
                                await meeting.arrive()
                                _ = try await transaction.query("update retry_test set n = \(sum + 1) where id = \(row)")
                            }
                            return nil
                        } catch { return error as? PostgresError }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
        }

        @Test func aSerializationFailureIsThrownUnlessRepeated() async throws {
            try await withTable { pool in
                let errors = await addCrosswise(1, pool)
                #expect(errors.compactMap { $0?.sqlState } == ["40001"])
                #expect(errors.compactMap { $0 }.allSatisfy { $0.isSerializationFailure })
            }
            try await withTable { pool in
                let errors = await addCrosswise(4, pool)
                #expect(errors.compactMap { $0 }.isEmpty)
                // As if one had come after the other: 1, and then 1 + 1.
                let values = try await pool.pipeline(["select array_agg(n order by n)::text from retry_test"])[0].scalar(as: String.self)
                #expect(values == "{1,2}")
                #expect(pool.statistics.retried > 0)
            }
        }

        @Test func aDeadlockIsBrokenAndRepeated() async throws {
            try await withTable { pool in
                let meeting = Meeting()
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for order in [[Int64(1), 2], [2, 1]] {
                        group.addTask {
                            try await pool.transaction(attempts: 4) { transaction, _ in
                                _ = try await transaction.query("update retry_test set n = n + 1 where id = \(order[0])")
                                await meeting.arrive()
                                _ = try await transaction.query("update retry_test set n = n + 1 where id = \(order[1])")
                            }
                        }
                    }
                    try await group.waitForAll()
                }
                let sum = try await pool.pipeline(["select sum(n)::bigint from retry_test"])[0].scalar(as: Int64.self)
                #expect(sum == 4)
                #expect(pool.statistics.retried > 0)
            }
        }

        @Test func aPlanGoneStaleInsideOfATransactionIsRepeated() async throws {
            try await TestServer.withPool("retry-stale", { $0.maximumConnections = 1 }) { pool in
                _ = try await pool.pipeline(
                    ["drop table if exists retry_stale_test", "create table retry_stale_test (a int)"], commits: true)
                /// The statement in the body or beside the commit.
                func run(beside: Bool, attempts: Int) async throws {
                    try await pool.transaction(attempts: attempts) { transaction, _ in
                        if beside {
                            transaction.onCommit(with: "select * from retry_stale_test")
                        } else {
                            _ = try await transaction.query("select * from retry_stale_test")
                        }
                    }
                }
                for (number, beside) in [false, true].enumerated() {
                    for _ in 1...3 { try await run(beside: beside, attempts: 1) }
                    _ = try await pool.pipeline(["alter table retry_stale_test add x\(raw: String(number)) text"], commits: true)
                    try await run(beside: beside, attempts: 2)
                    // Without a second attempt it fails once, and not for ever.
                    for _ in 1...3 { try await run(beside: beside, attempts: 1) }
                    _ = try await pool.pipeline(["alter table retry_stale_test add y\(raw: String(number)) text"], commits: true)
                    let error = await postgresError { try await run(beside: beside, attempts: 1) }
                    #expect(error?.isStaleStatement == true)
                    try await run(beside: beside, attempts: 1)
                }
                _ = try await pool.pipeline(["drop table retry_stale_test"], commits: true)
            }
        }

        @Test func otherFailuresAreNotRepeated() async throws {
            try await withTable { pool in
                var attempts = 0
                let error = await postgresError {
                    try await pool.transaction(attempts: 5) { transaction, _ in
                        attempts += 1
                        _ = try await transaction.query("insert into retry_test values (1, 1)")
                    }
                }
                #expect(error?.sqlState == "23505")
                #expect(attempts == 1)
            }
        }
    }
}
