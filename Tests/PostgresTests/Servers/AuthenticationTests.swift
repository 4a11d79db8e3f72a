import DatabaseTestSupport
import Testing

@testable import Postgres

extension ServerTests {
    /// TLS and SCRAM with a real certificate and a real password.
    @Suite struct AuthenticationTests {
        private static let host = "db.liaison.test"

        private func withServer(
            _ body: (_ configuration: PoolConfiguration, _ trusted: String, _ stranger: String) async throws -> Void
        ) async throws {
            var settings = "listen_addresses = '127.0.0.1'"
            try await PrivateCluster.with { cluster in
                for (name, file) in [("ssl_cert_file", "server.crt"), ("ssl_key_file", "server.key")] {
                    settings += "\n\(name) = '\(cluster.directory)/\(file)'"
                }
                var cluster = cluster
                cluster.settings = settings + "\nssl = on"
                let (trusted, stranger) = try await cluster.makeCertificates(host: Self.host)
                try cluster.admit("local all all trust\nhostssl all applicant 127.0.0.1/32 scram-sha-256")
                try await cluster.start()
                let admin = PostgresPool(name: "admin", configuration: try cluster.configuration("admin"), logger: TestServer.quiet)
                _ = try await admin.pipeline(["create role applicant login password 'the right one'"], commits: true)
                var configuration = try cluster.configuration("applicant")
                configuration.keywords.merge([
                    "host": Self.host, "hostaddr": "127.0.0.1", "user": "applicant", "password": "the right one",
                    "sslmode": "verify-full", "sslrootcert": trusted,
                ]) { $1 }
                configuration.connectRetryWindow = .zero
                try await body(configuration, trusted, stranger)
                try await eventually("no server process is left") {
                    try await TestServer.backends(named: "applicant", admin) == 0
                }
                await admin.close()
            }
        }

        private func failure(
            _ configuration: PoolConfiguration, _ change: (inout [String: String]) -> Void
        ) async -> PostgresError? {
            var configuration = configuration
            change(&configuration.keywords)
            let pool = PostgresPool(name: "refused", configuration: configuration, logger: TestServer.quiet)
            let error = await postgresError { try await expectAlive(pool) }
            await pool.close()
            return error
        }

        @Test func certificatesAndPasswordsAreChecked() async throws {
            try await withServer { configuration, _, stranger in
                let pool = PostgresPool(name: "applicant", configuration: configuration, logger: TestServer.quiet)
                let isEncrypted = try await pool.pipeline(["select ssl from pg_stat_ssl where pid = pg_backend_pid()"])[0]
                #expect(try isEncrypted.scalar(as: Bool.self))
                // Large both ways, by every way there is, and a cancel beside it.
                let text = String(repeating: "liaison ", count: 200_000)
                let echo = try await pool.pipeline(["select \(text)::text"])[0].scalar(as: String.self)
                #expect(echo == text)
                try await pool.transaction { transaction, _ in
                    var sum = 0
                    try await transaction.stream("select g, repeat('x', g % 20000) from generate_series(1, 3000) g") {
                        sum += try $0.get(1, as: String.self).utf8.count
                    }
                    var bytes = 0
                    try await transaction.copyOut("copy (select repeat('x', g % 20000) from generate_series(1, 3000) g) to stdout") {
                        bytes += $0.count
                    }
                    #expect(sum == 3000 * 3001 / 2)
                    #expect(bytes == sum + 3000)
                    _ = try await transaction.query("create temporary table sent (line text) on commit drop")
                    let rows = try await transaction.copyIn("copy sent from stdin") { writer in
                        for _ in 1...20 { try await writer.write(text + "\n") }
                    }
                    #expect(rows == 20)
                }
                let late = await postgresError { _ = try await pool.pipeline(["select pg_sleep(60)"], deadline: .seconds(1)) }
                #expect(late?.code == .timedOut)
                try await expectAlive(pool)
                await pool.close()

                let wrongHost = await failure(configuration) { $0["host"] = "other.liaison.test" }
                #expect(wrongHost?.code == .connectFailed)
                #expect(wrongHost?.message.contains("other.liaison.test") == true)
                let wrongAuthority = await failure(configuration) { $0["sslrootcert"] = stranger }
                #expect(wrongAuthority?.code == .connectFailed)
                #expect(wrongAuthority?.message.contains("certificate verify failed") == true)
                let wrongPassword = await failure(configuration) { $0["password"] = "the wrong one" }
                #expect(wrongPassword?.code == .authentication)
                #expect(wrongPassword?.sqlState == "28P01")
                #expect(wrongPassword?.isSafeToRetry == false)
                let noPassword = await failure(configuration) { $0["password"] = nil }
                #expect(noPassword?.code == .authentication)
                let withoutTLS = await failure(configuration) { $0["sslmode"] = "disable" }
                #expect(withoutTLS?.code == .authentication)
                for error in [wrongHost, wrongAuthority, wrongPassword, noPassword, withoutTLS] {
                    #expect(error?.debugDescription.contains("one") == false, "\(String(describing: error))")
                }
            }
        }
    }
}
