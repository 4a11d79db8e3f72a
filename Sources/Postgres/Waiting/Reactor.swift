import CLibPQ
import Glibc
import Synchronization

/// One thread that waits for all sockets and deadlines.
///
/// Level-triggered and one-shot, because `PQconsumeInput` need not drain the socket (vibe.d#1596); not DispatchSource
/// (swift-corelibs-libdispatch#833, #949).
final class Reactor: Sendable {
    static let shared = Reactor()

    /// Why a wait ended.
    enum Wake: Sendable {
        case ready, timedOut, cancelled
    }

    /// What to wait for.
    enum Interest: Sendable {
        case read, write, both

        fileprivate var events: UInt32 {
            let edge = EPOLLONESHOT.rawValue | EPOLLRDHUP.rawValue
            return switch self {
            case .read: EPOLLIN.rawValue | edge
            case .write: EPOLLOUT.rawValue | edge
            case .both: EPOLLIN.rawValue | EPOLLOUT.rawValue | edge
            }
        }
    }

    private struct Waiter {
        var deadline: MonotonicTime
        var isCancellable: Bool
        var continuation: CheckedContinuation<Wake, Never>
    }

    private struct Slot {
        var descriptor: Int32 = -1
        var waiter: Waiter?
        /// Called on the reactor's thread whenever the socket is ready, instead of one waiter once.
        var watcher: (@Sendable () -> Void)?
    }

    private struct Timer {
        var deadline: MonotonicTime
        var action: @Sendable () -> Void
    }

    private struct State {
        var lastToken: UInt64 = 0
        var slots: [UInt64: Slot] = [:]
        var timers: [UInt64: Timer] = [:]
        /// A lower bound of all deadlines; the thread sleeps no longer.
        var sleepsUntil = MonotonicTime.distantFuture
    }

    private let state = Mutex(State())
    private let epoll: Int32
    private let signal: Int32

    private init() {
        epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
        signal = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
        var event = epoll_event(events: EPOLLIN.rawValue, data: epoll_data_t(u64: 0))
        epoll_ctl(epoll, EPOLL_CTL_ADD, signal, &event)
        _ = PlainThread.start { self.work() }
    }

    /// A token for one socket; descriptor numbers are reused and would confuse owners.
    func register() -> UInt64 {
        state.withLock {
            $0.lastToken += 1
            $0.slots[$0.lastToken] = Slot()
            return $0.lastToken
        }
    }

    /// Forgets the socket; must come before it is closed.
    func unregister(_ token: UInt64) {
        let orphan = state.withLock { state -> Waiter? in
            guard let slot = state.slots.removeValue(forKey: token) else { return nil }
            if slot.descriptor >= 0 { epoll_ctl(epoll, EPOLL_CTL_DEL, slot.descriptor, nil) }
            return slot.waiter
        }
        orphan?.continuation.resume(returning: .cancelled)
    }

    /// Suspends until the socket is ready, the deadline passed or, if so wished, the task was cancelled.
    func wait(
        _ token: UInt64, _ descriptor: Int32, for interest: Interest, until deadline: MonotonicTime,
        cancellable: Bool
    ) async -> Wake {
        // A socket that is ready every time would hide that the deadline has passed.
        if MonotonicTime.now >= deadline { return .timedOut }
        if !cancellable {
            return await withCheckedContinuation {
                arm(token, descriptor, interest, Waiter(deadline: deadline, isCancellable: false, continuation: $0))
            }
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation {
                arm(token, descriptor, interest, Waiter(deadline: deadline, isCancellable: true, continuation: $0))
                // The handler may have run before there was anything to cancel.
                if Task.isCancelled { cancelWait(token) }
            }
        } onCancel: {
            cancelWait(token)
        }
    }

    /// Calls `onReady` on the reactor's thread whenever the socket can be read, until it is unregistered; it must be short.
    ///
    /// - Parameter writing: whether room for writing counts as ready, too; calling again changes that.
    /// - Returns: false if the socket cannot be watched.
    func watch(
        _ token: UInt64, _ descriptor: Int32, writing: Bool, onReady: @escaping @Sendable () -> Void
    ) -> Bool {
        state.withLock { state in
            guard var slot = state.slots[token], slot.waiter == nil, descriptor >= 0 else { return false }
            let interest = EPOLLIN.rawValue | EPOLLRDHUP.rawValue | (writing ? EPOLLOUT.rawValue : 0)
            guard Self.control(epoll, &slot, descriptor, interest, token) else { return false }
            slot.watcher = onReady
            state.slots[token] = slot
            return true
        }
    }

    /// Runs `action` on the reactor's thread at that moment; it must be short.
    func schedule(at deadline: MonotonicTime, _ action: @escaping @Sendable () -> Void) -> UInt64 {
        let (token, mustWake) = state.withLock { state in
            state.lastToken += 1
            state.timers[state.lastToken] = Timer(deadline: deadline, action: action)
            return (state.lastToken, Self.lower(&state, to: deadline))
        }
        if mustWake { wake() }
        return token
    }

    func cancelTimer(_ token: UInt64) {
        state.withLock { _ = $0.timers.removeValue(forKey: token) }
    }

    private func arm(_ token: UInt64, _ descriptor: Int32, _ interest: Interest, _ waiter: Waiter) {
        let (refused, mustWake) = state.withLock { state -> (Bool, Bool) in
            guard var slot = state.slots[token], slot.waiter == nil, descriptor >= 0 else { return (true, false) }
            guard Self.control(epoll, &slot, descriptor, interest.events, token) else { return (true, false) }
            slot.waiter = waiter
            state.slots[token] = slot
            return (false, Self.lower(&state, to: waiter.deadline))
        }
        if mustWake { wake() }
        if refused { waiter.continuation.resume(returning: .cancelled) }
    }

    /// Tells epoll what to wait for.
    private static func control(
        _ epoll: Int32, _ slot: inout Slot, _ descriptor: Int32, _ events: UInt32, _ token: UInt64
    ) -> Bool {
        var event = epoll_event(events: events, data: epoll_data_t(u64: token))
        if slot.descriptor >= 0, slot.descriptor != descriptor {
            // libpq moved on to another host; the old socket is gone already, so ENOENT and EBADF are fine.
            epoll_ctl(epoll, EPOLL_CTL_DEL, slot.descriptor, nil)
            slot.descriptor = -1
        }
        var outcome = epoll_ctl(epoll, slot.descriptor < 0 ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, descriptor, &event)
        if outcome != 0, errno == ENOENT { outcome = epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event) }
        if outcome != 0, errno == EEXIST { outcome = epoll_ctl(epoll, EPOLL_CTL_MOD, descriptor, &event) }
        guard outcome == 0 else { return false }
        slot.descriptor = descriptor
        return true
    }

    private func cancelWait(_ token: UInt64) {
        let waiter = state.withLock { state -> Waiter? in
            guard let waiter = state.slots[token]?.waiter, waiter.isCancellable else { return nil }
            state.slots[token]?.waiter = nil
            return waiter
        }
        waiter?.continuation.resume(returning: .cancelled)
    }

    private static func lower(_ state: inout State, to deadline: MonotonicTime) -> Bool {
        guard deadline < state.sleepsUntil else { return false }
        state.sleepsUntil = deadline
        return true
    }

    private func wake() {
        var one: UInt64 = 1
        _ = write(signal, &one, 8)
    }
}

extension Reactor {
    private func work() {
        withUnsafeTemporaryAllocation(of: epoll_event.self, capacity: 64) { events in
            while true {
                let count = epoll_wait(epoll, events.baseAddress, Int32(events.count), timeout())
                if count < 0, errno != EINTR { return }
                deliver(events[..<max(0, Int(count))])
                expire()
            }
        }
    }

    private func timeout() -> Int32 {
        let until = state.withLock { $0.sleepsUntil }
        if until == .distantFuture { return -1 }
        let now = MonotonicTime.now
        guard until > now else { return 0 }
        return Int32(clamping: (until.nanoseconds - now.nanoseconds + 999_999) / 1_000_000)
    }

    private func deliver(_ events: Slice<UnsafeMutableBufferPointer<epoll_event>>) {
        for event in events {
            let token = event.data.u64
            if token == 0 {
                var count: UInt64 = 0
                _ = read(signal, &count, 8)
                continue
            }
            let (waiter, watcher) = state.withLock { state -> (Waiter?, (@Sendable () -> Void)?) in
                guard let index = state.slots.index(forKey: token) else { return (nil, nil) }
                let slot = state.slots.values[index]
                state.slots.values[index].waiter = nil
                return (slot.waiter, slot.watcher)
            }
            waiter?.continuation.resume(returning: .ready)
            watcher?()
        }
    }

    private func expire() {
        let now = MonotonicTime.now
        var late: [Waiter] = []
        var due: [Timer] = []
        state.withLock { state in
            guard state.sleepsUntil <= now else { return }
            var next = MonotonicTime.distantFuture
            for (token, slot) in state.slots {
                guard let waiter = slot.waiter else { continue }
                if waiter.deadline <= now {
                    late.append(waiter)
                    state.slots[token]?.waiter = nil
                } else {
                    next = min(next, waiter.deadline)
                }
            }
            for (token, timer) in state.timers {
                if timer.deadline <= now {
                    due.append(timer)
                    state.timers[token] = nil
                } else {
                    next = min(next, timer.deadline)
                }
            }
            state.sleepsUntil = next
        }
        for waiter in late { waiter.continuation.resume(returning: .timedOut) }
        for timer in due { timer.action() }
    }
}
