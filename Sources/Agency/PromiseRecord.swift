/// How somebody kept the dates by which they had said they would answer.
package struct PromiseRecord: Hashable, Sendable {
    /// Dates that have passed, or were kept before they did.
    package let promises: Int
    package let kept: Int
    /// Days by which half of the others were late, or are; nil if all were kept.
    package let daysLateMedian: Int?

    /// From so many dates on they say something about whoever gave them.
    package static let enough = 5

    package init(promises: Int, kept: Int, daysLateMedian: Int?) {
        self.promises = promises
        self.kept = kept
        self.daysLateMedian = daysLateMedian
    }

    /// What to expect of a new date, in a few words; nil with too few cases.
    package func hint(of name: String) -> String? {
        guard promises >= Self.enough else { return nil }
        let kept = "\(name) keeps \(kept) of \(promises) dates"
        guard let daysLateMedian else { return kept }
        return "\(kept), typically \(daysLateMedian) \(daysLateMedian == 1 ? "day" : "days") late"
    }
}
