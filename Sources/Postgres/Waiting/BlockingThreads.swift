import CLibPQ
import Glibc
import Synchronization

/// A few plain threads for calls that may block: PQcancel, PQfinish over TLS, name resolution, password hashing.
package final class BlockingThreads: Sendable {
    /// The two threads that the driver itself uses.
    package static let shared = BlockingThreads(count: 2)

    private let jobs = Mutex<[@Sendable () -> Void]>([])
    private let signal: Int32
    private let hasThreads: Bool

    package init(count: Int) {
        signal = eventfd(0, Int32(EFD_CLOEXEC | EFD_SEMAPHORE))
        var started = 0
        hasThreads = signal >= 0 && count > 0
        guard hasThreads else { return }
        for _ in 0..<count where PlainThread.start({ self.work() }) { started += 1 }
    }

    /// Runs `body` on one of the threads and suspends until it returned.
    package func run<R: Sendable>(_ body: @escaping @Sendable () -> R) async -> R {
        let value = await withCheckedContinuation { continuation in
            submit {
                let value = body()
                self.jobs.meet()
                continuation.resume(returning: value)
            }
        }
        jobs.meet()
        return value
    }

    /// Runs `body` on one of the threads; nil if it did not return before the deadline (it goes on unheeded).
    func run<R: Sendable>(until deadline: MonotonicTime, _ body: @escaping @Sendable () -> R) async -> R? {
        let value = await withCheckedContinuation { continuation in
            let answer = OneShot<R?>(continuation)
            let timer = Reactor.shared.schedule(at: deadline) { answer.resume(nil) }
            submit {
                let value = body()
                Reactor.shared.cancelTimer(timer)
                self.jobs.meet()
                answer.resume(value)
            }
        }
        jobs.meet()
        return value
    }

    /// Runs `body` on one of the threads without waiting for it.
    func submit(_ body: @escaping @Sendable () -> Void) {
        guard hasThreads else { return body() }
        jobs.withLock { $0.append(body) }
        var one: UInt64 = 1
        _ = write(signal, &one, 8)
    }

    private func work() {
        while true {
            var count: UInt64 = 0
            guard read(signal, &count, 8) == 8 else {
                if errno == EINTR { continue }
                return
            }
            let job = jobs.withLock { $0.isEmpty ? nil : $0.removeFirst() }
            job?()
        }
    }
}

/// A continuation that only the first of several parties resumes.
final class OneShot<Value: Sendable>: Sendable {
    private let continuation: Mutex<CheckedContinuation<Value, Never>?>

    init(_ continuation: CheckedContinuation<Value, Never>) { self.continuation = Mutex(continuation) }

    func resume(_ value: Value) {
        let first = continuation.withLock {
            let current = $0
            $0 = nil
            return current
        }
        first?.resume(returning: value)
    }
}
