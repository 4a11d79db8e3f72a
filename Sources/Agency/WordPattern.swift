/// One word of a phrase: itself, the beginning of others, or with its English endings.
struct WordPattern: Hashable, Sendable {
    let word: String
    /// Followed by `*`: every word that begins so.
    let isStem: Bool
    let isInflected: Bool

    /// The words of a phrase.
    static func patterns(of phrase: String, language: LanguageTag?) -> [WordPattern] {
        let characters = Array(phrase)
        return DraftWord.words(of: characters).map { word in
            let isStem = word.range.upperBound < characters.count && characters[word.range.upperBound] == "*"
            return WordPattern(
                word: word.folded, isStem: isStem,
                isInflected: !isStem && language == .english && word.folded.count >= 3 && word.folded.allSatisfy(\.isLetter))
        }
    }

    /// Every word that fits; for a stem the stem alone.
    var forms: Set<String> {
        guard isInflected, let last = word.last else { return [word] }
        let letters = Array(word)
        let stem = String(letters.dropLast())
        // Also for 's, as apostrophes are folded away.
        var forms: Set = [word, word + "s"]
        if "sxz".contains(last) || word.hasSuffix("ch") || word.hasSuffix("sh") { forms.insert(word + "es") }
        if last == "e" {
            forms.formUnion([word + "d", stem + "ing"])
        } else {
            forms.formUnion([word + "ed", word + "ing"])
        }
        if last == "y", !letters[letters.count - 2].isVowel { forms.formUnion([stem + "ies", stem + "ied"]) }
        let isDoubled = !last.isVowel && !"wxy".contains(last) && letters[letters.count - 2].isVowel && !letters[letters.count - 3].isVowel
        if isDoubled { forms.formUnion([word + [last] + "ed", word + [last] + "ing"]) }
        return forms
    }
}

extension Character {
    fileprivate var isVowel: Bool { "aeiou".contains(self) }
}
