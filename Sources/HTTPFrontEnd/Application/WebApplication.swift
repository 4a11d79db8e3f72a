import AgencyService
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle

/// The HTTP front end: a thin layer over the catalogue of operations.
package enum WebApplication {
    /// Puts the application together; nothing listens yet.
    ///
    /// - Parameter onReady: called once with the URL of the service when it listens.
    /// - Throws: the parser's error for a page template that is none.
    package static func build(
        service: any WebService, operations: [AnyOperation], configuration: WebConfiguration, logger: Logger,
        onReady: @escaping @Sendable (String) -> Void = { _ in }
    ) throws -> Application<RouterResponder<WebContext>> {
        Application(
            router: try router(
                service: service, operations: operations, configuration: configuration, logger: logger),
            server: server(configuration),
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port)),
            onServerRunning: { channel in
                onReady(configuration.url(port: channel.localAddress?.port ?? configuration.port))
            },
            logger: logger)
    }

    private static func server(_ configuration: WebConfiguration) -> HTTPServerBuilder {
        let deadline = TimeAmount.nanoseconds(Int64(configuration.readDeadline.inSeconds * 1e9))
        let channel = HTTP1Channel.Configuration(
            additionalChannelHandlers: [ArrivalDeadline(deadline * 2)], idleTimeout: deadline,
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: 16 << 10, maxHeaderListSize: 32 << 10, maxHeaderFieldCount: 100))
        return HTTPServerBuilder { EventLoopChannel(inner: HTTP1Channel(responder: $0, configuration: channel)) }
    }

    /// Serves until SIGTERM or SIGINT, then lets requests in work end.
    ///
    /// The service stays open: whoever made it closes it afterwards.
    ///
    /// - Throws: what keeps the server from listening, such as a port in use.
    package static func run(
        service: any WebService, operations: [AnyOperation], configuration: WebConfiguration, logger: Logger,
        onReady: @escaping @Sendable (String) -> Void
    ) async throws {
        if let fixedTime = service.fixedTime {
            logger.warning(
                "THE CLOCK STANDS STILL: this service is for demonstration or tests only",
                metadata: ["time": .string(fixedTime)])
        }
        let application = try build(
            service: service, operations: operations, configuration: configuration, logger: logger, onReady: onReady)
        var group = ServiceGroupConfiguration(
            services: [application], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        group.maximumGracefulShutdownDuration = configuration.shutdownGrace
        try await ServiceGroup(configuration: group).run()
    }
}
