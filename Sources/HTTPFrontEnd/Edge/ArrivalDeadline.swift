import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTPTypes

/// Closes a connection whose request does not arrive whole in its time, also where nobody reads the rest of it.
///
/// A body that is read is ended by `BodyReader`, with an answer, in half that time.
final class ArrivalDeadline: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let deadline: TimeAmount
    private var begun = NIODeadline.distantPast
    private var received = 0
    private var unanswered = 0
    private var timer: Scheduled<Void>?

    /// - Parameter deadline: for a request without a body, to which a second is added for every 64 KiB.
    init(_ deadline: TimeAmount) { self.deadline = deadline }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            unanswered += 1
            received = 0
            begun = .now()
            wait(context, until: begun + deadline)
        case .body(let piece): received += piece.readableBytes
        case .end: stop()
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) { unanswered -= 1 }
        context.write(data, promise: promise)
    }

    func channelInactive(context: ChannelHandlerContext) {
        stop()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { stop() }

    private func wait(_ context: ChannelHandlerContext, until end: NIODeadline) {
        stop()
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        timer = context.eventLoop.scheduleTask(deadline: end) {
            let (handler, context) = bound.value
            handler.expire(context)
        }
    }

    private func expire(_ context: ChannelHandlerContext) {
        let end = begun + deadline + .seconds(Int64(received >> 16))
        // While an earlier request is answered, this one may rightly have to wait.
        if unanswered > 1 { return wait(context, until: .now() + deadline) }
        if end > .now() { return wait(context, until: end) }
        context.close(promise: nil)
    }

    private func stop() {
        timer?.cancel()
        timer = nil
    }
}
