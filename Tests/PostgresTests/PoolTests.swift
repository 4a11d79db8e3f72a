import Testing

@testable import Postgres

extension ServerTests {
    @Suite struct PoolTests {
        @Test func fiveHundredTasksShareFourConnections() async throws {
            try await TestServer.withPool("many") { pool in
                let sum = try await withThrowingTaskGroup(of: Int.self) { group in
                    for number in 1...500 {
                        group.addTask {
                            try await pool.pipeline(["select \(number)::int", "select pg_sleep(0.001)"])[0].scalar()
                        }
                    }
                    return try await group.reduce(0, +)
                }
                #expect(sum == 125_250)
                let statistics = pool.statistics
                #expect(statistics.total <= 4)
                #expect(statistics.leased == 0)
                #expect(statistics.waiting == 0)
            }
        }

        @Test func aFullQueueRefusesAtOnce() async throws {
            try await TestServer.withPool("full", { ($0.maximumConnections, $0.maximumWaiters) = (1, 1) }) { pool in
                let holder = Task { try await pool.pipeline(["select pg_sleep(2)"]) }
                try await eventually("one holds the connection") { pool.statistics.leased == 1 }
                let waiter = Task { try await pool.pipeline(["select 1"]) }
                try await eventually("one waits") { pool.statistics.waiting == 1 }
                let error = await postgresError { _ = try await pool.pipeline(["select 1"]) }
                #expect(error?.code == .poolQueueFull)
                #expect(error?.isSafeToRetry == true)
                _ = try await holder.value
                _ = try await waiter.value
            }
        }

        @Test func aWaitExpires() async throws {
            let limits: (inout PoolConfiguration) -> Void = {
                ($0.maximumConnections, $0.acquireDeadline) = (1, .milliseconds(100))
            }
            try await TestServer.withPool("expire", limits) { pool in
                // The first connection may take longer than anybody waits here.
                try await eventually("connected") { (try? await pool.pipeline(["select 1"])) != nil }
                let holder = Task { try await pool.pipeline(["select pg_sleep(2)"]) }
                try await eventually("one holds the connection") { pool.statistics.leased == 1 }
                let error = await postgresError { _ = try await pool.pipeline(["select 1"]) }
                #expect(error?.code == .poolWaitExpired)
                let cancelled = Task { await postgresError { _ = try await pool.pipeline(["select 1"]) } }
                cancelled.cancel()
                #expect(await cancelled.value?.code == .cancelled)
                _ = try await holder.value
            }
        }

        @Test func closingFailsWaitersAndRefusesNewcomers() async throws {
            try await TestServer.withPool("closing", { $0.maximumConnections = 1 }) { pool in
                let holder = Task { try await pool.pipeline(["select pg_sleep(2)"]) }
                try await eventually("one holds the connection") { pool.statistics.leased == 1 }
                let waiter = Task { await postgresError { _ = try await pool.pipeline(["select 1"]) } }
                try await eventually("one waits") { pool.statistics.waiting == 1 }
                await pool.close()
                _ = try await holder.value
                #expect(await waiter.value?.code == .poolClosed)
                let late = await postgresError { _ = try await pool.pipeline(["select 1"]) }
                #expect(late?.code == .poolClosed)
                #expect(pool.statistics.total == 0)
            }
        }

        @Test func anUncleanConnectionIsNotPassedOn() async throws {
            try await TestServer.withPool("unclean") { pool in
                try await pool.withConnection { _ = try await $0.query("begin") }
                #expect(pool.statistics.total == 0)
                #expect(pool.statistics.closed == 1)
            }
        }

        @Test func warmingUpOpensTheMinimum() async throws {
            try await TestServer.withPool("warm", { $0.minimum = 3 }) { pool in
                await pool.warmUp()
                #expect(pool.statistics.idle == 3)
                try await expectAlive(pool)
            }
        }

        @Test func oldConnectionsAreReplaced() async throws {
            try await TestServer.withPool("old", { $0.lifetime = .milliseconds(50) }) { pool in
                let first = try await pool.pipeline(["select pg_backend_pid(), pg_sleep(0.1)"])[0].scalar(as: Int.self)
                let second = try await pool.pipeline(["select pg_backend_pid()"])[0].scalar(as: Int.self)
                #expect(first != second)
            }
        }

        @Test func nothingLeaks() async throws {
            for _ in 1...5 {
                try await TestServer.withPool("leak") { pool in
                    await withTaskGroup(of: Void.self) { group in
                        for number in 1...40 {
                            group.addTask {
                                let sleep: SQL = number.isMultiple(of: 2) ? "select pg_sleep(5)" : "select 1"
                                _ = try? await pool.pipeline(
                                    [sleep], deadline: .milliseconds(30), commits: number % 4 == 0)
                            }
                        }
                    }
                }
            }
            // A descriptor that stays open keeps its backend; other suites of this process open descriptors of their own.
            try await TestServer.withPool("leak-count") { pool in
                var left = 1
                for _ in 1...50 where left > 0 {
                    left = try await pool.pipeline([
                        "select count(*) from pg_stat_activity where application_name = 'leak' and wait_event <> 'PgSleep'"
                    ])[0].scalar(as: Int.self)
                    try await Task.sleep(for: .milliseconds(20))
                }
                #expect(left == 0)
            }
        }
    }
}
