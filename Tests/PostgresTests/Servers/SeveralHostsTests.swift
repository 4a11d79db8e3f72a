import DatabaseTestSupport
import Testing

@testable import Postgres

extension ServerTests {
    /// One URL with several hosts, of which not all are what they should be.
    @Suite struct SeveralHostsTests {
        @Test func theFirstThatServesIsTaken() async throws {
            try await PrivateCluster.with(settings: "wal_level = replica\nmax_wal_senders = 4\nhot_standby = on") { primary in
                try await primary.start()
                try await primary.withStandby { standby in
                    try await standby.start()
                    try await FaultProxy.with(try primary.configuration("hosts"), on: .unixSocket) { proxy, _ in
                        proxy.welcome(.deaf)
                        func attempt(_ wish: String) async throws -> Bool {
                            var configuration = try primary.configuration("hosts")
                            let hosts = ["/nonexistent", proxy.keywords["host"], standby.directory, primary.directory]
                            let ports = ["5432", proxy.keywords["port"], String(standby.port), String(primary.port)]
                            configuration.keywords["host"] = hosts.compactMap { $0 }.joined(separator: ",")
                            configuration.keywords["port"] = ports.compactMap { $0 }.joined(separator: ",")
                            configuration.keywords["target_session_attrs"] = wish
                            configuration.connectDeadline = .seconds(4)
                            configuration.acquireDeadline = .seconds(60)
                            configuration.connectRetryWindow = .seconds(60)
                            let pool = PostgresPool(name: wish, configuration: configuration, logger: TestServer.quiet)
                            let answer = try await pool.pipeline(["select pg_is_in_recovery()"])[0].scalar(as: Bool.self)
                            await pool.close()
                            return answer
                        }
                        let (writable, standing, any) = (
                            try await attempt("read-write"), try await attempt("standby"), try await attempt("any")
                        )
                        #expect(!writable)
                        #expect(standing)
                        #expect(any)
                        let preferred = try await attempt("prefer-standby")
                        #expect(preferred)
                        try await standby.stop()
                        let left = try await attempt("prefer-standby")
                        #expect(!left)
                    }
                }
            }
        }
    }
}
