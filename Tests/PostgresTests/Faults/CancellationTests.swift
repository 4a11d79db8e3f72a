import DatabaseTestSupport
import Testing

@testable import Postgres

extension ServerTests {
    /// Tasks that are cancelled wherever they happen to wait.
    @Suite struct CancellationTests {
        /// How works ended, by number.
        private actor Ledger {
            private var ends: [Int64: PostgresError.Code?] = [:]

            private func note(_ end: PostgresError.Code?, of number: Int64) { ends[number] = .some(end) }

            nonisolated func run(_ number: Int64, _ body: () async throws -> Void) async {
                var end: PostgresError.Code?
                do {
                    try await body()
                } catch let error as PostgresError {
                    end = error.code
                    // 57014 would be a cancel request that came late and hit somebody else's statement.
                    if error.code != .connectionLost, error.code != .inDoubt { #expect(error.sqlState == nil, "\(error)") }
                } catch {
                    Issue.record("\(error)")
                }
                await note(end, of: number)
            }

            /// All or nothing, as the caller was told, and nothing half.
            func check(_ server: FaultyServer) async throws {
                let rows = try await server.direct.pipeline([
                    "select id, count(*) as n from \(raw: server.table) group by id"
                ])[0].rows
                var found: [Int64: Int] = [:]
                for row in rows { found[try row.get("id")] = try row.get("n") }
                for (number, end) in ends {
                    let count = found[number] ?? 0
                    #expect(count == 0 || count == 2, "work \(number) did half")
                    if end == .cancelled || end == .connectionLost { #expect(count == 0, "work \(number): \(String(describing: end))") }
                }
            }

            func count(_ end: PostgresError.Code?) -> Int { ends.values.count { $0 == end } }
        }

        private func withServer(
            _ name: String, _ change: (inout PoolConfiguration) -> Void = { _ in }, _ body: (FaultyServer) async throws -> Void
        ) async throws {
            try await FaultyServer.with(name, change) { server in
                _ = try await server.direct.pipeline(
                    ["alter table \(raw: server.table) drop constraint \(raw: server.table)_pkey"], commits: true)
                try await body(server)
            }
        }

        private func expectWhole(_ server: FaultyServer) async throws {
            let pool = server.pool
            try await eventually("nobody waits or works") {
                let now = pool.statistics
                return now.leased == now.sharing && now.waiting == 0 && now.connecting == 0
            }
            let name = pool.name
            try await eventually("no server process works") {
                try await server.direct.pipeline([
                    "select count(*) from pg_stat_activity where application_name = \(name) and state <> 'idle'"
                ])[0].scalar(as: Int.self) == 0
            }
            // Each connection that was kept is as good as new.
            var leases: [Lease] = []
            for _ in 0..<pool.statistics.idle { leases.append(try await pool.acquire()) }
            for lease in leases {
                let connection = PostgresConnection(lease, statementDeadline: .seconds(60))
                let state = try await connection.query(
                    "select pg_current_xact_id_if_assigned() is null, (select count(*) from pg_listening_channels())")
                let row = try #require(state.first)
                #expect(try row.get(0, as: Bool.self))
                #expect(try row.get(1, as: Int.self) == 0)
                pool.release(lease)
            }
        }

        @Test(arguments: PoolWork.allCases)
        func anywhereInAnOperation(_ work: PoolWork) async throws {
            try await withServer("cancel-\(work.rawValue)") { server in
                let ledger = Ledger()
                for number in 1...60 {
                    var random = SeededGenerator(seed: number)
                    let task = Task {
                        await ledger.run(Int64(number)) { try await work(server.pool, table: server.table, number: Int64(number)) }
                    }
                    if number.isMultiple(of: 2) {
                        for _ in 0..<Int.random(in: 0...60, using: &random) { await Task.yield() }
                    } else {
                        try await Task.sleep(for: .microseconds(Int.random(in: 0...8000, using: &random)))
                    }
                    task.cancel()
                    await task.value
                    if number.isMultiple(of: 10) { try await expectAlive(server.pool) }
                }
                try await expectWhole(server)
                try await ledger.check(server)
                #expect(await ledger.count(.cancelled) > 0)
            }
        }

        @Test func aWaitForAConnection() async throws {
            try await withServer("cancel-wait", { $0.maximumConnections = 1 }) { server in
                let held = try await server.pool.acquire()
                let tasks = (1...50).map { _ in
                    Task { await postgresError { try await server.pool.withConnection { _ in } }?.code }
                }
                try await eventually("all wait") { server.pool.statistics.waiting == 50 }
                let last = Task { try await expectAlive(server.pool) }
                try await eventually("the last waits") { server.pool.statistics.waiting == 51 }
                for task in tasks { task.cancel() }
                for task in tasks { #expect(await task.value == .cancelled) }
                server.pool.release(held)
                try await last.value
                #expect(server.pool.statistics.waitsCancelled == 50)
                try await expectWhole(server)
            }
        }

        @Test func fiveHundredTasksOfAllKindsAmongFaults() async throws {
            let change: (inout PoolConfiguration) -> Void = { $0.acquireDeadline = .seconds(120) }
            try await withServer("five-hundred", change) { server in
                let ledger = Ledger()
                let faults = Task { try await Self.harass(server) }
                await withTaskGroup(of: Void.self) { group in
                    for number in 1...500 {
                        group.addTask {
                            var random = SeededGenerator(seed: number)
                            let work = PoolWork.allCases.randomElement(using: &random) ?? .read
                            let task = Task {
                                await ledger.run(Int64(number)) {
                                    try await work(server.pool, table: server.table, number: Int64(number))
                                }
                            }
                            if Int.random(in: 0..<4, using: &random) == 0 {
                                try? await Task.sleep(for: .milliseconds(Int.random(in: 0...1500, using: &random)))
                                task.cancel()
                            }
                            await task.value
                        }
                    }
                }
                faults.cancel()
                try await faults.value
                try await expectAlive(server.pool)
                try await expectWhole(server)
                try await ledger.check(server)
                #expect(server.pool.statistics.total <= 4)
                #expect(await ledger.count(nil) > 100)
                #expect(await ledger.count(.cancelled) > 0)
            }
        }

        /// Ends a connection now and then, by the server's hand and by the network's, until cancelled.
        private static func harass(_ server: FaultyServer) async throws {
            let name = server.pool.name
            var random = SeededGenerator(seed: 7)
            while !Task.isCancelled {
                try? await Task.sleep(for: .milliseconds(Int.random(in: 20...120, using: &random)))
                if Bool.random(using: &random) {
                    let fault: FaultProxy.Fault = Bool.random(using: &random) ? .cut : .reset
                    server.proxy.plan(fault, .afterBytes(Int.random(in: 1...20_000, using: &random), from: .server))
                } else {
                    let terminate: SQL = """
                        select pg_terminate_backend(pid) from pg_stat_activity where application_name = \(name)
                        order by random() limit 1
                        """
                    let direct = server.direct
                    _ = try await Task { try await direct.pipeline([terminate]) }.value
                }
            }
        }
    }
}
