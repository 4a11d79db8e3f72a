import DatabaseTestSupport
import Testing

@testable import Postgres

extension ServerTests {
    /// Behind a PgBouncer in transaction mode, where a client's next transaction may meet another server process.
    @Suite struct PoolerTests {
        @Test func eightClientsShareTwoConnections() async throws {
            var configuration = try TestServer.configuration("behind-pooler")
            try await ConnectionPooler.with(configuration) { keywords in
                configuration.keywords.merge(keywords) { $1 }
                configuration.preparedStatements = false
                configuration.maximumConnections = 8
                configuration.acquireDeadline = .seconds(60)
                let pool = PostgresPool(name: "pooler", configuration: configuration, logger: TestServer.quiet)
                _ = try await pool.pipeline(
                    ["drop table if exists pooler_test", "create table pooler_test (id bigint primary key)"], commits: true)
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for number in 1...200 { group.addTask { try await Self.work(Int64(number), pool) } }
                    try await group.waitForAll()
                }
                let late = await postgresError { _ = try await pool.pipeline(["select pg_sleep(60)"], deadline: .seconds(1)) }
                #expect(late?.code == .timedOut)
                let rows = try await pool.pipeline(["select count(*) from pooler_test"])[0].scalar(as: Int.self)
                #expect(rows == 80)
                let backends = try await pool.pipeline([
                    "select count(distinct pid) from pg_stat_activity where application_name = 'behind-pooler'"
                ])[0].scalar(as: Int.self)
                #expect((1...2).contains(backends))
                _ = try await pool.pipeline(["drop table pooler_test"], commits: true)
                await pool.close()
            }
        }

        /// Each kind of work, which must not meet another client's settings or answers.
        private static func work(_ number: Int64, _ pool: PostgresPool) async throws {
            let echo: SQL = "select \(number)::bigint"
            switch number % 5 {
            case 0:
                let answer = try await pool.pipeline([echo])[0].scalar(as: Int64.self)
                #expect(answer == number)
            case 1:
                let error = await postgresError { _ = try await pool.pipeline([echo, "select 1 / 0"]) }
                #expect(error?.sqlState == "22012")
            case 2:
                let setting: SQL = "select set_config('liaison.pooler_test', \(String(number)), true)"
                let seen: SQL = "select current_setting('liaison.pooler_test', true)"
                let answer = try await pool.transaction(opening: [setting]) { transaction, _ in
                    _ = try await transaction.query("select pg_sleep(0.002)")
                    _ = try await transaction.query("insert into pooler_test values (\(number))")
                    return try await transaction.query(seen).scalar(as: String.self)
                }
                #expect(answer == String(number))
                let after = try await pool.pipeline([seen])[0]
                #expect(try after.scalar(as: String?.self)?.isEmpty ?? true)
            case 3:
                try await pool.transaction { transaction, _ in
                    _ = try await transaction.copyIn("copy pooler_test from stdin") { try await $0.write("\(number)\n") }
                }
            default:
                var sum = 0
                try await pool.withConnection { connection in
                    try await connection.stream("select generate_series(1, 100)") { sum += try $0.get(0, as: Int.self) }
                }
                #expect(sum == 5050)
            }
        }
    }
}
