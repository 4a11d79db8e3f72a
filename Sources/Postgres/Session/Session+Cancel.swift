import LibPQ

/// The reading of what is left after a cancel, a second at most.
struct Drain {
    let end = MonotonicTime.after(.seconds(1))
    var pause = Duration.milliseconds(50)
}

extension Session {
    /// Asks the server to cancel; false if that could not be done in time.
    ///
    /// The caller must still read all results: a late cancel would hit the next query (gel#2257).
    func sendCancel() async -> Bool {
        guard let request = handle.cancelRequest() else { return false }
        return await BlockingThreads.cancelling.run(until: .after(.seconds(1))) { request.send() } ?? false
    }

    /// Waits for input after a cancel; false if none came in time.
    ///
    /// A cancel that reaches the backend before the query does is ignored by it, so silence renews it.
    func waitForRest(_ drain: inout Drain) async -> Bool {
        while true {
            let now = MonotonicTime.now
            if now >= drain.end { return false }
            let interest: Reactor.Interest = handle.flush() == .wouldBlock ? .both : .read
            let wake = await Reactor.shared.wait(
                token, handle.socket, for: interest, until: min(drain.end, now + drain.pause), cancellable: false)
            switch wake {
            case .ready: return true
            case .cancelled: return false
            case .timedOut:
                drain.pause *= 2
                guard await sendCancel() else { return false }
            }
        }
    }
}

extension BlockingThreads {
    /// PQcancel knows no time limit: servers that fall silent must hold up nothing but other cancel requests.
    static let cancelling = BlockingThreads(count: 4)
}
