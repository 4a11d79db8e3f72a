import Testing

@testable import Postgres

extension ServerTests {
    /// Deadlines hold whatever the time goes by with.
    @Suite struct DeadlineTests {
        private func withTable(_ body: (PostgresPool) async throws -> Void) async throws {
            try await TestServer.withPool("deadlines", { $0.statementDeadline = .milliseconds(500) }) { pool in
                _ = try await pool.pipeline(
                    ["drop table if exists deadline_test", "create table deadline_test (id bigint)"], deadline: .seconds(30), commits: true)
                try await body(pool)
                _ = try await pool.pipeline(["drop table deadline_test"], deadline: .seconds(30), commits: true)
            }
        }

        /// More than can be done in time, a millisecond each.
        private let most = 20_000

        private func work(_ done: inout Int) async throws {
            done += 1
            try await Task.sleep(for: .milliseconds(1))
        }

        @Test func aStreamWhoseRowsAreAllThereEnds() async throws {
            try await withTable { pool in
                var done = 0
                let error = await postgresError {
                    try await pool.withConnection { connection in
                        try await connection.stream("select generate_series(1, \(most))") { _ in try await work(&done) }
                    }
                }
                #expect(error?.code == .timedOut)
                #expect(done < most)
                let alive = try await pool.pipeline(["select 1"], deadline: .seconds(30))
                #expect(alive.count == 1)
            }
        }

        @Test func aCopyOutWhoseRowsAreAllThereEnds() async throws {
            try await withTable { pool in
                var done = 0
                let error = await postgresError {
                    try await pool.withConnection { connection in
                        try await connection.copyOut("copy (select generate_series(1, \(raw: String(most)))) to stdout") { _ in
                            try await work(&done)
                        }
                    }
                }
                #expect(error?.code == .timedOut)
                #expect(done < most)
                let alive = try await pool.pipeline(["select 1"], deadline: .seconds(30))
                #expect(alive.count == 1)
            }
        }

        @Test func aCopyInThatTheServerKeepsUpWithEnds() async throws {
            try await withTable { pool in
                var done = 0
                let error = await postgresError {
                    try await pool.withConnection { connection in
                        _ = try await connection.copyIn("copy deadline_test from stdin") { writer in
                            while done < most {
                                try await work(&done)
                                try await writer.write("1\n")
                            }
                        }
                    }
                }
                #expect(error?.code == .timedOut)
                #expect(done < most)
                let rows = try await pool.pipeline(["select count(*) from deadline_test"], deadline: .seconds(30))[0]
                #expect(try rows.scalar(as: Int.self) == 0)
            }
        }

        @Test func theErrorOfAReaderWhoTookTooLongIsTheirs() async throws {
            struct ReaderError: Error {}
            try await withTable { pool in
                for isCopy in [false, true] {
                    await #expect(throws: ReaderError.self) {
                        try await pool.withConnection { connection in
                            let late = { try await Task.sleep(for: .seconds(1)) }
                            if isCopy {
                                try await connection.copyOut("copy (select generate_series(1, 100000)) to stdout") { _ in
                                    try await late()
                                    throw ReaderError()
                                }
                            } else {
                                try await connection.stream("select generate_series(1, 100000)") { _ in
                                    try await late()
                                    throw ReaderError()
                                }
                            }
                        }
                    }
                }
            }
        }

        @Test func theWaitForAConnectionIsPartOfTheTime() async throws {
            try await TestServer.withPool("waits", { ($0.maximumConnections, $0.acquireDeadline) = (1, .seconds(60)) }) { pool in
                let held = try await pool.acquire()
                let release = Task {
                    try await Task.sleep(for: .seconds(3))
                    pool.release(held)
                }
                async let read = postgresError { _ = try await pool.pipeline(["select 1"], deadline: .milliseconds(100)) }
                async let write = postgresError {
                    try await pool.transaction(deadline: .milliseconds(100)) { transaction, _ in _ = try await transaction.query("select 1") }
                }
                for error in await [read, write] {
                    // Not `timedOut`: that would be a wait to the end, and then too late.
                    #expect(error?.code == .poolWaitExpired)
                    #expect(error?.isSafeToRetry == true)
                }
                try await release.value
                try await expectAlive(pool)
            }
        }
    }
}
