import Testing

@testable import Postgres

extension ServerTests {
    @Suite struct PipelineTests {
        @Test func resultsComeInOrder() async throws {
            try await TestServer.withPool { pool in
                for _ in 1...3 {
                    let results = try await pool.pipeline([
                        "select \(1)::int", "select 'b' where false", "select generate_series(1, 3)",
                    ])
                    #expect(results.count == 3)
                    #expect(try results[0].scalar(as: Int.self) == 1)
                    #expect(results[1].rows.isEmpty)
                    #expect(results[2].count == 3)
                }
            }
        }

        @Test func anErrorNamesItsStatementAndUndoesAll() async throws {
            try await TestServer.withPool { pool in
                _ = try await pool.pipeline(
                    ["create table if not exists undo_test (id int primary key)"], commits: true)
                _ = try await pool.pipeline(["truncate undo_test"], commits: true)
                for _ in 1...3 {
                    let error = await postgresError {
                        _ = try await pool.pipeline(
                            [
                                "insert into undo_test values (\(Int32(1)))",
                                "insert into undo_test values (\(Int32(1)))",
                                "insert into undo_test values (\(Int32(2)))",
                            ], commits: true)
                    }
                    #expect(error?.code == .serverRejected)
                    #expect(error?.sqlState == "23505")
                    #expect(error?.constraintName == "undo_test_pkey")
                    #expect(error?.tableName == "undo_test")
                    #expect(error?.statementIndex == 1)
                }
                #expect(try await pool.pipeline(["select count(*) from undo_test"])[0].scalar(as: Int.self) == 0)
                #expect(pool.statistics.total == 1)
                _ = try await pool.pipeline(["drop table undo_test"], commits: true)
            }
        }

        @Test func aDeferredConstraintFailsAtTheSync() async throws {
            try await TestServer.withPool { pool in
                try await pool.withConnection { connection in
                    try await connection.simple(
                        """
                        create temporary table late (id int, constraint late_unique unique (id) deferrable initially deferred)
                        """)
                    for _ in 1...3 {
                        let error = await postgresError {
                            _ = try await connection.pipeline([
                                "insert into late values (1)", "insert into late values (1)",
                            ])
                        }
                        #expect(error?.sqlState == "23505")
                        #expect(error?.constraintName == "late_unique")
                    }
                    #expect(try await connection.query("select count(*) from late").scalar(as: Int.self) == 0)
                }
            }
        }

        @Test func largeParametersAndResultsPass() async throws {
            try await TestServer.withPool { pool in
                let big = String(repeating: "abcdefgh", count: 400_000)
                let results = try await pool.pipeline([
                    "select \(big)::text as t", "select length(\(big)::text)",
                    "select repeat('x', 1000) from generate_series(1, 5000)",
                ])
                #expect(try results[0].scalar(as: String.self) == big)
                #expect(try results[1].scalar(as: Int.self) == big.utf8.count)
                #expect(results[2].count == 5000)
            }
        }

        @Test func copyInAPipelineIsRefused() async throws {
            try await TestServer.withPool { pool in
                let error = await postgresError { _ = try await pool.pipeline(["copy (select 1) to stdout"]) }
                #expect(error != nil)
                try await expectAlive(pool)
            }
        }

        @Test func statementsArePreparedAtSecondUse() async throws {
            try await TestServer.withPool("cache", { $0.statementCacheCapacity = 2 }) { pool in
                try await pool.withConnection { connection in
                    func names() async throws -> Int {
                        try await connection.query("select count(*) from pg_prepared_statements where name like 'l%'")
                            .scalar(as: Int.self)
                    }
                    for round in 1...4 {
                        for number in 1...2 {
                            let sql = SQL(text: "select \(number) + $1::int", binds: [Int32(round).postgresBind])
                            #expect(try await connection.query(sql).scalar(as: Int.self) == number + round)
                            _ = try await connection.query(sql)
                        }
                    }
                    #expect(try await names() <= 2)
                }
            }
        }

        @Test func whatIsEvictedIsDeallocated() async throws {
            try await TestServer.withPool("evict", { $0.statementCacheCapacity = 3 }) { pool in
                try await pool.withConnection { connection in
                    for number in 1...9 {
                        let sql = SQL(text: "select \(number) + $1::int", binds: [Int32(1).postgresBind])
                        for _ in 1...3 { #expect(try await connection.query(sql).scalar(as: Int.self) == number + 1) }
                    }
                    // Read past the cache, which the looking itself would change.
                    try await connection.simple("create temporary table held as select name, statement from pg_prepared_statements")
                    let held = try await connection.query("select count(*), bool_or(statement like 'select 9 +%') from held")
                    let row = try #require(held.first)
                    #expect((1...3).contains(try row.get(0, as: Int.self)))
                    #expect(try row.get(1, as: Bool.self))
                }
            }
        }

        @Test func aStatementThatCannotBePreparedFailsEachTimeAlike() async throws {
            try await TestServer.withPool("unpreparable") { pool in
                for _ in 1...4 {
                    let error = await postgresError { _ = try await pool.pipeline(["select 1", "select no_such_column"]) }
                    #expect(error?.sqlState == "42703")
                    #expect(error?.statementIndex == 1)
                }
                #expect(pool.statistics.retried == 0)
                try await expectAlive(pool)
            }
        }

        @Test func lifetimesDifferSoThatNotAllEndTogether() async throws {
            try await TestServer.withPool("jitter", { $0.lifetime = .seconds(1000) }) { pool in
                var leases: [Lease] = []
                for _ in 1...4 { leases.append(try await pool.acquire()) }
                let left = leases.map { $0.session.expiresAt.since(.now) }
                #expect(left.allSatisfy { .seconds(700) < $0 && $0 <= .seconds(1000) })
                #expect(Set(leases.map { $0.session.expiresAt.nanoseconds / 1_000_000_000 }).count > 1)
                for lease in leases { pool.release(lease) }
            }
        }

        @Test func preparingCanBeSwitchedOff() async throws {
            try await TestServer.withPool("unprepared", { $0.preparedStatements = false }) { pool in
                try await pool.withConnection { connection in
                    for _ in 1...4 { _ = try await connection.query("select \(1)::int") }
                    #expect(
                        try await connection.query("select count(*) from pg_prepared_statements").scalar(as: Int.self)
                            == 0)
                }
            }
        }

        @Test func whatCannotBeTidiedUpIsNoFailureOfTheWork() async throws {
            let limits: (inout PoolConfiguration) -> Void = { ($0.maximumConnections, $0.statementCacheCapacity) = (1, 1) }
            try await TestServer.withPool("tidy", limits) { pool in
                _ = try await pool.pipeline(["drop table if exists tidy_test", "create table tidy_test (id bigint)"], commits: true)
                for number in 1...3 {
                    try await pool.withConnection { connection in
                        for _ in 1...2 { _ = try await connection.query("select 'tidy'") }
                        // As a pooler does between two clients: the name that is evicted next is not there any more.
                        try await connection.simple("deallocate all")
                    }
                    _ = try await pool.pipeline(["insert into tidy_test values (\(Int64(number)))"], commits: true)
                    let rows = try await pool.pipeline(["select count(*) from tidy_test"])[0].scalar(as: Int.self)
                    #expect(rows == number)
                }
                #expect(pool.statistics.retried == 0)
                #expect(pool.statistics.connected == 1)
                _ = try await pool.pipeline(["drop table tidy_test"], commits: true)
            }
        }

        @Test func whatCouldNotBeSentAsAWholeIsNotDoneInPart() async throws {
            try await TestServer.withPool("part") { pool in
                _ = try await pool.pipeline(["drop table if exists part_test", "create table part_test (id bigint)"], commits: true)
                // The protocol counts binds in 16 bits.
                let impossible = SQL(text: "select 1", binds: Array(repeating: Int64(1).postgresBind, count: 70_000))
                let error = await postgresError {
                    _ = try await pool.pipeline(["insert into part_test values (1)", impossible], commits: true)
                }
                #expect(error?.isSafeToRetry == true)
                let rows = try await pool.pipeline(["select count(*) from part_test"])[0].scalar(as: Int.self)
                #expect(rows == 0)
                _ = try await pool.pipeline(["drop table part_test"], commits: true)
            }
        }

        @Test func aStalePlanIsPreparedAgain() async throws {
            try await TestServer.withPool("stale", { $0.maximumConnections = 1 }) { pool in
                _ = try await pool.pipeline(
                    [
                        "drop table if exists stale_test", "create table stale_test (a int)",
                        "insert into stale_test values (1)",
                    ],
                    commits: true)
                for _ in 1...3 { _ = try await pool.pipeline(["select * from stale_test"]) }
                _ = try await pool.pipeline(["alter table stale_test add b text default 'b'"], commits: true)
                #expect(try await pool.pipeline(["select * from stale_test"])[0].columns == ["a", "b"])
                #expect(pool.statistics.retried == 1)
                for _ in 1...3 { _ = try await pool.pipeline(["select * from stale_test"]) }
                _ = try await pool.pipeline(["alter table stale_test add c text"], commits: true)
                try await pool.transaction(opening: ["select * from stale_test"]) { _, opened in
                    #expect(opened[0].columns == ["a", "b", "c"])
                }
                for _ in 1...3 { _ = try await pool.pipeline(["select * from stale_test"]) }
                _ = try await pool.pipeline(["deallocate all"])
                #expect(try await pool.pipeline(["select * from stale_test"])[0].columns.count == 3)
                _ = try await pool.pipeline(["drop table stale_test"], commits: true)
                #expect(pool.statistics.connected == 1)
            }
        }
    }
}
