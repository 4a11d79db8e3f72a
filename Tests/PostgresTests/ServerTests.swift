import Foundation
import Logging
import Testing

@testable import Postgres

/// All tests that need the server; one after the other, because some count descriptors or stop backends.
@Suite(.serialized) struct ServerTests {}

/// The throw-away server that the environment names.
enum TestServer {
    struct Missing: Error, CustomStringConvertible {
        let description = "LIAISON_TEST_DATABASE_URL must name a throw-away server, as superuser over a Unix socket"
    }

    /// Says nothing of the failures that a test causes.
    static let quiet: Logger = {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return logger
    }()

    /// How many server processes serve connections of that application name.
    static func backends(named name: String, _ pool: PostgresPool) async throws -> Int {
        try await pool.pipeline(["select count(*) from pg_stat_activity where application_name = \(name)"])[0].scalar()
    }

    static func configuration(_ name: String = "liaison-tests") throws -> PoolConfiguration {
        guard let url = ProcessInfo.processInfo.environment["LIAISON_TEST_DATABASE_URL"] else { throw Missing() }
        var configuration = try PoolConfiguration(url: url)
        configuration.keywords["application_name"] = name
        configuration.maximumConnections = 4
        return configuration
    }

    /// Runs `body` with a pool and closes it.
    static func withPool<R>(
        _ name: String = "liaison-tests", _ change: (inout PoolConfiguration) -> Void = { _ in },
        _ body: (PostgresPool) async throws -> R
    ) async throws -> R {
        var configuration = try configuration(name)
        change(&configuration)
        let pool = PostgresPool(name: name, configuration: configuration, logger: quiet)
        do {
            let value = try await body(pool)
            await pool.close()
            return value
        } catch {
            await pool.close()
            throw error
        }
    }

    /// A fresh database, dropped afterwards.
    static func withDatabase<R>(_ body: (PoolConfiguration) async throws -> R) async throws -> R {
        let name = "driver_\(UInt32.random(in: 0 ... .max))"
        return try await withPool("liaison-tests-admin") { admin in
            _ = try await admin.withConnection { try await $0.query("create database \(raw: name)") }
            var configuration = try configuration()
            configuration.keywords["dbname"] = name
            // The migrator works as liaison_owner where that role exists, as it does beside the other suites.
            let pool = PostgresPool(name: name, configuration: configuration, logger: Logger(label: "test"))
            _ = try await pool.pipeline(["grant create on schema public to public"], commits: true)
            await pool.close()
            let outcome: Result<R, any Error>
            do {
                outcome = .success(try await body(configuration))
            } catch {
                outcome = .failure(error)
            }
            _ = try await admin.withConnection { try await $0.query("drop database \(raw: name) with (force)") }
            return try outcome.get()
        }
    }

    /// A folder of migrations, removed afterwards.
    static func withFolder<R>(_ files: [String: String], _ body: (String) async throws -> R) async throws -> R {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("sql-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in files {
            try text.write(to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
        }
        return try await body(folder.path)
    }
}

/// The error that `body` throws, which must be the driver's.
func postgresError(_ body: () async throws -> Void, sourceLocation: SourceLocation = #_sourceLocation) async
    -> PostgresError?
{
    do {
        try await body()
        Issue.record("nothing was thrown", sourceLocation: sourceLocation)
    } catch let error as PostgresError {
        return error
    } catch {
        Issue.record("thrown was \(error)", sourceLocation: sourceLocation)
    }
    return nil
}

/// Expects that the pool still answers.
func expectAlive(_ pool: PostgresPool, sourceLocation: SourceLocation = #_sourceLocation) async throws {
    // Longer than a test's own deadline: a connection may be opened for it, on a busy machine.
    let one = try await pool.pipeline(["select 1"], deadline: .seconds(20))[0].scalar(as: Int.self)
    #expect(one == 1, sourceLocation: sourceLocation)
}

/// Waits until the condition holds; an issue after a time in which even a busy machine gets there.
func eventually(
    _ what: String, sourceLocation: SourceLocation = #_sourceLocation, _ condition: () async throws -> Bool
) async throws {
    let end = MonotonicTime.after(.seconds(60))
    while MonotonicTime.now < end {
        if try await condition() { return }
        try await Task.sleep(for: .milliseconds(10))
    }
    Issue.record("never: \(what)", sourceLocation: sourceLocation)
}
