/// Callers in the order of sending; taking from the front moves nothing.
struct EntryQueue {
    private var entries: [SharedPipeline.Entry?] = []
    private var head = 0
    private static let portion = 64

    var count: Int { entries.count - head }
    /// Places in memory, those of entries already taken included.
    var places: Int { entries.count }
    var isEmpty: Bool { count == 0 }

    mutating func append(_ entry: SharedPipeline.Entry) { entries.append(entry) }

    mutating func removeFirst() -> SharedPipeline.Entry? {
        guard head < entries.count else { return nil }
        let entry = entries[head]
        entries[head] = nil
        head += 1
        // Under lasting load it never runs empty, so what was taken goes in portions.
        if head == entries.count || head >= Self.portion {
            entries.removeFirst(head)
            head = 0
        }
        return entry
    }

    /// Changes the first entry in place.
    mutating func withFirst<R>(_ body: (inout SharedPipeline.Entry) throws(PostgresError) -> R) throws(PostgresError) -> R? {
        guard head < entries.count, var entry = entries[head].take() else { return nil }
        defer { entries[head] = entry }
        return try body(&entry)
    }

    /// Changes every entry in place.
    mutating func forEach(_ body: (inout SharedPipeline.Entry) -> Void) {
        for index in head..<entries.count {
            guard var entry = entries[index].take() else { continue }
            body(&entry)
            entries[index] = entry
        }
    }

    var firstDeadline: MonotonicTime? { head < entries.count ? entries[head]?.deadline : nil }

    /// When somebody has to be told something next; later than now, also where nobody can be told who gave up already.
    func nextLook(after now: MonotonicTime) -> MonotonicTime? {
        var next: MonotonicTime?
        for (index, entry) in zip(head..., entries[head...]) {
            guard let entry else { continue }
            let waitsForOthers = index > head && entry.continuation != nil
            let moment = waitsForOthers ? min(entry.deadline, entry.patience) : entry.deadline
            next = min(next ?? .distantFuture, moment > now ? moment : now + Self.pause)
        }
        return next
    }

    /// Between two looks at a caller who gave up and whose work has yet to begin.
    private static let pause = Duration.milliseconds(50)
}
