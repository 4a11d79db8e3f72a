import Glibc

/// How many files and connections this process may have open.
enum DescriptorLimit {
    /// Raises the limit to the most that the system allows this process.
    ///
    /// The usual 1024 are kept low for programs that use select(2), which none of ours does; a thousand people who keep their
    /// connections open would use them up. Where the system refuses, nothing changes.
    static func raise() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}
