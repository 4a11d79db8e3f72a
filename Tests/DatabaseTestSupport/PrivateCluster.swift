import Foundation
import Postgres

/// A server of one test's own, to be stopped, restarted or set up as the common one is not.
package struct PrivateCluster: Sendable {
    /// Holds the data, the socket and the log.
    package let directory: String
    /// Lines of postgresql.conf.
    package var settings: String
    package let port: UInt16

    package var data: String { directory + "/data" }

    /// Lends a new server, which is not started yet; it is removed afterwards.
    ///
    /// - Parameter settings: lines of postgresql.conf.
    package static func with<R>(
        settings: String = "", _ body: (PrivateCluster) async throws -> R
    ) async throws -> R {
        await removeLeftovers()
        // A short path: that of a Unix socket has 107 bytes at the most.
        let directory = "/tmp/liaison-own.\(getpid()).\(UInt16.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: false)
        let cluster = PrivateCluster(directory: directory, settings: settings, port: try Sockets.freePort())
        return try await cluster.lent {
            try await cluster.shell("give_to_server_user \"$1\"", directory)
            try await cluster.shell("make_cluster \"$1\" --auth trust --no-sync", cluster.data)
            return try await body(cluster)
        }
    }

    private func lent<R>(_ body: () async throws -> R) async throws -> R {
        do {
            let value = try await body()
            await Self.remove(directory)
            return value
        } catch {
            await Self.remove(directory)
            throw error
        }
    }

    /// Starts it; returns when it answers.
    package func start() async throws {
        let all = """
            fsync = off
            shared_buffers = 16MB
            max_connections = 40
            timezone = 'UTC'
            port = \(port)
            \(settings)
            """
        try await shell("start_cluster \"$1\" \"$2\" \"$3\"", data, directory, all)
    }

    /// Stops it with pg_ctl's mode: smart, fast or immediate.
    package func stop(_ mode: String = "fast") async throws {
        try await shell("stop_cluster \"$1\" \"$2\"", data, mode)
    }

    /// Replaces pg_hba.conf; takes effect with the next start.
    package func admit(_ lines: String) throws {
        try (lines + "\n").write(toFile: data + "/pg_hba.conf", atomically: false, encoding: .utf8)
    }

    /// Makes a server that follows this one, in a directory of its own, not started yet.
    package func withStandby<R>(_ body: (PrivateCluster) async throws -> R) async throws -> R {
        let other = PrivateCluster(directory: directory + "b", settings: settings, port: try Sockets.freePort())
        try FileManager.default.createDirectory(atPath: other.directory, withIntermediateDirectories: false)
        return try await other.lent {
            try await shell("give_to_server_user \"$1\"", other.directory)
            try await shell(
                """
                as_server_user "$(postgres_programs)/pg_basebackup" --pgdata "$1" --host "$2" --port "$3" \\
                    --username liaison_superuser --write-recovery-conf --checkpoint fast --no-sync
                """, other.data, directory, String(port))
            return try await body(other)
        }
    }

    /// How to connect as the superuser over the Unix socket.
    package func configuration(_ name: String) throws -> PoolConfiguration {
        var configuration = try PoolConfiguration(url: "postgresql:///postgres?host=\(directory)&user=liaison_superuser")
        configuration.keywords["application_name"] = name
        configuration.keywords["port"] = String(port)
        configuration.maximumConnections = 4
        return configuration
    }

    /// Runs a function of the scripts that make every server of this product.
    func shell(_ script: String, _ arguments: String...) async throws { try await Self.shell(script, arguments) }

    static func shell(_ script: String, _ arguments: String...) async throws { try await shell(script, arguments) }

    private static func shell(_ script: String, _ arguments: [String]) async throws {
        let outcome = try await run(script, arguments)
        guard outcome.status == 0 else { throw DatabaseTestError("\(script): \(outcome.errors)") }
    }

    private static let checkout = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path(percentEncoded: false)

    private static func run(_ script: String, _ arguments: [String]) async throws -> (status: Int32, errors: String) {
        // A file: the server inherits what the script has open, and a pipe would not end before it does.
        let errors = FileManager.default.temporaryDirectory.appending(path: "liaison-shell-\(UUID().uuidString)")
        try Data().write(to: errors)
        defer { try? FileManager.default.removeItem(at: errors) }
        let libraries = ["common", "packages", "cluster"].map { ". deploy/lib/\($0).sh; " }.joined()
        // Hundreds of tests at once have many connections open; a server that inherits them has too few descriptors left.
        let alone = "for open in /proc/self/fd/*; do open=${open##*/}; [[ $open -le 2 ]] || eval \"exec $open>&-\"; done"
        let text = "exec </dev/null >/dev/null 2>>\"$1\"; shift; set -euo pipefail; \(alone); cd \"$0\"; \(libraries)\n\(script)"
        let status = await ShellProcess.run(["/bin/bash", "-c", text, checkout, errors.path] + arguments)
        return (status, (try? String(contentsOf: errors, encoding: .utf8)) ?? "")
    }

    private static func remove(_ directory: String) async {
        _ = try? await run("stop_cluster \"$1\" immediate", [directory + "/data"])
        try? FileManager.default.removeItem(atPath: directory)
    }

    /// Removes what runs left that were killed.
    private static func removeLeftovers() async {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/tmp")) ?? []
        for name in names where name.hasPrefix("liaison-own.") {
            guard let process = name.split(separator: ".").dropFirst().first.flatMap({ Int32($0) }) else { continue }
            if kill(process, 0) != 0, errno == ESRCH { await remove("/tmp/" + name) }
        }
    }
}
