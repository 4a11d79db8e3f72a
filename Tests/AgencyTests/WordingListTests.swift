import Testing

@testable import Agency

@Suite struct WordingListTests {
    private func phrase(_ text: String, _ language: String = "en") throws -> Phrase {
        Phrase(text, language: try #require(LanguageTag(language)), kind: .pressure, why: "Because.")
    }

    private func found(_ draft: String, _ phrases: String..., language: String = "en") throws -> [String] {
        WordingList(try phrases.map { try phrase($0, language) }).warnings(in: draft).map(\.found)
    }

    @Test func `a warning says what was found, where, why, and what would be better`() throws {
        let list = WordingList([
            Phrase("as soon as possible", language: .english, kind: .pressure, why: "It names no date.", better: "by DAY")
        ])
        #expect(
            list.warnings(in: "Please answer As Soon\nas possible.") == [
                WordingWarning(
                    phrase: "as soon as possible", found: "As Soon\nas possible", kind: .pressure, why: "It names no date.",
                    better: "by DAY", at: 14)
            ])
    }

    @Test(arguments: [
        ("We beg you", "beg you", 1), ("begs you", "beg you", 1), ("begged you", "beg you", 1), ("begging you", "beg you", 1),
        ("beggar you", "beg you", 0), ("They promised", "promise", 1), ("promising", "promise", 1), ("promises", "promise", 1),
        ("compromise", "promise", 0), ("tried", "try", 1), ("tries", "try", 1), ("played", "play", 1), ("plaied", "play", 0),
        ("wishes", "wish", 1), ("the candidate's best", "candidate", 1), ("the candidate’s best", "candidate", 1),
        ("rocked", "rock", 1), ("he is a rock-star", "rock star", 1), ("rock, star", "rock star", 1), ("or", "or", 1), ("ors", "or", 0),
    ])
    func `English words are found with their endings`(_ draft: String, _ text: String, _ count: Int) throws {
        #expect(try found(draft, text).count == count)
    }

    @Test func `other languages have their endings only by a star`() throws {
        #expect(try found("Der Kandidat wartet", "wart", language: "de") == [])
        #expect(try found("Der Kandidat wartet", "wart*", language: "de") == ["wartet"])
        #expect(try found("beste Kandidatinnen", "best* kandidat*", language: "de") == ["beste Kandidatinnen"])
    }

    @Test(arguments: [
        "möglich", "MÖGLICH", "mo\u{308}glich", "moglich", "mög\u{AD}lich", "mög\u{200B}lich", "Mo\u{308}glich",
    ])
    func `case, accents and invisible signs are folded`(_ draft: String) throws {
        #expect(try found(draft, "möglich", language: "de").count == 1)
    }

    @Test(arguments: ["don't wait", "don’t wait", "dont wait", "DON'T WAIT", "don`t wait"])
    func `apostrophes are folded`(_ draft: String) throws {
        #expect(try found(draft, "don't wait").count == 1)
    }

    @Test func `a phrase stays in its sentence and its paragraph`() throws {
        #expect(try found("You promised. You said", "promised you") == [])
        #expect(try found("You promised\n\nyou said", "promised you") == [])
        #expect(try found("You promised\r\nyou said", "promised you").count == 1)
        #expect(try found("(promised) \"you\"", "promised you").count == 1)
    }

    @Test func `a phrase inside of a longer one is not told apart, one that reaches further is`() throws {
        #expect(try found("as soon as possible now", "soon", "as soon as possible", "possible now") == ["as soon as possible", "possible now"])
        #expect(try found("a a a", "a a", language: "de") == ["a a", "a a"])
    }

    @Test(arguments: ["", " ", "\n\n", "...!?", "'’'’", "*", "🙂🙂", "\u{200B}\u{200B}", "，。！", "\u{0}"])
    func `what has no words has no warnings`(_ draft: String) throws {
        #expect(try found(draft, "soon", "de*", "*", "") == [])
    }

    @Test func `scripts may be mixed, and emoji part words`() throws {
        #expect(try found("привет desperately 急 🙂soon🙂", "desperat*", "soon", "привет") == ["привет", "desperately", "soon"])
    }

    @Test func `a letter under many marks is the letter`() throws {
        let marked = "soon".map { "\($0)" + String(repeating: "\u{301}\u{323}", count: 40) }.joined()
        #expect(try found(marked, "soon").count == 1)
    }

    @Test(arguments: [
        ("", "must have a word"), ("***", "must have a word"), ("a*", "must have three letters or more before *"),
        (String(repeating: "word ", count: 13), "must have at most 12 words"),
    ])
    func `a phrase that fits nothing or everything is none`(_ text: String, _ fault: String) {
        #expect(Phrase.fault(in: text) == fault)
    }

    @Test func `good phrases are fine`() {
        #expect(["asap", "desperat*", "take it or leave it", "à prendre ou à laisser"].allSatisfy { Phrase.fault(in: $0) == nil })
    }

    @Test(arguments: [
        ("en", "en"), ("EN", "en"), ("de-AT", "de"), ("zh-Hant-TW", "zh"), ("gsw", "gsw"), ("e", nil), ("engl", nil), ("e1", nil),
        ("", nil), ("en-", nil), ("-en", nil), ("en_GB", nil), ("日本", nil),
    ])
    func `a language is its primary tag`(_ text: String, _ primary: String?) {
        #expect(LanguageTag(text)?.value == primary)
    }

    /// The same by looking at each place for each phrase.
    private func naive(_ words: [String], _ phrases: [[String]]) -> [String] {
        var spans: [(Int, Int)] = []
        for start in words.indices {
            for phrase in phrases where start + phrase.count <= words.count {
                let fits = zip(phrase, words[start...]).allSatisfy { pattern, word in
                    pattern.hasSuffix("*") ? word.hasPrefix(pattern.dropLast()) : pattern == word
                }
                if fits { spans.append((start, start + phrase.count)) }
            }
        }
        var kept: [String] = []
        var reached = 0
        for span in spans.sorted(by: { ($0.0, -$0.1) < ($1.0, -$1.1) }) where span.1 > reached {
            kept.append(words[span.0..<span.1].joined(separator: " "))
            reached = span.1
        }
        return kept
    }

    @Test func `all phrases at once find what each by itself would, two thousand times`() throws {
        var random = SeededGenerator(seed: 14)
        let vocabulary = ["aaa", "aaab", "aaabc", "bbb", "bbba", "ccc", "cccc", "d"]
        for _ in 0..<2000 {
            let words = (0..<Int.random(in: 0...25, using: &random)).compactMap { _ in vocabulary.randomElement(using: &random) }
            let phrases = (0..<Int.random(in: 1...8, using: &random)).map { _ in
                (0..<Int.random(in: 1...4, using: &random)).compactMap { _ in
                    vocabulary.randomElement(using: &random).map { Bool.random(using: &random) ? $0 : $0 + "*" }
                }
            }
            let list = WordingList(try phrases.map { try phrase($0.joined(separator: " "), "de") })
            let text = words.joined(separator: " ")
            #expect(list.warnings(in: text).map(\.found) == naive(words, phrases), "\(text) | \(phrases)")
        }
    }

    @Test func `each warning's words stand where it says`() throws {
        let list = WordingList(try ["soon", "as soon as possible", "desperat*"].map { try phrase($0) })
        let draft = "🙂 As soon as possible; we're désespérés, desperately soon."
        for warning in list.warnings(in: draft) {
            #expect(String(Array(draft)[warning.at..<(warning.at + warning.found.count)]) == warning.found)
        }
        #expect(list.warnings(in: draft).count == 3)
    }

    @Test func `a long draft and many phrases`() throws {
        let phrases = try (0..<5000).map { try phrase("word\($0) and word\($0 + 1)", "de") }
        let draft = (0..<20_000).map { "word\($0 % 7000) and" }.joined(separator: " ")
        #expect(WordingList(phrases).warnings(in: draft).count == 15_000)
        #expect(WordingList(phrases).warnings(in: String(repeating: "a", count: 1_000_000)).isEmpty)
    }
}
