import Synchronization

#if THREAD_SANITIZER
    import LibPQ

    typealias Mutex<Value: ~Copyable> = SanitizedMutex<Value>
#endif

extension Mutex where Value: ~Copyable {
    /// Tells the thread sanitizer that whoever held the lock before has done what they did; nothing in other builds.
    ///
    /// The concurrency runtime is not instrumented: it says nothing of a continuation that is resumed before its task sleeps.
    func meet() {
        #if THREAD_SANITIZER
            withLock { _ in }
        #endif
    }
}
