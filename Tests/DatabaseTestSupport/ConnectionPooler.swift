import Foundation
import Postgres

/// A PgBouncer in transaction mode: its clients share two connections to the server.
package enum ConnectionPooler {
    /// Lends one in front of the server that the keywords name.
    ///
    /// - Parameter body: gets what libpq needs to connect there.
    package static func with<R>(
        _ server: PoolConfiguration, _ body: ([String: String]) async throws -> R
    ) async throws -> R {
        let directory = "/tmp/liaison-pooler.\(UInt32.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let user = server.keywords["user"] ?? "postgres"
        let port = server.keywords["port"] ?? "5432"
        let settings = """
            [databases]
            * = host=\(server.keywords["host"] ?? "") port=\(port)
            [pgbouncer]
            listen_port = 6432
            unix_socket_dir = \(directory)
            auth_type = trust
            auth_file = \(directory)/users
            pool_mode = transaction
            default_pool_size = 2
            logfile = \(directory)/log
            pidfile = \(directory)/pid
            """
        try settings.write(toFile: directory + "/settings", atomically: false, encoding: .utf8)
        try "\"\(user)\" \"\"\n".write(toFile: directory + "/users", atomically: false, encoding: .utf8)
        let start = """
            PATH=$PATH:/usr/sbin
            give_to_server_user "$1" "$1/settings" "$1/users"
            as_server_user pgbouncer --quiet --daemon "$1/settings"
            """
        try await PrivateCluster.shell(start, directory)
        do {
            let value = try await body(["host": directory, "port": "6432"])
            try await PrivateCluster.shell(stop, directory)
            return value
        } catch {
            try? await PrivateCluster.shell(stop, directory)
            throw error
        }
    }

    private static let stop = #"kill -INT "$(<"$1/pid")"; while [[ -e $1/pid ]]; do sleep 0.05; done"#
}
