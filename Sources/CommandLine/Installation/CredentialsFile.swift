import AgencyService
import Foundation

/// The tokens of whoever uses this account of the machine, one for each server.
struct CredentialsFile: Sendable {
    let path: String

    init(path: String) { self.path = path }

    /// `$XDG_CONFIG_HOME/liaison/credentials.json`, by default under `~/.config`.
    init(environment: [String: String]) {
        let configured = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        let home = environment["HOME"] ?? NSHomeDirectory()
        path = (configured ?? home + "/.config") + "/liaison/credentials.json"
    }

    /// The token for a server, or nil if nobody is signed in there.
    func token(for server: String) throws -> String? { try servers()[server]?["token"]?.string }

    /// Keeps the answer of a sign-in.
    func keep(_ session: JSONObject, email: String, for server: String) throws {
        try change { servers in
            servers[server] = .object([
                "token": session["token"] ?? .null, "expires_at": session["expires_at"] ?? .null,
                "email": .string(email),
            ])
        }
    }

    /// Forgets the token for a server.
    func forget(_ server: String) throws {
        guard try servers()[server] != nil else { return }
        try change { $0[server] = nil }
    }

    private var file: PrivateFile { PrivateFile(path: path) }

    private func servers() throws -> JSONObject {
        guard let bytes = try file.read(), !bytes.isEmpty else { return [:] }
        guard let servers = try? JSONReader.value(bytes)["servers"]?.object else {
            throw Failure.failed("\(path) is not readable as credentials; remove it and sign in again.")
        }
        return servers
    }

    private func change(_ body: (inout JSONObject) -> Void) throws {
        try file.locked {
            var servers = try servers()
            body(&servers)
            try file.write(try JSONWriter.bytes(JSONValue.object(["servers": .object(servers)])) + [0x0A])
        }
    }
}
