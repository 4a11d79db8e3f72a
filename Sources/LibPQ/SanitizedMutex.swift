#if THREAD_SANITIZER
    import Glibc
    import Synchronization

    /// A mutex that the thread sanitizer understands.
    ///
    /// The library's own waits in code that is not instrumented, so that every contended lock would be reported as a race;
    /// here it is never contended, as a pthread mutex stands before it.
    package struct SanitizedMutex<Value: ~Copyable>: ~Copyable, Sendable {
        private let value: Synchronization.Mutex<Value>
        private let gate = Gate()

        package init(_ initial: consuming sending Value) { value = Synchronization.Mutex(initial) }

        package borrowing func withLock<R: ~Copyable, E: Error>(
            _ body: (inout sending Value) throws(E) -> sending R
        ) throws(E) -> sending R {
            gate.enter()
            defer { gate.leave() }
            return try value.withLock(body)
        }
    }

    private final class Gate: Sendable {
        private let address: UInt

        init() {
            let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
            lock.initialize(to: pthread_mutex_t())
            pthread_mutex_init(lock, nil)
            address = UInt(bitPattern: lock)
        }

        deinit {
            guard let lock else { return }
            pthread_mutex_destroy(lock)
            lock.deallocate()
        }

        func enter() { if let lock { pthread_mutex_lock(lock) } }

        func leave() { if let lock { pthread_mutex_unlock(lock) } }

        private var lock: UnsafeMutablePointer<pthread_mutex_t>? { UnsafeMutablePointer(bitPattern: address) }
    }

    typealias Mutex<Value: ~Copyable> = SanitizedMutex<Value>
#endif
