import Foundation
import Synchronization

/// Where output goes: a file descriptor, or memory in tests.
protocol ByteSink: Sendable {
    func write(_ bytes: [UInt8]) throws
}

/// A reader that went away (`| head`): the command stops quietly.
struct BrokenPipe: Error {}

/// Writes to a file descriptor, whole.
struct DescriptorSink: ByteSink {
    let descriptor: Int32

    func write(_ bytes: [UInt8]) throws {
        try bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let written = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if written > 0 {
                    rest = rest.dropFirst(written)
                } else if errno == EAGAIN {
                    // Standard output may share a terminal that another program has set to non-blocking.
                    var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                    poll(&ready, 1, -1)
                } else if errno == EPIPE {
                    throw BrokenPipe()
                } else if errno != EINTR {
                    throw Failure.failed("Output cannot be written: \(String(cString: strerror(errno))).")
                }
            }
        }
    }
}

/// Collects output in memory.
final class MemorySink: ByteSink {
    private let collected = Mutex<[UInt8]>([])

    func write(_ bytes: [UInt8]) { collected.withLock { $0.append(contentsOf: bytes) } }

    var text: String { collected.withLock { String(decoding: $0, as: UTF8.self) } }
}
