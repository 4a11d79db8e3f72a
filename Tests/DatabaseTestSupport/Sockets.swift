import Foundation

/// Where a socket is bound or leads to.
package enum SocketAddress: Sendable {
    case path(String)
    /// A port on 127.0.0.1, 0 for any that is free.
    case loopback(UInt16)
}

/// The few calls on sockets that the proxy needs.
enum Sockets {
    static func listen(_ address: SocketAddress) throws -> Int32 {
        let descriptor = try make(address)
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        let outcome = withSocketAddress(address) { bind(descriptor, $0, $1) }
        guard outcome == 0, Glibc.listen(descriptor, 64) == 0 else {
            let reason = String(cString: strerror(errno))
            close(descriptor)
            throw DatabaseTestError("cannot listen on \(address): \(reason)")
        }
        unblock(descriptor)
        return descriptor
    }

    /// Connects, which on one machine does not take long.
    static func connect(_ address: SocketAddress) throws -> Int32 {
        let descriptor = try make(address)
        guard withSocketAddress(address, { Glibc.connect(descriptor, $0, $1) }) == 0 else {
            let reason = String(cString: strerror(errno))
            close(descriptor)
            throw DatabaseTestError("cannot connect to \(address): \(reason)")
        }
        unblock(descriptor)
        return descriptor
    }

    static func port(of descriptor: Int32) throws -> UInt16 {
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let outcome = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
        }
        guard outcome == 0 else { throw DatabaseTestError("the listener has no port") }
        return UInt16(bigEndian: address.sin_port)
    }

    /// A port of this machine that nobody listens on just now.
    static func freePort() throws -> UInt16 {
        let descriptor = try listen(.loopback(0))
        defer { close(descriptor) }
        return try port(of: descriptor)
    }

    static func unblock(_ descriptor: Int32) {
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
        // A server that is started meanwhile must not hold it open.
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }

    /// The next `close` resets instead of saying goodbye.
    static func armReset(_ descriptor: Int32) {
        var lingering = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &lingering, socklen_t(MemoryLayout<linger>.size))
    }

    private static func make(_ address: SocketAddress) throws -> Int32 {
        var family = AF_INET
        if case .path = address { family = AF_UNIX }
        let descriptor = socket(family, Int32(SOCK_STREAM.rawValue) | Int32(bitPattern: SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw DatabaseTestError("no socket: \(String(cString: strerror(errno)))") }
        return descriptor
    }

    private static func withSocketAddress<R>(
        _ address: SocketAddress, _ body: (UnsafePointer<sockaddr>, socklen_t) -> R
    ) -> R {
        switch address {
        case .path(let path):
            var local = sockaddr_un()
            local.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &local.sun_path) { room in
                room.copyBytes(from: path.utf8.prefix(room.count - 1))
            }
            return rebound(&local, body)
        case .loopback(let port):
            var internet = sockaddr_in()
            internet.sin_family = sa_family_t(AF_INET)
            internet.sin_port = port.bigEndian
            internet.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            return rebound(&internet, body)
        }
    }

    private static func rebound<Address, R>(
        _ address: inout Address, _ body: (UnsafePointer<sockaddr>, socklen_t) -> R
    ) -> R {
        withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<Address>.size))
            }
        }
    }
}
