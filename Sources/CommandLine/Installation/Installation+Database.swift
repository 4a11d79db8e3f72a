import AgencyService
import Foundation

extension Installation {
    /// Where PostgreSQL is, with the credentials of the owner: `LIAISON_DATABASE_URL`, else the private server.
    var databaseURL: String {
        get throws {
            if let url = setting("LIAISON_DATABASE_URL") { return url }
            let host = RemoteRequest.escaped(try socketDirectory)
            let password = try secret("superuser-password").map { "&password=" + RemoteRequest.escaped($0) } ?? ""
            return "postgresql:///liaison?host=\(host)&user=liaison_superuser\(password)"
        }
    }

    /// Where the private server listens; a home too deep for a socket's name has written another directory down.
    private var socketDirectory: String { get throws { try secret("socket-directory") ?? home + "/run" } }

    /// From it the passwords of the login roles are derived; nil until `db migrate` has made one.
    var roleSecret: String? { get throws { try setting("LIAISON_ROLE_SECRET") ?? secret("role-secret") } }

    /// The role secret, made now if there is none.
    func ensuredRoleSecret() throws -> String {
        if let secret = try roleSecret { return secret }
        let made = Base64URL.encode((0..<32).map { _ in UInt8.random(in: .min ... .max) })
        try PrivateFile(path: home + "/role-secret").write(Array((made + "\n").utf8))
        return made
    }

    /// What the service needs to start in this process.
    ///
    /// - Throws: `Failure` for a setting that is none, or a secret that cannot be read.
    func serviceConfiguration() throws -> ServiceConfiguration {
        var configuration = ServiceConfiguration(
            databaseURL: try databaseURL, roleSecret: try roleSecret, clock: ServiceClock(fixed: try fixedNow))
        if let text = setting("LIAISON_CONNECTIONS_PER_ROLE") {
            guard let count = Int(text), (2...1000).contains(count) else {
                throw Failure(
                    message: "The connections of a role must be a number from 2 to 1000; it is \(text).", status: .usage)
            }
            configuration.connectionsPerRole = count
        }
        if let text = setting("LIAISON_PREPARED_STATEMENTS") {
            guard ["on", "off"].contains(text) else {
                throw Failure(message: "Prepared statements can be on or off; it is \(text).", status: .usage)
            }
            configuration.preparedStatements = text == "on"
        }
        return configuration
    }

    /// The one line of a file under home; nil if there is no such file.
    private func secret(_ name: String) throws -> String? {
        guard let bytes = try PrivateFile(path: "\(home)/\(name)").read() else { return nil }
        let line = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).first.map(String.init)
        guard let line else { throw Failure.failed("\(home)/\(name) is empty.", next: "liaison doctor") }
        return line
    }
}
