import Testing

@testable import Postgres

extension ServerTests {
    @Suite struct TransactionTests {
        struct BodyError: Error, Equatable {}

        private func withTable(_ body: (PostgresPool) async throws -> Void) async throws {
            try await TestServer.withPool { pool in
                let setUp: [SQL] = ["drop table if exists tx_test", "create table tx_test (id bigint primary key)"]
                _ = try await pool.pipeline(setUp, commits: true)
                try await body(pool)
                _ = try await pool.pipeline(["drop table tx_test"], commits: true)
            }
        }

        private func expectCount(
            _ expected: Int, _ pool: PostgresPool, sourceLocation: SourceLocation = #_sourceLocation
        ) async throws {
            let count: Int = try await pool.pipeline(["select count(*) from tx_test"])[0].scalar()
            #expect(count == expected, sourceLocation: sourceLocation)
        }

        @Test func commitsWithOpeningAndClosingStatements() async throws {
            try await withTable { pool in
                let value = try await pool.transaction(opening: ["select \(41)::int"]) { transaction, opened in
                    _ = try await transaction.query("insert into tx_test values (\(Int64(1)))")
                    transaction.onCommit(with: "insert into tx_test values (\(Int64(2)))")
                    return try opened[0].scalar(as: Int.self) + 1
                }
                #expect(value == 42)
                try await expectCount(2, pool)
            }
        }

        @Test func theBodysErrorIsRethrownAfterRollback() async throws {
            try await withTable { pool in
                await #expect(throws: BodyError()) {
                    try await pool.transaction { transaction, _ in
                        _ = try await transaction.query("insert into tx_test values (1)")
                        throw BodyError()
                    }
                }
                try await expectCount(0, pool)
                #expect(pool.statistics.total == 1)
            }
        }

        @Test func aSwallowedErrorCannotCommit() async throws {
            try await withTable { pool in
                let error = await postgresError {
                    try await pool.transaction { transaction, _ in
                        _ = try await transaction.query("insert into tx_test values (1)")
                        _ = try? await transaction.query("select 1/0")
                    }
                }
                #expect(error?.sqlState == "22012")
                try await expectCount(0, pool)
            }
        }

        @Test func openingAndClosingFailuresRollBack() async throws {
            try await withTable { pool in
                let opening = await postgresError {
                    try await pool.transaction(opening: ["select 1", "select 1/0"]) { _, _ in
                        _ = Issue.record("body ran")
                    }
                }
                #expect(opening?.sqlState == "22012")
                #expect(opening?.statementIndex == 1)
                let closing = await postgresError {
                    try await pool.transaction { transaction, _ in
                        _ = try await transaction.query("insert into tx_test values (1)")
                        transaction.onCommit(with: "insert into tx_test values (1)")
                    }
                }
                #expect(closing?.sqlState == "23505")
                try await expectCount(0, pool)
                #expect(pool.statistics.total == 1)
            }
        }

        @Test func anEscapedTransactionIsMisuse() async throws {
            try await withTable { pool in
                var escaped: Transaction?
                try await pool.transaction { transaction, _ in escaped = transaction }
                let late = try #require(escaped)
                let error = await postgresError { _ = try await late.query("select 1") }
                #expect(error?.code == .misuse)
            }
        }

        @Test func aSecondUseAtOnceIsBusy() async throws {
            try await withTable { pool in
                try await pool.transaction { transaction, _ in
                    async let slow = transaction.query("select pg_sleep(0.3)")
                    try await Task.sleep(for: .milliseconds(100))
                    let error = await postgresError { _ = try await transaction.query("select 1") }
                    #expect(error?.code == .connectionBusy)
                    _ = try await slow
                    // The refusal is a failure of the program; the transaction itself is whole.
                }
            }
        }

        @Test func rowsStreamOneAtATime() async throws {
            try await withTable { pool in
                try await pool.transaction(isolation: .snapshot) { transaction, _ in
                    var sum = 0
                    try await transaction.stream("select generate_series(1, \(10_000)::int)") { row in
                        sum += try row.get(0, as: Int.self)
                    }
                    #expect(sum == 50_005_000)
                    #expect(try await transaction.query("select 1").scalar(as: Int.self) == 1)
                }
                await #expect(throws: BodyError()) {
                    try await pool.transaction { transaction, _ in
                        try await transaction.stream("select generate_series(1, 100000000)") { row in
                            if try row.get(0, as: Int.self) == 1000 { throw BodyError() }
                        }
                    }
                }
                let error = await postgresError {
                    try await pool.transaction { transaction, _ in
                        try await transaction.stream("select 1 / (5 - g) from generate_series(1, 9) g") { _ in }
                    }
                }
                #expect(error?.sqlState == "22012")
                #expect(pool.statistics.total == 1)
            }
        }

        @Test func copyGoesBothWays() async throws {
            try await withTable { pool in
                try await pool.transaction { transaction, _ in
                    let count = try await transaction.copyIn("copy tx_test from stdin") { writer in
                        for start in stride(from: 0, to: 100_000, by: 1000) {
                            try await writer.write((start..<start + 1000).map { "\($0)\n" }.joined())
                        }
                    }
                    #expect(count == 100_000)
                }
                try await expectCount(100_000, pool)
                try await pool.withConnection { connection in
                    var bytes = 0
                    try await connection.copyOut("copy (select id from tx_test order by id) to stdout") {
                        bytes += $0.count
                    }
                    #expect(bytes == 588_890)
                    #expect(try await connection.query("select 1").scalar(as: Int.self) == 1)
                }
                await #expect(throws: BodyError()) {
                    try await pool.transaction { transaction, _ in
                        _ = try await transaction.copyIn("copy tx_test from stdin") { writer in
                            try await writer.write("200001\n")
                            throw BodyError()
                        }
                    }
                }
                let refused = await postgresError {
                    try await pool.transaction { transaction, _ in
                        _ = try await transaction.copyIn("copy tx_test from stdin") { try await $0.write("x\n") }
                    }
                }
                #expect(refused?.sqlState == "22P02")
                try await expectCount(100_000, pool)
            }
        }

        @Test func notificationsArrive() async throws {
            try await TestServer.withPool { pool in
                try await pool.withConnection { connection in
                    try await connection.listen("Odd \"name")
                    #expect(try await connection.notifications(within: .milliseconds(50)).isEmpty)
                    _ = try await pool.pipeline(["select pg_notify('Odd \"name', 'hello')"], commits: true)
                    let arrived = try await connection.notifications(within: .seconds(5))
                    #expect(arrived.map(\.payload) == ["hello"])
                    _ = try await connection.query("unlisten *")
                }
            }
        }
    }
}
