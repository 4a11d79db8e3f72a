import Foundation
import Logging
import Postgres

/// The throw-away server that the tests run on; deploy/test makes it and says where it is.
package enum TestCluster {
    package static let variable = "LIAISON_TEST_DATABASE_URL"

    /// The server's URL as its superuser, database `postgres`.
    ///
    /// - Throws: `TestSupportError` without one, and for a server that is not on a Unix socket: these tests create and
    ///   drop databases and roles, which must never happen on a machine that somebody uses.
    package static func url() throws -> String {
        guard let url = ProcessInfo.processInfo.environment[variable], !url.isEmpty else {
            throw TestSupportError(
                "\(variable) is not set: run the tests with deploy/test, which makes the server they need")
        }
        let hosts = try PoolConfiguration(url: url).keywords["host"] ?? ""
        guard hosts.hasPrefix("/"), !hosts.contains(",") else {
            throw TestSupportError("\(variable) must name a Unix socket directory, not the host '\(hosts)'")
        }
        return url
    }

    /// The URL of one of the server's databases.
    package static func url(database: String, user: String? = nil) throws -> String {
        let keywords = try PoolConfiguration(url: url()).keywords
        let user = user ?? keywords["user"] ?? "liaison_superuser"
        return "postgresql:///\(escaped(database))?host=\(escaped(keywords["host"] ?? ""))&user=\(escaped(user))"
    }

    /// The database from which the others are made and dropped.
    static let maintenance = Task {
        var configuration = try PoolConfiguration(url: url())
        configuration.maximumConnections = 4
        configuration.acquireDeadline = .seconds(120)
        configuration.statementDeadline = .seconds(120)
        return PostgresPool(name: "maintenance", configuration: configuration, logger: quietLogger)
    }

    /// Says nothing below an error, so that a failing test's output is not buried.
    package static let quietLogger: Logger = {
        var logger = Logger(label: "liaison.tests")
        logger.logLevel = .critical
        return logger
    }()

    private static func escaped(_ text: String) -> String {
        var allowed = CharacterSet.alphanumerics
        allowed.insert(charactersIn: "/-._~")
        return text.addingPercentEncoding(withAllowedCharacters: allowed) ?? text
    }
}

/// Why a test could not even begin.
package struct TestSupportError: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
}
