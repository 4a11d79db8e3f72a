import DatabaseTestSupport
import Testing

@testable import Postgres

extension ServerTests {
    /// What a network does to a connection in the middle of a statement, a pipeline or a COPY.
    @Suite struct StatementFaultTests {
        static let losses: [FaultProxy.Fault] = [.cut, .reset, .halfClose(.client), .halfClose(.server)]

        @Test(arguments: losses)
        func aReadIsRepeatedOnceOnAnotherConnection(_ fault: FaultProxy.Fault) async throws {
            try await FaultyServer.with("read") { server in
                for side in [FaultProxy.Side.client, .server] {
                    server.proxy.plan(fault, .insteadOfMessage(containing: "fateful", from: side))
                    let value = try await server.pool.pipeline(["select 'fateful'"])[0].scalar(as: String.self)
                    #expect(value == "fateful")
                }
                #expect(server.proxy.hasStruck)
                #expect(server.pool.statistics.retried == 2)
            }
        }

        @Test(arguments: losses)
        func aWriteIsInDoubtAndWhole(_ fault: FaultProxy.Fault) async throws {
            try await FaultyServer.with("write") { server in
                for (number, side) in [FaultProxy.Side.client, .server].enumerated() {
                    server.proxy.plan(fault, .insteadOfMessage(containing: "fateful", from: side))
                    let error = await postgresError {
                        _ = try await server.pool.pipeline(
                            [
                                "insert into \(raw: server.table) values (\(Int64(10 * number)))", "select 'fateful'",
                                "insert into \(raw: server.table) values (\(Int64(10 * number + 1)))",
                            ], commits: true)
                    }
                    #expect(error?.code == .inDoubt)
                    #expect(error?.isSafeToRetry == false)
                    try await expectAlive(server.pool)
                }
                #expect(server.proxy.hasStruck)
                // The first never reached the server's executor; the second did, only its answer was lost.
                try await eventually("the second write is whole") { try await server.committed() == 2 }
            }
        }

        @Test(arguments: losses)
        func aTransactionBeforeItsCommitIsLost(_ fault: FaultProxy.Fault) async throws {
            try await FaultyServer.with("statement") { server in
                server.proxy.plan(fault, .insteadOfMessage(containing: "fateful", from: .server))
                let error = await postgresError {
                    try await server.pool.transaction { transaction, _ in
                        _ = try await transaction.query("insert into \(raw: server.table) values (1)")
                        _ = try await transaction.query("select 'fateful'")
                    }
                }
                #expect(error?.code == .connectionLost)
                #expect(server.proxy.hasStruck)
                try await expectAlive(server.pool)
                #expect(try await server.committed() == 0)
            }
        }

        @Test(arguments: losses)
        func aCommitIsInDoubtWhicheverWayItWent(_ fault: FaultProxy.Fault) async throws {
            try await FaultyServer.with("at-the-end") { server in
                let moments: [FaultProxy.Moment] = [
                    .insteadOfMessage(containing: "commit", from: .client),
                    .insteadOfMessage(containing: "COMMIT", from: .server),
                ]
                for (number, moment) in moments.enumerated() {
                    server.proxy.plan(fault, moment)
                    let error = await postgresError {
                        // "read committed" would hold the fateful word.
                        try await server.pool.transaction(isolation: .repeatableRead) { transaction, _ in
                            _ = try await transaction.query("insert into \(raw: server.table) values (\(Int64(number)))")
                        }
                    }
                    #expect(error?.code == .inDoubt)
                    #expect(error?.isSafeToRetry == false)
                    try await expectAlive(server.pool)
                }
                #expect(server.proxy.hasStruck)
                #expect(server.pool.statistics.inDoubt == 2)
                let rows = try await server.direct.pipeline(["select id from \(raw: server.table)"])[0]
                #expect(try rows.scalar(as: Int.self) == 1)
            }
        }

        @Test(arguments: losses)
        func aStreamEndsWithAnError(_ fault: FaultProxy.Fault) async throws {
            try await FaultyServer.with("stream") { server in
                server.proxy.plan(fault, .afterBytes(200_000, from: .server))
                var count = 0
                let error = await postgresError {
                    try await server.pool.withConnection { connection in
                        try await connection.stream("select repeat('x', 100) from generate_series(1, 100000)") { _ in
                            count += 1
                        }
                    }
                }
                #expect(error?.code == .connectionLost)
                #expect((1..<100_000).contains(count))
                try await expectAlive(server.pool)
            }
        }

        @Test(arguments: losses)
        func aCopyOutEndsWithAnError(_ fault: FaultProxy.Fault) async throws {
            try await FaultyServer.with("copy-out") { server in
                server.proxy.plan(fault, .afterBytes(200_000, from: .server))
                var count = 0
                let error = await postgresError {
                    try await server.pool.withConnection { connection in
                        try await connection.copyOut(
                            "copy (select repeat('x', 100) from generate_series(1, 100000)) to stdout"
                        ) { _ in count += 1 }
                    }
                }
                #expect(error?.code == .connectionLost)
                #expect((1..<100_000).contains(count))
                try await expectAlive(server.pool)
            }
        }

        @Test(arguments: losses)
        func aCopyInLeavesNothingBehind(_ fault: FaultProxy.Fault) async throws {
            try await FaultyServer.with("copy-in") { server in
                server.proxy.plan(fault, .afterBytes(200_000, from: .client))
                let error = await postgresError {
                    try await server.pool.transaction { transaction, _ in
                        _ = try await transaction.copyIn("copy \(raw: server.table) from stdin") { writer in
                            for start in stride(from: 0, to: 1_000_000, by: 1000) {
                                try await writer.write((start..<start + 1000).map { "\($0)\n" }.joined())
                            }
                        }
                    }
                }
                #expect(error?.code == .connectionLost)
                #expect(server.proxy.hasStruck)
                try await expectAlive(server.pool)
                #expect(try await server.committed() == 0)
            }
        }
    }
}
