import Hummingbird
import Logging
import NIOCore

/// Somebody who reads a long answer, and for whom a database transaction waits: only so long.
struct AwaitedReader: Sendable {
    private let channel: any Channel
    private let deadline: TimeAmount
    private let logger: Logger
    private var sent = 0
    private var waited = TimeAmount.zero

    /// - Parameter deadline: how long they may take for one piece, and for all of them together with a second more for every
    ///   64 KiB.
    init(channel: any Channel, deadline: Duration, logger: Logger) {
        self.channel = channel
        self.deadline = .nanoseconds(Int64(deadline.inSeconds * 1e9))
        self.logger = logger
    }

    /// Sends a piece once the reader took those before it.
    ///
    /// - Throws: what the writer throws when the connection is closed, also by the deadline.
    @concurrent mutating func send(_ piece: ByteBuffer, by writer: inout any ResponseBodyWriter) async throws {
        let (channel, logger) = (channel, logger)
        sent += piece.readableBytes
        let rest = deadline + .seconds(Int64(sent >> 16)) - waited
        let timer = channel.eventLoop.scheduleTask(in: min(deadline, rest)) {
            logger.notice("a reader stopped or is too slow; the connection is closed")
            channel.close(promise: nil)
        }
        defer { timer.cancel() }
        let start = channel.eventLoop.now
        try await writer.write(piece)
        waited = waited + (channel.eventLoop.now - start)
    }
}
