import Hummingbird
import NIOCore
import NIOEmbedded

/// A channel that leads nowhere.
enum TestChannel {
    static func make() -> any Channel { NIOAsyncTestingChannel() }
}

extension Response {
    /// The text of the body.
    var text: String {
        get async throws {
            let writer = Writer()
            try await body.write(writer)
            return String(buffer: writer.buffer)
        }
    }

    private final class Writer: ResponseBodyWriter {
        var buffer = ByteBuffer()
        func write(_ buffer: ByteBuffer) async throws { self.buffer.writeImmutableBuffer(buffer) }
        func finish(_ trailingHeaders: HTTPFields?) async throws {}
    }
}
