import Synchronization

/// Who receives the notices of which connection, by number.
final class NoticeRegistry: Sendable {
    static let shared = NoticeRegistry()

    private struct State {
        var lastID = 0
        var receivers: [Int: @Sendable (Diagnostics) -> Void] = [:]
    }

    private let state = Mutex(State())

    func add(_ receiver: @escaping @Sendable (Diagnostics) -> Void) -> Int {
        state.withLock {
            $0.lastID += 1
            $0.receivers[$0.lastID] = receiver
            return $0.lastID
        }
    }

    func remove(_ id: Int) {
        state.withLock { $0.receivers[id] = nil }
    }

    func deliver(_ notice: Diagnostics, to id: Int) {
        let receiver = state.withLock { $0.receivers[id] }
        receiver?(notice)
    }
}
