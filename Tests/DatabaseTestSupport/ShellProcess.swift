import Foundation

/// Runs a program that starts servers.
///
/// Not Foundation's `Process`: it takes a program for running as long as anything that the program started runs.
enum ShellProcess {
    /// Waits for the end.
    ///
    /// - Returns: the exit status, or -1 for a program that could not be started or was ended by a signal.
    static func run(_ arguments: [String]) async -> Int32 {
        await withCheckedContinuation { continuation in
            // A thread of its own: those of the tests must not block.
            Thread.detachNewThread { continuation.resume(returning: runAndWait(arguments)) }
        }
    }

    private static func runAndWait(_ arguments: [String]) -> Int32 {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // What is started must see the signals that this thread may have blocked.
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var strings: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
        defer { for string in strings { free(string) } }
        strings.append(nil)
        var process = pid_t()
        guard posix_spawn(&process, arguments[0], nil, &attributes, strings, environ) == 0 else { return -1 }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 { if errno != EINTR { return -1 } }
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : -1
    }
}
