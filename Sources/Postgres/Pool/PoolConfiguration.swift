import LibPQ

/// Where and how a pool connects, and its limits.
package struct PoolConfiguration: Sendable {
    /// Keywords of libpq; several hosts are comma-separated.
    package var keywords: [String: String]
    /// At most so many connections.
    package var maximumConnections = 8
    /// At most so many of them are shared by callers of `pipeline(_:sharing:)`; 0 switches sharing off.
    package var sharedConnections = 4
    /// So many connections `warmUp` opens ahead of need.
    package var minimum = 0
    /// How long a caller waits for a connection.
    package var acquireDeadline: Duration = .seconds(5)
    /// How long one statement or pipeline may take unless the call says otherwise.
    package var statementDeadline: Duration = .seconds(30)
    /// How long one attempt to connect may take, over all hosts.
    package var connectDeadline: Duration = .seconds(5)
    /// For how long a caller's wait bridges failing attempts to connect, as while a server restarts.
    package var connectRetryWindow: Duration = .seconds(2)
    /// Connections older than this are closed at release, each a little earlier at random.
    package var lifetime: Duration = .seconds(1800)
    /// Up to this part of the lifetime is taken off at random, so that connections do not all die together.
    package var lifetimeJitter = 0.2
    /// More waiting callers than this are refused at once.
    package var maximumWaiters = 1000
    /// Off behind an old PgBouncer, where names give other clients' statements.
    package var preparedStatements = true
    /// How many statements one connection keeps prepared.
    package var statementCacheCapacity = 256
    /// Settings of each session, made by set_config because PgBouncer refuses startup options.
    package var sessionSettings: [String: String] = [
        "TimeZone": "UTC", "DateStyle": "ISO, YMD", "IntervalStyle": "iso_8601", "bytea_output": "hex",
        "extra_float_digits": "1", "standard_conforming_strings": "on",
        // A statement whose client has gone, as after a deadline, holds its locks no longer than this.
        "client_connection_check_interval": "2s",
    ]

    /// Reads a conninfo string or URL; the named parts, if given, replace the URL's.
    package init(
        url: String, user: String? = nil, password: String? = nil, database: String? = nil
    ) throws(PostgresError) {
        let parsed: [(String, String)]
        do {
            parsed = try ConnectionInfo.parse(url)
        } catch {
            throw PostgresError(.misuse, message: "the connection URL is malformed (not shown: it may hold a password)")
        }
        keywords = Dictionary(parsed, uniquingKeysWith: { $1 })
        if let user { keywords["user"] = user }
        if let password { keywords["password"] = password }
        if let database { keywords["dbname"] = database }
        keywords["service"] = nil
    }

    /// One keyword list per host to try: libpq would spend the whole deadline on a frozen first host.
    func attempts() -> [ConnectAttempt] {
        let hosts = Self.split(keywords["host"])
        let addresses = Self.split(keywords["hostaddr"])
        let ports = Self.split(keywords["port"])
        let count = max(1, hosts.count, addresses.count)
        let defaults = ConnectionInfo.compiledDefaults
        return (0..<count).map { index in
            var all = Dictionary(defaults, uniquingKeysWith: { $1 })
            all.merge(keywords) { $1 }
            all["host"] = index < hosts.count ? hosts[index] : nil
            all["hostaddr"] = index < addresses.count ? addresses[index] : nil
            all["port"] =
                ports.isEmpty ? "5432" : ports.count == 1 ? ports[0] : index < ports.count ? ports[index] : nil
            for (keyword, value) in [("port", "5432"), ("host", "/var/run/postgresql")] where all[keyword] == nil {
                if keyword == "host", all["hostaddr"] != nil { continue }
                all[keyword] = value
            }
            // The system's own patience is two hours; cancel requests take these over as well.
            for (keyword, value) in Self.patience where keywords[keyword] == nil { all[keyword] = value }
            all["gssencmode"] = "disable"
            all["client_encoding"] = "UTF8"
            if all["application_name"] == nil { all["application_name"] = "liaison" }
            return ConnectAttempt(keywords: all)
        }
    }

    private static let patience = [
        ("keepalives_idle", "30"), ("keepalives_interval", "10"), ("keepalives_count", "3"),
        ("tcp_user_timeout", "30000"),
    ]

    private static func split(_ list: String?) -> [String?] {
        guard let list, !list.isEmpty else { return [] }
        return list.split(separator: ",", omittingEmptySubsequences: false).map { $0.isEmpty ? nil : String($0) }
    }
}

/// The keywords for one host.
struct ConnectAttempt: Sendable {
    var keywords: [String: String]

    /// Unix sockets and plain addresses need no resolver, which would block.
    var needsNameResolution: Bool {
        if let address = keywords["hostaddr"], !address.isEmpty { return false }
        guard let host = keywords["host"] else { return false }
        if host.hasPrefix("/") || host.hasPrefix("@") { return false }
        return !host.utf8.allSatisfy { $0 &- UInt8(ascii: "0") <= 9 || $0 == UInt8(ascii: ".") } && !host.contains(":")
    }
}

extension PoolConfiguration: CustomStringConvertible {
    /// Without the password.
    package var description: String {
        keywords.filter { $0.key != "password" && $0.key != "sslpassword" }
            .sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
    }
}
