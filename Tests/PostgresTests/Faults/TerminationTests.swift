import DatabaseTestSupport
import Testing

@testable import Postgres

extension ServerTests {
    /// An administrator ends server processes, or the server itself.
    @Suite struct TerminationTests {
        private func withPool(_ name: String, _ body: (PostgresPool, _ terminate: () async throws -> Void) async throws -> Void)
            async throws
        {
            try await TestServer.withPool("terminator") { killer in
                try await TestServer.withPool(name) { pool in
                    try await body(pool) {
                        // Not before the work is under way.
                        try await eventually("something to terminate") {
                            try await killer.pipeline([
                                """
                                select count(*) from pg_stat_activity
                                where application_name = \(name) and state <> 'idle'
                                """
                            ])[0].scalar(as: Int.self) > 0
                        }
                        _ = try await killer.pipeline([
                            """
                            select pg_terminate_backend(pid, 20000) from pg_stat_activity
                            where application_name = \(name) and state <> 'idle'
                            """
                        ])
                    }
                }
            }
        }

        private func expectLost(
            _ error: PostgresError?, _ pool: PostgresPool, sourceLocation: SourceLocation = #_sourceLocation
        ) async throws {
            #expect(error?.code == .connectionLost, sourceLocation: sourceLocation)
            #expect(error?.sqlState == "57P01", sourceLocation: sourceLocation)
            try await expectAlive(pool, sourceLocation: sourceLocation)
        }

        @Test func inMidQuery() async throws {
            try await withPool("term-query") { pool, terminate in
                let work = Task {
                    await postgresError {
                        try await pool.transaction { t, _ in _ = try await t.query("select pg_sleep(60)") }
                    }
                }
                try await terminate()
                try await expectLost(await work.value, pool)
            }
        }

        @Test func inMidPipeline() async throws {
            try await withPool("term-pipeline") { pool, terminate in
                let work = Task {
                    await postgresError {
                        try await pool.withConnection { connection in
                            _ = try await connection.pipeline(["select 1", "select pg_sleep(60)", "select 3"])
                        }
                    }
                }
                try await terminate()
                let error = await work.value
                #expect(error?.statementIndex == 1)
                try await expectLost(error, pool)
                let doubtful = Task {
                    await postgresError {
                        _ = try await pool.pipeline(["select 1", "select pg_sleep(60)"], commits: true)
                    }
                }
                try await terminate()
                let doubt = await doubtful.value
                #expect(doubt?.code == .inDoubt)
                #expect(doubt?.sqlState == "57P01")
                #expect(doubt?.isSafeToRetry == false)
            }
        }

        @Test func inMidStream() async throws {
            try await withPool("term-stream") { pool, terminate in
                var count = 0
                let error = await postgresError {
                    try await pool.withConnection { connection in
                        try await connection.stream("select repeat('x', 1000) from generate_series(1, 10000000)") { _ in
                            count += 1
                            if count == 100 { try await terminate() }
                        }
                    }
                }
                #expect(count >= 100)
                #expect(error?.code == .connectionLost)
                try await expectAlive(pool)
            }
        }

        @Test func inMidCopyOut() async throws {
            try await withPool("term-out") { pool, terminate in
                let work = Task {
                    await postgresError {
                        try await pool.withConnection { connection in
                            try await connection.copyOut("copy (select pg_sleep(60)) to stdout") { _ in }
                        }
                    }
                }
                try await terminate()
                try await expectLost(await work.value, pool)
            }
        }

        @Test func inMidCopyIn() async throws {
            try await withPool("term-in") { pool, terminate in
                let error = await postgresError {
                    try await pool.transaction { transaction, _ in
                        _ = try await transaction.query("create temporary table incoming (id bigint) on commit drop")
                        _ = try await transaction.copyIn("copy incoming from stdin") { writer in
                            try await writer.write("1\n")
                            try await terminate()
                            for _ in 1...100_000 { try await writer.write("2\n") }
                        }
                    }
                }
                try await expectLost(error, pool)
            }
        }

        @Test func whileListening() async throws {
            try await withPool("term-listen") { pool, _ in
                let error = await postgresError {
                    try await pool.withConnection { connection in
                        try await connection.listen("news")
                        let pid = connection.backendPID
                        async let terminated = pool.pipeline(["select pg_terminate_backend(\(pid), 20000)"])
                        _ = try await connection.notifications(within: .seconds(60))
                        _ = try await terminated
                    }
                }
                try await expectLost(error, pool)
            }
        }

        @Test func idleInThePoolUnnoticed() async throws {
            try await withPool("term-idle") { pool, _ in
                let leases = [try await pool.acquire(), try await pool.acquire()]
                for lease in leases { pool.release(lease) }
                try await TestServer.withPool("killer") { killer in
                    _ = try await killer.pipeline([
                        "select pg_terminate_backend(pid, 20000) from pg_stat_activity where application_name = 'term-idle'"
                    ])
                }
                for commits in [true, false] {
                    _ = try await pool.pipeline(["select 1"], commits: commits)
                }
                try await pool.transaction { transaction, _ in _ = try await transaction.query("select 1") }
                #expect(pool.statistics.foundDead == 2)
                #expect(pool.statistics.retried == 0)
            }
        }

        @Test func aListeningConnectionIsNotPassedOn() async throws {
            try await withPool("no-listener") { pool, _ in
                try await pool.withConnection { try await $0.listen("news") }
                #expect(pool.statistics.total == 0)
            }
        }

        @Test func aRestartIsBridged() async throws {
            try await PrivateCluster.with { cluster in
                try await cluster.start()
                func pool(_ name: String) throws -> PostgresPool {
                    var configuration = try cluster.configuration(name)
                    configuration.connectRetryWindow = .seconds(60)
                    configuration.acquireDeadline = .seconds(60)
                    return PostgresPool(name: name, configuration: configuration, logger: TestServer.quiet)
                }
                let (reader, writer, observer) = (try pool("reader"), try pool("writer"), try pool("observer"))
                for mode in ["fast", "immediate"] {
                    async let read = reader.pipeline(["select pg_sleep(3)", "select 'read'"])
                    let writing = Task {
                        await postgresError { _ = try await writer.pipeline(["select pg_sleep(60)"], commits: true) }
                    }
                    try await eventually("both run") {
                        try await observer.pipeline([
                            "select count(*) from pg_stat_activity where wait_event = 'PgSleep'"
                        ])[0].scalar(as: Int.self) == 2
                    }
                    try await cluster.stop(mode)
                    #expect(await writing.value?.code == .inDoubt)
                    let waiting = Task { try await expectAlive(writer) }
                    try await cluster.start()
                    #expect(try await read[1].scalar(as: String.self) == "read")
                    try await waiting.value
                }
                #expect(writer.statistics.connectFailures > 0)
                for pool in [reader, writer, observer] { await pool.close() }
            }
        }
    }
}
