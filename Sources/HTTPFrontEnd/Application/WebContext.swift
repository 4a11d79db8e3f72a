import Hummingbird
import Logging
import NIOCore

/// What travels with one request besides the request itself.
package struct WebContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    let channel: any Channel
    var requestID = ""
    var credential = Credential.none

    package init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }

    /// The logger with the request's id, made only for those who have something to say.
    var namedLogger: Logger {
        var logger = logger
        logger[metadataKey: "request_id"] = .string(requestID)
        return logger
    }

    /// The address at the other end of the connection; nil for a Unix socket.
    var peer: String? { channel.remoteAddress?.ipAddress }

    /// The address that the request came from, for throttling.
    ///
    /// A proxy in front appends the address that it saw, so only the last one is its word and not the client's.
    func source(of request: Request, _ configuration: WebConfiguration) -> String {
        guard configuration.isBehindTLS, let seen = request.headers[.forwardedFor]?.split(separator: ",").last else {
            return peer ?? "local"
        }
        return String(seen.filter { !$0.isWhitespace }.prefix(64))
    }

    /// Closes the connection shortly, leaving time for the answer to arrive.
    ///
    /// Hummingbird reads the rest of a refused body to its end, however long that is.
    func closeSoon() {
        let channel = channel
        channel.eventLoop.scheduleTask(in: .seconds(2)) { channel.close(promise: nil) }
    }
}
