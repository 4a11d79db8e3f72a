import Foundation

extension FaultProxy {
    /// One connection through the proxy.
    struct Link {
        let client: Int32
        /// -1 for a connection that nobody will ever forward.
        let server: Int32
        var isSilent: Bool
        private var fromClient = Stream(framer: MessageFramer(beginsWithStartup: true))
        private var fromServer = Stream(framer: MessageFramer(beginsWithStartup: false))
        private var isCut = false
        /// POLLRDHUP, which Glibc's module leaves out: the peer has closed.
        private static let hangUp: Int16 = 0x2000

        init(client: Int32, server: Int32, isSilent: Bool) {
            self.client = client
            self.server = server
            self.isSilent = isSilent
        }

        var hasEnded: Bool {
            if isCut { return true }
            if isSilent { return hasHungUp }
            return server < 0 || fromClient.isShut && fromServer.isShut
        }

        /// A silent connection is forgotten once its client has closed it.
        private var hasHungUp: Bool {
            var entry = pollfd(fd: client, events: Self.hangUp, revents: 0)
            return poll(&entry, 1, 0) == 1
        }

        var dueTimes: [ContinuousClock.Instant] {
            isSilent ? [] : [fromClient.held.first, fromServer.held.first].compactMap { $0?.due }
        }

        var entries: [pollfd] {
            if isSilent { return [pollfd(fd: client, events: Self.hangUp, revents: 0)] }
            return [
                entry(client, reading: fromClient, writing: fromServer),
                entry(server, reading: fromServer, writing: fromClient),
            ]
        }

        private func entry(_ descriptor: Int32, reading: Stream, writing: Stream) -> pollfd {
            var events: Int32 = 0
            if reading.takesMore { events |= POLLIN }
            if let first = writing.held.first, first.due <= .now { events |= POLLOUT }
            // A negative descriptor is passed over: one that has ended would wake the thread for ever.
            return pollfd(fd: events == 0 ? -1 : descriptor, events: Int16(events), revents: 0)
        }

        mutating func suffer(_ fault: Fault) {
            switch fault {
            case .cut: isCut = true
            case .reset:
                Sockets.armReset(client)
                isCut = true
            case .silence: isSilent = true
            case .halfClose(.client): fromClient.shut(server)
            case .halfClose(.server): fromServer.shut(client)
            }
        }

        func end() {
            Glibc.close(client)
            if server >= 0 { Glibc.close(server) }
        }

        /// Moves what one side said, as far as the traps let it.
        mutating func move(_ side: Side, delay: Duration, _ traps: inout [Trap]) {
            if isSilent || isCut || server < 0 { return }
            let fault: Fault?
            switch side {
            case .client:
                fromClient.receive(client, side, delay: delay, &traps)
                fault = fromClient.send(to: server)
            case .server:
                fromServer.receive(server, side, delay: delay, &traps)
                fault = fromServer.send(to: client)
            }
            if let fault { suffer(fault) }
        }
    }
}
