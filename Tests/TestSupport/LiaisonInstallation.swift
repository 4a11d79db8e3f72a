import Foundation

/// A home, a configuration directory and an environment of a test's own, for the real program.
package struct LiaisonInstallation: Sendable {
    /// The temporary directory; `home` and `config` lie in it.
    package let directory: String
    package var environment: [String: String]

    package var home: String { directory + "/home" }

    /// Lends an installation on a database, or on none; its directory is removed afterwards.
    @discardableResult
    package static func with<Result>(
        _ database: TestDatabase?, _ body: (LiaisonInstallation) async throws -> Result
    ) async throws -> Result {
        let directory = "/tmp/liaison-home.\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: directory + "/home", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(atPath: directory) }
        var environment = [
            "PATH": "/usr/bin:/bin", "HOME": directory, "XDG_CONFIG_HOME": directory + "/config",
            "LIAISON_HOME": directory + "/home", "LIAISON_SQL_DIR": Checkout.sql, "LIAISON_NOW": Cast.now,
            "LANG": "C.UTF-8",
        ]
        environment["LIAISON_DATABASE_URL"] = database?.url
        return try await body(LiaisonInstallation(directory: directory, environment: environment))
    }

    /// Runs `liaison` to its end, signed in as somebody of the cast or as nobody.
    package func run(
        _ arguments: String..., as person: Cast.Person? = nil, input: String? = nil,
        deadline: Duration = .seconds(60)
    ) async throws -> LiaisonProcess.Outcome {
        let process = try LiaisonProcess(
            arguments, environment: environment(for: person), directory: directory, input: input)
        return try await process.outcome(within: deadline)
    }

    /// Runs a shell command to its end; `liaison` is on its path.
    package func shell(
        _ command: String, as person: Cast.Person? = nil, input: String? = nil, deadline: Duration = .seconds(60)
    ) async throws -> LiaisonProcess.Outcome {
        var environment = environment(for: person)
        let folder = URL(filePath: LiaisonProcess.program).deletingLastPathComponent().path(percentEncoded: false)
        environment["PATH"] = "\(folder):/usr/bin:/bin"
        let process = try LiaisonProcess(
            ["-c", command], program: "/bin/bash", environment: environment, directory: directory, input: input)
        return try await process.outcome(within: deadline)
    }

    /// The environment with somebody's token in it.
    package func environment(for person: Cast.Person?) -> [String: String] {
        var environment = environment
        environment["LIAISON_TOKEN"] = person?.token
        return environment
    }
}
