import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// The real `liaison serve` on a free port.
package struct LiaisonServer: Sendable {
    package let process: LiaisonProcess
    /// Without a slash at its end.
    package let url: String
    package let port: Int

    /// An answer over HTTP.
    package struct Answer: Sendable {
        package let status: Int
        /// By lower-case name.
        package let headers: [String: String]
        package let body: [UInt8]

        package var text: String { String(decoding: body, as: UTF8.self) }
    }

    /// Lends a running server of an installation, ready; afterwards it is asked to end and must do so within 15 seconds.
    ///
    /// - Parameter descriptors: how many it may have open when it starts; nil for as many as this process.
    @discardableResult
    package static func with<Result>(
        _ installation: LiaisonInstallation, arguments: [String] = [], descriptors: Int? = nil,
        _ body: (LiaisonServer) async throws -> Result
    ) async throws -> Result {
        let port = try freePort()
        var environment = installation.environment
        environment["LIAISON_HOST"] = "127.0.0.1"
        environment["LIAISON_PORT"] = String(port)
        let limit = descriptors.map { "ulimit -Sn \($0); " } ?? ""
        let process = try LiaisonProcess(
            ["-c", limit + "exec \"$0\" serve \"$@\"", LiaisonProcess.program] + arguments, program: "/bin/bash",
            environment: environment, directory: installation.directory)
        let server = LiaisonServer(process: process, url: "http://127.0.0.1:\(port)", port: Int(port))
        do {
            try await server.becomeReady()
            let result = try await body(server)
            try await server.stop()
            return result
        } catch {
            process.signal(SIGKILL)
            throw error
        }
    }

    /// Asks the server to end.
    ///
    /// - Throws: `TestSupportError` if it does not, or not with status 0.
    package func stop() async throws {
        guard process.isRunning else { return }
        process.signal(SIGTERM)
        let outcome = try await process.outcome(within: .seconds(15))
        guard outcome.status == 0 else {
            throw TestSupportError(
                "serve ended with \(outcome.status); it wrote:\n\(outcome.output)\n\(outcome.errors)")
        }
    }

    /// Sends one request and reads the whole answer; redirections are followed as a browser would.
    package func request(
        _ method: String, _ path: String, as person: Cast.Person? = nil, headers: [String: String] = [:],
        body: String? = nil
    ) async throws -> Answer {
        guard let address = URL(string: url + path) else { throw TestSupportError("no path: \(path)") }
        var request = URLRequest(url: address, timeoutInterval: 30)
        request.httpMethod = method
        if let person { request.setValue("Bearer \(person.token)", forHTTPHeaderField: "Authorization") }
        if let body {
            request.httpBody = Data(body.utf8)
            request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        }
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        let session = URLSession(configuration: .ephemeral)
        defer { session.finishTasksAndInvalidate() }
        let (data, response) = try await session.data(for: request)
        guard let response = response as? HTTPURLResponse else { throw TestSupportError("no answer over HTTP") }
        let found = response.allHeaderFields.map { (String(describing: $0).lowercased(), String(describing: $1)) }
        return Answer(
            status: response.statusCode, headers: Dictionary(found, uniquingKeysWith: { "\($0), \($1)" }),
            body: Array(data))
    }

    private func becomeReady() async throws {
        let clock = ContinuousClock()
        let deadline = clock.now.advanced(by: .seconds(30))
        while clock.now < deadline, process.isRunning {
            if let answer = try? await request("GET", "/readyz"), answer.status == 200 { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw TestSupportError("serve is not ready; it wrote:\n\(process.output)\n\(process.errors)")
    }

    /// A port that nobody listens on just now.
    private static func freePort() throws -> UInt16 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(INADDR_LOOPBACK).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isBound else { throw TestSupportError("no free port") }
        return UInt16(bigEndian: address.sin_port)
    }
}
