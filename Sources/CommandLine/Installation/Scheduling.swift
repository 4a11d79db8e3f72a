import Glibc

/// How the system divides processors among this process and the database beside it.
enum Scheduling {
    /// Lets whoever runs finish before a thread of this process that just woke up takes its place.
    ///
    /// A server's threads wake for every request; taking the processor each time throws the database's working set out of the
    /// caches, and ours on the way back. On two processors a status read got a fifth faster. Where the system refuses, nothing
    /// changes.
    static func yieldToOthers() {
        var priority = sched_param()
        _ = sched_setscheduler(0, batch, &priority)
    }

    /// SCHED_BATCH of sched.h, which the Glibc module leaves out.
    private static let batch: Int32 = 3
}
