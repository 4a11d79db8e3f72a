/// How the connections of a database role are divided, so that no kind of work takes those of another.
struct ConnectionBudget: Sendable {
    /// Held by whole tables, each for as long as its reader takes.
    let tables: Int
    /// Shared by short reads.
    let shared: Int

    /// - Parameter count: connections of the role; writes, reports and other work alone keep what is left, at least one of two.
    init(_ count: Int) {
        tables = max(1, min(count / 4, 2 + count / 16))
        // A few serve any number of short reads; each more of them is one more server process that wakes up for every read.
        shared = max(0, min(count / 2, 4, count - tables - 1))
    }
}
