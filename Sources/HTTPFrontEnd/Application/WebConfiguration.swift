/// Where the front end listens and what it lets through.
package struct WebConfiguration: Sendable {
    package var host: String
    /// 0 takes any free port; `onReady` says which.
    package var port: Int
    /// The URL that people use when a proxy stands in front; `https` makes cookies and transport strict.
    package var baseURL: String?
    /// Requests in work at the most; the next one is answered `busy` at once instead of waiting.
    package var concurrentRequests = 256
    /// Bytes of a request body.
    package var bodyLimit = 1 << 20
    /// Bytes of a request body under `/imports/`.
    package var importBodyLimit = 64 << 20
    /// Bytes of a body that is read before the database has confirmed who sends it.
    package var strangerBodyLimit = 64 << 10
    /// Bytes of all bodies that are under way at once, apart from imports.
    package var arrivingBytes = 64 << 20
    /// Imports whose bodies are in memory at once.
    package var concurrentImports = 2
    /// How long a body may take to arrive, and a second more for every 64 KiB of it.
    ///
    /// As long lives a connection on which nothing comes.
    package var readDeadline: Duration = .seconds(30)
    /// How long an export waits for a reader who does not take the next piece, and in all, with a second more for every
    /// 64 KiB; then the connection is closed.
    package var exportDeadline: Duration = .seconds(30)
    /// How long requests in work may go on after the signal to stop.
    package var shutdownGrace: Duration = .seconds(15)
    /// Whether anybody who reaches the service may read `/metrics`; otherwise this machine alone may.
    ///
    /// Its counts say how often feedback is logged, which a candidate must not see (R9).
    package var publicMetrics = false

    package init(host: String = "127.0.0.1", port: Int = 8080, baseURL: String? = nil) {
        self.host = host
        self.port = port
        self.baseURL = baseURL
    }

    /// Whether people reach the service through TLS, which a proxy in front ends.
    var isBehindTLS: Bool { baseURL?.lowercased().hasPrefix("https://") ?? false }

    /// The origin that pages of this service have, as a browser writes it; nil where only the Host header tells.
    var origin: String? {
        guard let baseURL, let scheme = baseURL.range(of: "://") else { return nil }
        let host = baseURL[scheme.upperBound...].prefix { $0 != "/" }
        return (baseURL[..<scheme.upperBound] + host).lowercased()
    }

    /// The URL of the service, given the port that it got.
    func url(port: Int) -> String {
        baseURL ?? "http://\(host.contains(":") ? "[\(host)]" : host):\(port)"
    }
}
