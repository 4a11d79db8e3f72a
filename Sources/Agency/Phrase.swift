/// Wording that a draft to a client is warned of (T14).
package struct Phrase: Hashable, Sendable, Codable {
    /// Words; `*` at a word's end stands for any ending, and an English word for its -s, -ed and -ing too.
    package var phrase: String
    package var language: LanguageTag
    package var kind: PhraseKind
    package var why: String
    package var better: String?

    package init(_ phrase: String, language: LanguageTag, kind: PhraseKind, why: String, better: String? = nil) {
        self.phrase = phrase
        self.language = language
        self.kind = kind
        self.why = why
        self.better = better
    }

    /// What a phrase should have been that nothing, or everything, would fit; nil for a good one.
    package static func fault(in phrase: String) -> String? {
        let words = WordPattern.patterns(of: phrase, language: nil)
        guard !words.isEmpty else { return "must have a word" }
        guard words.count <= WordingList.longestPhrase else { return "must have at most \(WordingList.longestPhrase) words" }
        return words.contains { $0.isStem && $0.word.count < 3 } ? "must have three letters or more before *" : nil
    }
}

/// What is wrong with a phrase (T14).
package enum PhraseKind: String, CaseIterable, Codable, Sendable {
    case pleading, pressure, insult, ultimatum
    case grandClaim = "grand_claim"
}

/// A phrase as it was found in a draft.
package struct WordingWarning: Hashable, Sendable, Codable {
    package var phrase: String
    /// The words of the draft.
    package var found: String
    package var kind: PhraseKind
    package var why: String
    package var better: String?
    /// Where it begins, in characters of the draft.
    package var at: Int
}

/// The primary language subtag of BCP 47, such as `en`; what follows it is left out.
package struct LanguageTag: ConstrainedText {
    package static let requirement = "must be a language tag such as en or de-AT"

    package let value: String

    package init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let isTag = parts.allSatisfy { part in
            (1...8).contains(part.utf8.count) && part.utf8.allSatisfy { Character(Unicode.Scalar($0)).isASCIILetterOrDigit }
        }
        guard isTag, let primary = parts.first, (2...3).contains(primary.utf8.count), !primary.contains(where: \.isNumber) else { return nil }
        value = primary.lowercased()
    }

    package static let english = LanguageTag(unchecked: "en")

    private init(unchecked value: String) { self.value = value }
}

extension Character {
    fileprivate var isASCIILetterOrDigit: Bool { isASCII && (isLetter || isNumber) }
}
