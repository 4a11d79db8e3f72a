import Foundation
import Testing

@testable import Postgres

extension ServerTests {
    @Suite struct FailureTests {
        @Test func aReadsDeadlineCancelsAndKeepsTheConnection() async throws {
            try await TestServer.withPool { pool in
                let start = MonotonicTime.now
                let error = await postgresError {
                    _ = try await pool.pipeline(["select pg_sleep(20)"], deadline: .milliseconds(150))
                }
                #expect(error?.code == .timedOut)
                #expect(MonotonicTime.now.since(start) < .seconds(10))
                try await expectAlive(pool)
                #expect(pool.statistics.connected == 1)
            }
        }

        @Test func aCommitsDeadlineIsInDoubtAndClosesTheSocket() async throws {
            try await TestServer.withPool("doubt") { pool in
                try await expectAlive(pool)
                let error = await postgresError {
                    // Long enough for a busy machine to send it.
                    _ = try await pool.pipeline(["select pg_sleep(6)"], deadline: .seconds(2), commits: true)
                }
                #expect(error?.code == .inDoubt)
                #expect(pool.statistics.total == 0)
                #expect(pool.statistics.inDoubt == 1)
                let transaction = await postgresError {
                    // Long enough for a busy machine to reach the commit.
                    try await pool.transaction(deadline: .seconds(2)) { transaction, _ in
                        transaction.onCommit(with: "select pg_sleep(6)")
                    }
                }
                #expect(transaction?.code == .inDoubt)
                try await expectAlive(pool)
            }
        }

        @Test func aTerminatedBackendIsLostAndReplaced() async throws {
            try await TestServer.withPool("victim") { pool in
                let error = await postgresError {
                    try await pool.transaction { transaction, _ in
                        let pid = try await transaction.query("select pg_backend_pid()").scalar(as: Int32.self)
                        try await terminate(pid)
                        _ = try await transaction.query("select 1")
                    }
                }
                #expect(error?.code == .connectionLost)
                #expect(error?.sqlState == "57P01")
                try await expectAlive(pool)
            }
        }

        @Test func anIdleConnectionFoundDeadIsReplacedUnnoticed() async throws {
            try await TestServer.withPool("idle") { pool in
                for commits in [false, true] {
                    let pid = try await pool.pipeline(["select pg_backend_pid()"])[0].scalar(as: Int32.self)
                    try await terminate(pid)
                    let next = try await pool.pipeline(["select pg_backend_pid()"], commits: commits)[0]
                    #expect(try next.scalar(as: Int32.self) != pid)
                }
                #expect(pool.statistics.foundDead == 2)
            }
        }

        @Test func aReadWhoseBackendDiesIsRepeatedOnce() async throws {
            try await TestServer.withPool("repeat") { pool in
                let waiting = Task { try await pool.pipeline(["select pg_sleep(0.5), pg_backend_pid()"]) }
                try await Task.sleep(for: .milliseconds(200))
                try await terminateAll("repeat")
                #expect(try await waiting.value.count == 1)
                #expect(pool.statistics.retried == 1)
                let doubtful = Task {
                    await postgresError { _ = try await pool.pipeline(["select pg_sleep(1)"], commits: true) }
                }
                try await Task.sleep(for: .milliseconds(200))
                try await terminateAll("repeat")
                #expect(await doubtful.value?.code == .inDoubt)
            }
        }

        @Test func cancellingTheTaskCancelsTheStatement() async throws {
            try await TestServer.withPool("cancel") { pool in
                let task = Task { await postgresError { _ = try await pool.pipeline(["select pg_sleep(20)"]) } }
                try await Task.sleep(for: .milliseconds(150))
                let start = MonotonicTime.now
                task.cancel()
                #expect(await task.value?.code == .cancelled)
                #expect(MonotonicTime.now.since(start) < .seconds(10))
                try await expectAlive(pool)
                #expect(pool.statistics.connected == 1)
                let late = Task {
                    await postgresError {
                        while !Task.isCancelled { await Task.yield() }
                        _ = try await pool.pipeline(["select 1"], commits: true)
                    }
                }
                late.cancel()
                #expect(await late.value?.code == .cancelled)
            }
        }

        @Test func streamsObeyDeadlines() async throws {
            try await TestServer.withPool("stream", { $0.statementDeadline = .milliseconds(200) }) { pool in
                let error = await postgresError {
                    try await pool.withConnection { connection in
                        try await connection.stream("select pg_sleep(20)") { _ in }
                    }
                }
                #expect(error?.code == .timedOut)
                try await expectAlive(pool)
                #expect(pool.statistics.connected == 1)
            }
        }

        @Test func wrongCredentialsAndHostsAreTold() async throws {
            let nowhere: (inout PoolConfiguration) -> Void = {
                $0.keywords["host"] = "/nonexistent"
                $0.connectRetryWindow = .milliseconds(100)
            }
            try await TestServer.withPool("nowhere", nowhere) { pool in
                let error = await postgresError { _ = try await pool.pipeline(["select 1"]) }
                #expect(error?.code == .connectFailed)
                #expect(error?.isSafeToRetry == true)
            }
            try await TestServer.withPool("unknown", { $0.keywords["user"] = "no_such_role" }) { pool in
                let error = await postgresError { _ = try await pool.pipeline(["select 1"]) }
                #expect(error?.code == .authentication)
                #expect(error?.sqlState == "28000")
            }
            try await TestServer.withPool(
                "second", { $0.keywords["host"] = "/nonexistent," + ($0.keywords["host"] ?? "") }
            ) {
                try await expectAlive($0)
            }
        }

        private func terminate(_ pid: Int32) async throws {
            try await TestServer.withPool("killer") { pool in
                _ = try await pool.pipeline(["select pg_terminate_backend(\(pid), 5000)"])
            }
        }

        private func terminateAll(_ name: String) async throws {
            try await TestServer.withPool("killer") { pool in
                _ = try await pool.pipeline([
                    "select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name = \(name)"
                ])
            }
        }
    }
}
