import Hummingbird
import Logging
import NIOCore
import NIOEmbedded
import Testing

@testable import HTTPFrontEnd

@Suite("Readers of long answers")
struct AwaitedReaderTests {
    /// Takes every piece after the same time of the event loop's clock.
    private final class SlowWriter: ResponseBodyWriter {
        let eventLoop: NIOAsyncTestingEventLoop
        let pause: TimeAmount

        init(_ eventLoop: NIOAsyncTestingEventLoop, _ pause: TimeAmount) {
            self.eventLoop = eventLoop
            self.pause = pause
        }

        func write(_ buffer: ByteBuffer) async throws { await eventLoop.advanceTime(by: pause) }
        func finish(_ trailingHeaders: HTTPFields?) async throws {}
    }

    /// How many of a hundred pieces get through before the connection is closed.
    private func pieces(of size: Int, each pause: TimeAmount) async throws -> Int {
        let channel = NIOAsyncTestingChannel()
        try await channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).get()
        var reader = AwaitedReader(
            channel: channel, deadline: .seconds(30), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        var writer: any ResponseBodyWriter = SlowWriter(channel.testingEventLoop, pause)
        for number in 0..<100 {
            try await reader.send(ByteBuffer(repeating: 0x20, count: size), by: &writer)
            if !channel.isActive { return number }
        }
        return 100
    }

    @Test("who stops at one piece is cut off")
    func stopped() async throws {
        #expect(try await pieces(of: 1 << 20, each: .seconds(31)) == 0)
    }

    @Test("who takes a second for 64 KiB gets everything, a hundred pieces long")
    func slow() async throws {
        #expect(try await pieces(of: 1 << 16, each: .seconds(1)) == 100)
    }

    @Test("who takes each piece just in time has so long in all, and not for each")
    func dripping() async throws {
        #expect(try await pieces(of: 1 << 16, each: .seconds(29)) == 1)
        #expect(try await pieces(of: 1 << 10, each: .seconds(1)) == 29)
    }
}
