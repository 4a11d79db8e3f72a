#if THREAD_SANITIZER
    import LibPQ

    typealias Mutex<Value: ~Copyable> = SanitizedMutex<Value>
#endif
