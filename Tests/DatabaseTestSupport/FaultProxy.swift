import Foundation
import Postgres
import Synchronization

/// Stands between the driver and a server, on TCP or on a Unix socket, and does to their connections what networks do.
///
/// One thread moves the bytes; everything it touches is under one lock.
package final class FaultProxy: Sendable {
    /// Who sends.
    package enum Side: Sendable { case client, server }

    /// What happens to a connection.
    package enum Fault: Sendable {
        /// Both sides see an orderly end.
        case cut
        /// The client sees a reset; over a Unix socket an end, as there is no reset.
        case reset
        /// Nothing more goes from that side to the other, which sees an end.
        case halfClose(Side)
        /// Nothing more is read or forwarded in either direction, and nothing is closed.
        case silence
    }

    /// When it happens.
    package enum Moment: Sendable {
        /// As soon as so many bytes, counted over all connections from now on, have gone on.
        case afterBytes(Int, from: Side)
        /// In place of the message of that side in which the text stands, which does not go on.
        case insteadOfMessage(containing: String, from: Side)
        /// Directly after that message was forwarded.
        case afterMessage(containing: String, from: Side)
    }

    /// How new connections are met.
    package enum Welcome: Sendable {
        case forwarding
        /// They are accepted, and nobody reads what they say.
        case deaf
        /// They are accepted and cut at once.
        case cutting
        /// Nobody accepts them; the system may still let some wait.
        case none
    }

    package enum Transport: Sendable { case tcp, unixSocket }

    struct State {
        var links: [Link] = []
        var traps: [Trap] = []
        var welcome = Welcome.forwarding
        var delay: Duration = .zero
        var acceptedCount = 0
        var isClosed = false
    }

    struct Trap {
        var fault: Fault
        var moment: Moment
        var bytesSeen = 0
    }

    let state = Mutex(State())
    let server: SocketAddress
    let listener: Int32
    /// A pipe: a byte in it wakes the thread.
    let wakeRead: Int32
    private let wakeWrite: Int32
    /// What libpq needs to connect here: host and port.
    package let keywords: [String: String]
    private let directory: String?

    /// Listens in front of the server that the keywords name, which must be on one Unix socket or numeric address.
    package init(server keywords: [String: String], on transport: Transport = .tcp) throws {
        let host = keywords["host"] ?? "/var/run/postgresql"
        let port = keywords["port"] ?? "5432"
        server = host.hasPrefix("/") ? .path("\(host)/.s.PGSQL.\(port)") : .loopback(UInt16(port) ?? 0)
        switch transport {
        case .tcp:
            listener = try Sockets.listen(.loopback(0))
            self.keywords = ["host": "127.0.0.1", "port": String(try Sockets.port(of: listener)), "sslmode": "disable"]
            directory = nil
        case .unixSocket:
            let directory = "/tmp/liaison-proxy.\(UInt32.random(in: 0 ... .max))"
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: false)
            self.directory = directory
            listener = try Sockets.listen(.path(directory + "/.s.PGSQL.5432"))
            self.keywords = ["host": directory, "port": "5432"]
        }
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw DatabaseTestError("no pipe") }
        (wakeRead, wakeWrite) = (ends[0], ends[1])
        Sockets.unblock(wakeRead)
        Sockets.unblock(wakeWrite)
        Thread.detachNewThread { [self] in work() }
    }

    /// The TCP port, 0 on a Unix socket.
    package var port: UInt16 { directory == nil ? UInt16(keywords["port"] ?? "") ?? 0 : 0 }

    /// Lets the fault happen once, to the first connection that gets to that moment.
    package func plan(_ fault: Fault, _ moment: Moment) {
        state.withLock { $0.traps.append(Trap(fault: fault, moment: moment)) }
    }

    /// True once every planned fault has happened.
    package var hasStruck: Bool { state.withLock { $0.traps.isEmpty } }

    /// Does it now to all connections that there are.
    package func strike(_ fault: Fault) {
        change { state in
            for index in state.links.indices { state.links[index].suffer(fault) }
        }
    }

    /// Meets new connections so from now on.
    package func welcome(_ welcome: Welcome) { change { $0.welcome = welcome } }

    /// Holds every piece back for so long from now on.
    package func delay(_ delay: Duration) { change { $0.delay = delay } }

    /// Forgets what is planned and forwards again, new connections and those that were silenced.
    package func heal() {
        change { state in
            state.traps = []
            state.welcome = .forwarding
            state.delay = .zero
            for index in state.links.indices { state.links[index].isSilent = false }
        }
    }

    /// Connections that a client still holds open, cancel requests among them.
    package var openCount: Int { state.withLock { $0.links.count } }

    /// Connections accepted since the start.
    package var acceptedCount: Int { state.withLock { $0.acceptedCount } }

    /// Ends everything.
    package func close() { change { $0.isClosed = true } }

    func change(_ body: (inout State) -> Void) {
        state.withLock {
            if $0.isClosed { return }
            body(&$0)
            var one: UInt8 = 1
            _ = write(wakeWrite, &one, 1)
        }
    }

    /// The last that the thread does.
    func tearDown() {
        for descriptor in [listener, wakeRead, wakeWrite] { Glibc.close(descriptor) }
        if let directory { try? FileManager.default.removeItem(atPath: directory) }
    }

    /// Lends a proxy in front of the server of the configuration, which `body` gets changed to lead there.
    package static func with<R>(
        _ configuration: PoolConfiguration, on transport: Transport = .tcp,
        _ body: (FaultProxy, PoolConfiguration) async throws -> R
    ) async throws -> R {
        let proxy = try FaultProxy(server: configuration.keywords, on: transport)
        defer { proxy.close() }
        var configuration = configuration
        configuration.keywords.merge(proxy.keywords) { $1 }
        return try await body(proxy, configuration)
    }
}
