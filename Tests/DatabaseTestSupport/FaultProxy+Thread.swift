import Foundation

extension FaultProxy {
    /// Moves bytes until the proxy is closed.
    func work() {
        while true {
            var (entries, timeout) = state.withLock { ($0.entries(listener: listener, wake: wakeRead), $0.timeout) }
            _ = poll(&entries, nfds_t(entries.count), timeout)
            let isClosed = state.withLock { state in
                if state.isClosed {
                    for link in state.links { link.end() }
                    state.links = []
                    return true
                }
                accept(&state)
                state.transfer()
                return false
            }
            if isClosed { break }
            var bytes = [UInt8](repeating: 0, count: 64)
            _ = read(wakeRead, &bytes, bytes.count)
        }
        tearDown()
    }

    private func accept(_ state: inout State) {
        if case .none = state.welcome { return }
        while true {
            let client = Glibc.accept(listener, nil, nil)
            guard client >= 0 else { return }
            state.acceptedCount += 1
            Sockets.unblock(client)
            switch state.welcome {
            case .cutting, .none: Glibc.close(client)
            case .deaf: state.links.append(Link(client: client, server: -1, isSilent: true))
            case .forwarding:
                guard let server = try? Sockets.connect(server) else {
                    Glibc.close(client)
                    continue
                }
                state.links.append(Link(client: client, server: server, isSilent: false))
            }
        }
    }
}

extension FaultProxy.State {
    /// What the thread waits for.
    func entries(listener: Int32, wake: Int32) -> [pollfd] {
        var entries = [pollfd(fd: wake, events: Int16(POLLIN), revents: 0)]
        if case .none = welcome {
        } else {
            entries.append(pollfd(fd: listener, events: Int16(POLLIN), revents: 0))
        }
        for link in links { entries += link.entries }
        return entries
    }

    /// Milliseconds until held back bytes are due, -1 if there are none.
    var timeout: Int32 {
        let now = ContinuousClock.now
        let due = links.flatMap(\.dueTimes).filter { $0 > now }.min()
        return due.map { Int32(clamping: Int64(($0 - now) / .milliseconds(1)) + 1) } ?? -1
    }

    /// Moves what can be moved, in both directions of every connection, and forgets those that ended.
    mutating func transfer() {
        for index in links.indices {
            links[index].move(.client, delay: delay, &traps)
            links[index].move(.server, delay: delay, &traps)
        }
        links.removeAll { link in
            guard link.hasEnded else { return false }
            link.end()
            return true
        }
    }
}
