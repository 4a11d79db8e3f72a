/// Phrases made ready to be looked for all at once: time is linear in the draft, however many phrases there are (T14).
///
/// Each word is looked up once, as a whole and by its beginnings; a tree of words then says which phrases go on with it.
package struct WordingList: Sendable {
    /// The most words of a phrase.
    static let longestPhrase = 12

    private struct Step: Hashable {
        var node: Int
        var pattern: Int
    }

    private struct Reading {
        var node: Int
        var first: Int
    }

    private let phrases: [Phrase]
    private var patterns: [WordPattern: Int] = [:]
    private var wholes: [String: [Int]] = [:]
    private var stems: [String: Int] = [:]
    private var stemLengths: Set<Int> = []
    private var longestStem = 0
    private var next: [Step: Int] = [:]
    /// The first phrase that ends at each node of the tree.
    private var ends: [Int?] = [nil]

    package init(_ phrases: [Phrase]) {
        self.phrases = phrases
        for (number, phrase) in phrases.enumerated() {
            let words = WordPattern.patterns(of: phrase.phrase, language: phrase.language)
            guard (1...Self.longestPhrase).contains(words.count) else { continue }
            var node = 0
            for word in words { node = follow(node, index(of: word)) }
            ends[node] = ends[node] ?? number
        }
    }

    private mutating func index(of pattern: WordPattern) -> Int {
        if let known = patterns[pattern] { return known }
        let number = patterns.count
        patterns[pattern] = number
        if pattern.isStem {
            stems[pattern.word] = number
            stemLengths.insert(pattern.word.count)
            longestStem = max(longestStem, pattern.word.count)
        } else {
            for form in pattern.forms { wholes[form, default: []].append(number) }
        }
        return number
    }

    private mutating func follow(_ node: Int, _ pattern: Int) -> Int {
        let step = Step(node: node, pattern: pattern)
        if let known = next[step] { return known }
        ends.append(nil)
        next[step] = ends.count - 1
        return ends.count - 1
    }

    /// What a draft is warned of, in its order; a phrase inside of a longer one is not told apart.
    package func warnings(in draft: String) -> [WordingWarning] {
        let characters = Array(draft)
        let words = DraftWord.words(of: characters)
        var readings: [Reading] = []
        var found: [(range: Range<Int>, phrase: Int)] = []
        for (place, word) in words.enumerated() {
            if word.isFirst { readings.removeAll(keepingCapacity: true) }
            readings.append(Reading(node: 0, first: place))
            let patterns = patterns(of: word.folded)
            readings = readings.flatMap { reading in
                patterns.compactMap { pattern in
                    next[Step(node: reading.node, pattern: pattern)].map { Reading(node: $0, first: reading.first) }
                }
            }
            for reading in readings {
                guard let phrase = ends[reading.node] else { continue }
                found.append((words[reading.first].range.lowerBound..<word.range.upperBound, phrase))
            }
        }
        return longest(found).map { range, number in
            let phrase = phrases[number]
            return WordingWarning(
                phrase: phrase.phrase, found: String(characters[range]), kind: phrase.kind, why: phrase.why, better: phrase.better,
                at: range.lowerBound)
        }
    }

    /// The numbers of all patterns that a word fits.
    private func patterns(of word: String) -> [Int] {
        var fitting = wholes[word] ?? []
        var end = word.startIndex
        var length = 0
        while true {
            if stemLengths.contains(length), let stem = stems[String(word[..<end])] { fitting.append(stem) }
            guard end < word.endIndex, length < longestStem else { return fitting }
            end = word.index(after: end)
            length += 1
        }
    }

    private func longest(_ found: [(range: Range<Int>, phrase: Int)]) -> [(Range<Int>, Int)] {
        let ordered = found.sorted {
            ($0.range.lowerBound, -$0.range.upperBound, $0.phrase) < ($1.range.lowerBound, -$1.range.upperBound, $1.phrase)
        }
        var kept: [(Range<Int>, Int)] = []
        for finding in ordered where finding.range.upperBound > (kept.last?.0.upperBound ?? 0) {
            kept.append((finding.range, finding.phrase))
        }
        return kept
    }
}
