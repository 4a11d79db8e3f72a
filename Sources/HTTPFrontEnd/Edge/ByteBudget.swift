import Synchronization

/// Bytes that many may have in memory together.
final class ByteBudget: Sendable {
    private let taken = Atomic<Int>(0)
    private let most: Int

    init(_ most: Int) { self.most = most }

    /// - Returns: false, and nothing taken, if there is not so much left.
    func take(_ count: Int) -> Bool {
        guard taken.add(count, ordering: .relaxed).newValue <= most else {
            give(back: count)
            return false
        }
        return true
    }

    func give(back count: Int) { taken.subtract(count, ordering: .relaxed) }
}
