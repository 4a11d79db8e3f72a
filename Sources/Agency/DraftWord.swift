/// A word of a text, folded for comparing: lower case, without accents and apostrophes.
struct DraftWord: Hashable, Sendable {
    let folded: String
    /// Offsets in characters of the text.
    let range: Range<Int>
    /// Whether a sentence or a paragraph ended since the word before.
    let isFirst: Bool

    /// The words of a text in their order; time is linear in the text.
    static func words(of characters: [Character]) -> [DraftWord] {
        var words: [DraftWord] = []
        var folded = ""
        var start: Int?
        var isFirst = true
        var lineEnds = 0
        func isLetter(_ offset: Int) -> Bool { offset < characters.count && LetterFolding.isPartOfWord(characters[offset]) }
        for (offset, character) in characters.enumerated() {
            if LetterFolding.isPartOfWord(character) {
                if start == nil { start = offset }
                folded += LetterFolding.fold(character)
                lineEnds = 0
                continue
            }
            if LetterFolding.isIgnored(character) { continue }
            if start != nil, LetterFolding.isApostrophe(character), isLetter(offset + 1) { continue }
            if let begin = start {
                words.append(DraftWord(folded: folded, range: begin..<offset, isFirst: isFirst))
                (folded, start, isFirst) = ("", nil, false)
            }
            lineEnds += character.isNewline ? 1 : 0
            if lineEnds > 1 || LetterFolding.endsSentence(character) { isFirst = true }
        }
        if let begin = start {
            words.append(DraftWord(folded: folded, range: begin..<characters.count, isFirst: isFirst))
        }
        return words
    }
}

/// Letters without case and accents.
enum LetterFolding {
    static func isPartOfWord(_ character: Character) -> Bool { character.isLetter || character.isNumber }

    /// A typed or a typographic apostrophe, or what stands in for one.
    static func isApostrophe(_ character: Character) -> Bool { "'’‘ʼ`´＇".contains(character) }

    static func endsSentence(_ character: Character) -> Bool { ".!?;:…。！？".contains(character) }

    /// Invisible signs that neither show nor part a word.
    static func isIgnored(_ character: Character) -> Bool {
        character.unicodeScalars.allSatisfy(\.properties.isDefaultIgnorableCodePoint)
    }

    static func fold(_ character: Character) -> String {
        guard let first = character.unicodeScalars.first else { return "" }
        // Whatever marks stand on a plain letter.
        if first.isASCII { return first.properties.lowercaseMapping }
        return plain[character] ?? plain[Character(first)] ?? character.lowercased()
    }

    /// Accented letters of the Latin scripts, small and capital, with what is left of them; a character equals itself however it is composed.
    private static let plain: [Character: String] = {
        let rows = [
            "a": "àáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ", "ae": "æ", "b": "ḃḅḇ", "c": "çćĉċčḉ", "d": "ðďđḋḍḏḑḓ",
            "e": "èéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ", "f": "ḟ", "g": "ĝğġģǧǵḡ", "h": "ĥħȟḣḥḧḩḫẖ", "i": "ìíîïĩīĭįıǐȉȋḭḯỉị",
            "j": "ĵǰ", "k": "ķĸǩḱḳḵ", "l": "ĺļľłḷḹḻḽ", "m": "ḿṁṃ", "n": "ñńņňŋǹṅṇṉṋ",
            "o": "òóôõöøōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ", "oe": "œ", "p": "ṕṗ", "r": "ŕŗřȑȓṙṛṝṟ", "s": "śŝşšșṡṣṥṧṩ",
            "ss": "ßẞ", "t": "ţťŧțṫṭṯṱẗ", "th": "þ", "u": "ùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự", "v": "ṽṿ", "w": "ŵẁẃẅẇẉẘ",
            "x": "ẋẍ", "y": "ýÿŷȳẏẙỳỵỷỹ", "z": "źżžẑẓẕ",
        ]
        var plain: [Character: String] = [:]
        for (base, letters) in rows {
            for letter in letters {
                plain[letter] = base
                for capital in letter.uppercased() where !capital.isASCII { plain[capital] = base }
            }
        }
        return plain
    }()
}
