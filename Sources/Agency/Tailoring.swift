/// How alike two thank-you notes are once case, space, punctuation and names are folded away (T10).
package enum NoteLikeness: Hashable, Sendable {
    /// Refused with `not-tailored`.
    case identical
    /// Warned of.
    case similar(percent: Int)
    case different(percent: Int)
}

/// A note reduced to what it says, whoever it is addressed to.
package struct Tailoring: Hashable, Sendable {
    private let words: [String]

    /// - Parameter names: names of the readers and the writer; every word of them is left out.
    package init(_ note: String, names: [String]) {
        let nameWords = Set(names.flatMap(Self.words))
        words = Self.words(of: note).filter { !nameWords.contains($0) }
    }

    package func likeness(to other: Tailoring, policy: EtiquettePolicy = .standard) -> NoteLikeness {
        // Joined, so that "thank-you" and "thank you" are the same.
        if words.joined() == other.words.joined() { return .identical }
        let percent = percentInCommon(with: other)
        return percent >= policy.similarNotePercent ? .similar(percent: percent) : .different(percent: percent)
    }

    /// Pairs of neighbouring words that both notes have, as a share of all their pairs.
    private func percentInCommon(with other: Tailoring) -> Int {
        var counts: [Pair: Int] = [:]
        for pair in pairs { counts[pair, default: 0] += 1 }
        var common = 0
        for pair in other.pairs {
            guard let left = counts[pair], left > 0 else { continue }
            counts[pair] = left - 1
            common += 1
        }
        return 200 * common / (pairs.count + other.pairs.count)
    }

    private struct Pair: Hashable {
        let first: String
        let second: String
    }

    private var pairs: [Pair] {
        zip([""] + words, words + [""]).map { Pair(first: $0, second: $1) }
    }

    private static func words(of text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
}
