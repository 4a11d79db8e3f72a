import Agency
import Foundation

/// Where this installation keeps its things, as the environment says or as `deploy/run` lays them out.
struct Installation: Sendable {
    /// `LIAISON_HOME`: the private database, its secrets and the demo accounts.
    let home: String
    let environment: [String: String]

    init(environment: [String: String]) {
        self.environment = environment
        home = Self.setting("LIAISON_HOME", environment).map(Self.absolute) ?? Self.usualHome
    }

    private static func setting(_ name: String, _ environment: [String: String]) -> String? {
        environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The environment variable, or nil where it is not set or empty.
    func setting(_ name: String) -> String? { Self.setting(name, environment) }

    /// The server to talk to instead of the database, without a slash at its end.
    var serverURL: String? {
        setting("LIAISON_SERVER_URL").map { url in
            var url = url[...]
            while url.hasSuffix("/") { url.removeLast() }
            return String(url)
        }
    }

    /// What a token is kept for: the server's URL, or the home of the installation.
    var server: String { serverURL ?? home }

    /// The moment at which the clock stands still, for demonstrations and tests.
    ///
    /// - Throws: `Failure` for a text that is no time with its zone.
    var fixedNow: Instant? {
        get throws {
            guard let text = setting("LIAISON_NOW") else { return nil }
            guard let instant = Instant(rfc3339: text) else {
                throw Failure(
                    message: "LIAISON_NOW must be a time with its zone, like 2026-03-04T09:00:00Z; it is \(text).",
                    status: .usage)
            }
            return instant
        }
    }

    var demoAccountsFile: String { home + "/demo-accounts.csv" }

    /// The tokens of sessions that were opened for a load test.
    var loadSessionsFile: String { home + "/load-sessions.csv" }

    /// The checkout that the program was built in, else the working directory.
    private static var usualHome: String { (checkout ?? FileManager.default.currentDirectoryPath) + "/.liaison" }

    private static var checkout: String? {
        above(executable) { exists($0 + "/Package.swift") && exists($0 + "/sql") }
    }

    /// The folder with roles, migrations and holidays: `LIAISON_SQL_DIR`, else `sql` in the working directory, else above the program.
    ///
    /// - Throws: `Failure` if there is none.
    var sqlDirectory: String {
        get throws {
            if let given = setting("LIAISON_SQL_DIR") {
                guard Self.exists(given + "/holidays") else {
                    throw Failure.failed("LIAISON_SQL_DIR is no folder with migrations and holidays: \(given).")
                }
                return Self.absolute(given)
            }
            let near = FileManager.default.currentDirectoryPath
            let found =
                Self.exists(near + "/sql/holidays")
                ? near
                : Self.above(Self.executable) {
                    Self.exists($0 + "/sql/holidays")
                }
            guard let found else {
                throw Failure.failed("The sql folder is not found.", next: "export LIAISON_SQL_DIR=/path/to/sql")
            }
            return found + "/sql"
        }
    }

    private static let executable = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""

    private static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    private static func absolute(_ path: String) -> String {
        guard !path.hasPrefix("/") else { return path }
        return FileManager.default.currentDirectoryPath + "/" + path
    }

    /// The nearest folder above a path for which the condition holds.
    private static func above(_ path: String, where condition: (String) -> Bool) -> String? {
        var rest = path[...]
        while let slash = rest.lastIndex(of: "/") {
            rest = rest[..<slash]
            if !rest.isEmpty, condition(String(rest)) { return String(rest) }
        }
        return nil
    }
}
