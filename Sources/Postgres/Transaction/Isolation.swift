/// How a transaction sees others, and whether it may write.
package enum Isolation: Sendable {
    case readCommitted, repeatableRead, serializable
    /// One unchanging view for reports and exports; cannot write.
    case snapshot

    /// A transaction that cannot write has no commit to be in doubt about.
    var isReadOnly: Bool { self == .snapshot }

    var begin: SQL {
        switch self {
        case .readCommitted: "begin isolation level read committed"
        case .repeatableRead: "begin isolation level repeatable read"
        case .serializable: "begin isolation level serializable"
        case .snapshot: "begin isolation level repeatable read read only"
        }
    }
}
