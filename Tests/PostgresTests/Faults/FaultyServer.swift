import DatabaseTestSupport
import Logging
import Testing

@testable import Postgres

/// A pool whose connections all go through a proxy that can break them.
struct FaultyServer {
    let proxy: FaultProxy
    let pool: PostgresPool
    /// Past the proxy, to look at the truth.
    let direct: PostgresPool

    /// Lends one with a table `fault_test (id bigint)` in a database of its own.
    ///
    /// Afterwards no connection, descriptor or server process may be left.
    static func with(
        _ name: String, on transport: FaultProxy.Transport = .tcp, _ change: (inout PoolConfiguration) -> Void = { _ in },
        sourceLocation: SourceLocation = #_sourceLocation, _ body: (FaultyServer) async throws -> Void
    ) async throws {
        var configuration = try TestServer.configuration(name)
        configuration.connectRetryWindow = .seconds(20)
        configuration.acquireDeadline = .seconds(30)
        configuration.preparedStatements = false
        change(&configuration)
        try await FaultProxy.with(configuration, on: transport) { proxy, configuration in
            try await TestServer.withPool("truth") { direct in
                let pool = PostgresPool(name: name, configuration: configuration, logger: TestServer.quiet)
                let server = FaultyServer(proxy: proxy, pool: pool, direct: direct)
                _ = try await direct.pipeline(
                    [
                        "drop table if exists \(raw: server.table)",
                        "create table \(raw: server.table) (id bigint primary key)",
                    ], commits: true)
                let outcome: Result<Void, any Error>
                do { outcome = .success(try await body(server)) } catch { outcome = .failure(error) }
                proxy.heal()
                await pool.close()
                try outcome.get()
                try await server.expectNothingLeft(sourceLocation)
                _ = try await direct.pipeline(["drop table \(raw: server.table)"], commits: true)
            }
        }
    }

    /// The table of this test.
    var table: String { "fault_test_" + pool.name.filter { $0.isLetter || $0.isNumber } }

    /// How many rows were really committed.
    func committed() async throws -> Int {
        try await direct.pipeline(["select count(*) from \(raw: table)"])[0].scalar()
    }

    private func expectNothingLeft(_ sourceLocation: SourceLocation) async throws {
        let statistics = pool.statistics
        #expect(statistics.total == 0, sourceLocation: sourceLocation)
        #expect(statistics.waiting == 0, sourceLocation: sourceLocation)
        try await eventually("no connection is open", sourceLocation: sourceLocation) { proxy.openCount == 0 }
        // On a Unix socket there is no port, and whoever listens in this process has none at the other end, either.
        if proxy.port > 0 { #expect(OpenDescriptors.count(toPort: proxy.port) == 0, sourceLocation: sourceLocation) }
        let name = pool.configuration.keywords["application_name"] ?? ""
        try await eventually("no server process is left", sourceLocation: sourceLocation) {
            try await TestServer.backends(named: name, direct) == 0
        }
    }
}
