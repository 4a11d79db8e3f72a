/// Which statements one connection has prepared; pure bookkeeping.
///
/// A statement is prepared at its second use, so that texts used once cost the server nothing, and counts as prepared
/// only when its own Parse result arrived (hasql#330).
struct StatementCache: Sendable {
    struct Key: Hashable, Sendable {
        let text: String
        let types: [UInt32]
    }

    /// How to send a statement.
    enum Plan: Equatable, Sendable {
        case unnamed
        case prepare(name: String)
        case execute(name: String)
    }

    private enum State {
        case seen, preparing(String), prepared(String)
    }

    private struct Entry {
        var state: State
        var lastUse: UInt64
    }

    private let capacity: Int
    private var entries: [Key: Entry] = [:]
    private var clock: UInt64 = 0
    private var lastNumber = 0
    /// Names to be deallocated with the next segment.
    private(set) var discarded: [String] = []

    /// A capacity of 0 switches preparing off.
    init(capacity: Int) { self.capacity = capacity }

    var count: Int { entries.count }

    mutating func plan(_ key: Key) -> Plan {
        guard capacity > 0 else { return .unnamed }
        clock += 1
        guard let index = entries.index(forKey: key) else {
            if entries.count >= capacity { evictOldest() }
            entries[key] = Entry(state: .seen, lastUse: clock)
            return .unnamed
        }
        entries.values[index].lastUse = clock
        switch entries.values[index].state {
        case .prepared(let name), .preparing(let name): return .execute(name: name)
        case .seen:
            lastNumber += 1
            let name = "l\(lastNumber)"
            entries.values[index].state = .preparing(name)
            return .prepare(name: name)
        }
    }

    mutating func confirmPrepared(_ key: Key) {
        guard let index = entries.index(forKey: key), case .preparing(let name) = entries.values[index].state else {
            return
        }
        entries.values[index].state = .prepared(name)
    }

    mutating func prepareFailed(_ key: Key) {
        guard let index = entries.index(forKey: key), case .preparing = entries.values[index].state else { return }
        entries.values[index].state = .seen
    }

    mutating func takeDiscarded() -> [String] {
        defer { discarded = [] }
        return discarded
    }

    mutating func discardFailed(_ name: String) { discarded.append(name) }

    /// Forgets all names; the server's copies, if any, are to be dropped by `deallocate all`.
    mutating func removeAll() {
        entries = [:]
        discarded = []
    }

    private mutating func evictOldest() {
        var oldest: (key: Key, entry: Entry)?
        for (key, entry) in entries {
            if case .preparing = entry.state { continue }
            if entry.lastUse < oldest?.entry.lastUse ?? .max { oldest = (key, entry) }
        }
        guard let oldest else { return }
        entries[oldest.key] = nil
        if case .prepared(let name) = oldest.entry.state { discarded.append(name) }
    }
}
