import Foundation
import Synchronization

/// A TCP connection to a server on this machine, byte by byte: for clients that misbehave.
package final class RawConnection: Sendable {
    private let descriptor: Int32

    /// - Parameter receiveBuffer: bytes that the system takes in for a reader who does not read; nil for the usual.
    package init(port: Int, receiveBuffer: Int32? = nil) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        if var size = receiveBuffer {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(INADDR_LOOPBACK).bigEndian
        let outcome = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard outcome == 0 else {
            close(descriptor)
            throw TestSupportError("no connection to port \(port): \(errno)")
        }
    }

    deinit { close(descriptor) }

    /// Sends a text.
    ///
    /// - Returns: false if the server has closed the connection.
    @discardableResult
    package func send(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
    }

    /// What came, waiting until something does; nil at the end, also where the connection was reset.
    package func read(atMost count: Int = 65_536) async throws -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        while true {
            let received = recv(descriptor, &bytes, count, Int32(MSG_DONTWAIT))
            if received > 0 { return Array(bytes[..<received]) }
            guard received < 0, errno == EAGAIN || errno == EINTR else { return nil }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// Everything up to the end.
    package func readToEnd() async throws -> String {
        var all: [UInt8] = []
        while let bytes = try await read() { all += bytes }
        return String(decoding: all, as: UTF8.self)
    }
}
