/// A way to reach somebody, found in free text (R2).
package struct ContactDetail: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Codable, Sendable {
        case email, phone, link, handle
    }

    package let kind: Kind
    /// Offsets in characters of the text.
    package let range: Range<Int>
    /// The text as it stands there.
    package let text: String
}

/// Finds e-mail addresses, phone numbers, links and handles in free text, also lightly disguised ones.
///
/// It errs towards finding: what it finds is shown to the agent, not thrown away (R2). Time is linear in the text.
package struct ContactDetailScan: Sendable {
    /// The text folded for reading: lower case ASCII where there is such a form, invisible characters left out.
    let text: [Unicode.Scalar]
    /// For each folded scalar, the character of the original text.
    private let offsets: [Int]
    private let original: [Character]

    /// The findings in the order of the text, none overlapping.
    package static func find(in text: String) -> [ContactDetail] {
        let scan = ContactDetailScan(text)
        var taken: [ContactDetail] = []
        var isTaken = [Bool](repeating: false, count: scan.original.count)
        let found =
            scan.emails().map { (ContactDetail.Kind.email, $0) } + scan.links().map { (.link, $0) }
            + scan.phones().map { (.phone, $0) } + scan.handles().map { (.handle, $0) }
        for (kind, span) in found where !span.isEmpty {
            let range = scan.offsets[span.lowerBound]..<(scan.offsets[span.upperBound - 1] + 1)
            guard !isTaken[range].contains(true) else { continue }
            for offset in range { isTaken[offset] = true }
            taken.append(ContactDetail(kind: kind, range: range, text: String(scan.original[range])))
        }
        return taken.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }

    private init(_ string: String) {
        original = Array(string)
        var text: [Unicode.Scalar] = []
        var offsets: [Int] = []
        for (offset, character) in original.enumerated() {
            guard let scalar = Self.folded(character) else { continue }
            text.append(scalar)
            offsets.append(offset)
        }
        self.text = text
        self.offsets = offsets
    }

    private static func folded(_ character: Character) -> Unicode.Scalar? {
        guard let first = character.unicodeScalars.first, !first.properties.isDefaultIgnorableCodePoint else {
            return nil
        }
        if first.isASCII { return first.properties.lowercaseMapping.unicodeScalars.first ?? first }
        if first.properties.numericType == .decimal, let digit = character.wholeNumberValue {
            return Unicode.Scalar(UInt8(48 + digit))
        }
        switch first.value {
        case 0xFF01...0xFF5E:
            return Unicode.Scalar(first.value - 0xFEE0)?.properties.lowercaseMapping.unicodeScalars.first
        case 0x2010...0x2015, 0x2212: return "-"
        default: break
        }
        if first.properties.isWhitespace { return " " }
        return first.properties.lowercaseMapping.unicodeScalars.first ?? first
    }
}

/// Reading of the folded text that the finders share; positions outside of the text are harmless.
extension ContactDetailScan {
    func at(_ index: Int) -> Unicode.Scalar? {
        text.indices.contains(index) ? text[index] : nil
    }

    func isDigit(_ index: Int) -> Bool {
        guard let scalar = at(index) else { return false }
        return "0" <= scalar && scalar <= "9"
    }

    func isLetter(_ index: Int) -> Bool {
        at(index)?.properties.isAlphabetic ?? false
    }

    func isWordPart(_ index: Int) -> Bool { isLetter(index) || isDigit(index) }

    func isSpace(_ index: Int) -> Bool {
        at(index)?.properties.isWhitespace ?? false
    }

    /// Whether the original character is a capital letter.
    func isCapital(_ index: Int) -> Bool {
        offsets.indices.contains(index) && original[offsets[index]].isUppercase
    }

    func matches(_ word: String, at index: Int) -> Bool {
        guard index >= 0 else { return false }
        var position = index
        for scalar in word.unicodeScalars {
            guard at(position) == scalar else { return false }
            position += 1
        }
        return true
    }

    /// The first position at or after one that is no space; looks at most `limit` characters ahead.
    func skippingSpaces(from index: Int, limit: Int = 2) -> Int {
        var position = index
        while position < index + limit, isSpace(position) { position += 1 }
        return position
    }

    /// The last position at or before one that is no space; looks at most `limit` characters back.
    func skippingSpaces(backFrom index: Int, limit: Int = 2) -> Int {
        var position = index
        while position > index - limit, isSpace(position) { position -= 1 }
        return position
    }

    func string(_ span: Range<Int>) -> String {
        String(String.UnicodeScalarView(text[span.clamped(to: text.indices)]))
    }

    /// The words before a position, nearest first: at most `count`, within 40 characters.
    func words(before index: Int, count: Int) -> [String] {
        var words: [String] = []
        var end = index
        let limit = max(0, index - 40)
        while end > limit, words.count < count {
            while end > limit, !isLetter(end - 1) { end -= 1 }
            var start = end
            while start > limit, isLetter(start - 1) { start -= 1 }
            if start < end { words.append(string(start..<end)) }
            end = start
        }
        return words
    }
}
