import Hummingbird
import Logging
import NIOCore

/// Somebody who reads a long answer, and for whom a database transaction waits: only so long.
struct AwaitedReader: Sendable {
    let channel: any Channel
    /// How long they may take for one piece.
    let deadline: Duration
    let logger: Logger

    /// Sends a piece once the reader took those before it.
    ///
    /// - Throws: what the writer throws when the connection is closed, also by the deadline.
    @concurrent func send(_ piece: ByteBuffer, by writer: inout any ResponseBodyWriter) async throws {
        let (channel, logger) = (channel, logger)
        let timer = channel.eventLoop.scheduleTask(in: .nanoseconds(Int64(deadline.inSeconds * 1e9))) {
            logger.notice("a reader stopped; the connection is closed")
            channel.close(promise: nil)
        }
        defer { timer.cancel() }
        try await writer.write(piece)
    }
}
