/// An e-mail address as people have them; the case is kept, `folded` compares.
package struct EmailAddress: ConstrainedText {
    package static let requirement = "must be an e-mail address"

    package let value: String

    package init?(_ text: String) {
        guard let value = PlainText.check(text, limit: 254, isMultiline: false), value.utf8.count <= 254 else {
            return nil
        }
        // The signs that separate or quote addresses in a header never belong to one here.
        guard !value.unicodeScalars.contains(where: Self.separates) else { return nil }
        let parts = value.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, parts[0].utf8.count <= 64, Self.isDomain(parts[1]) else {
            return nil
        }
        self.value = value
    }

    private static func separates(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "<", ">", "(", ")", "[", "]", ",", ";", ":", "\"", "\\": true
        default: scalar.isASCII ? scalar.value <= 0x20 : scalar.properties.isWhitespace
        }
    }

    private static func belongsToDomain(_ character: Character) -> Bool {
        guard let byte = character.asciiValue else { return character.isLetter || character.isNumber }
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
            return true
        default: return false
        }
    }

    /// Lower case, for comparing and for uniqueness.
    package var folded: String { value.lowercased() }

    private static func isDomain(_ domain: Substring) -> Bool {
        let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
        if labels.count == 1 { return domain.lowercased() == "localhost" }
        return labels.allSatisfy { label in
            !label.isEmpty && label.first != "-" && label.last != "-" && label.allSatisfy(belongsToDomain)
        }
    }
}

/// A phone number as written, with at least three digits.
package struct PhoneNumber: ConstrainedText {
    package static let requirement = "must be a phone number of digits, spaces and + - ( ) . / x ext"

    package let value: String

    package init?(_ text: String) {
        guard let value = PlainText.check(text, limit: 40, isMultiline: false) else { return nil }
        var digits = 0
        var word = ""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "0"..."9": digits += 1
            case "a"..."z", "A"..."Z":
                word.unicodeScalars.append(scalar)
                continue
            case " ", "+", "-", "(", ")", ".", "/": break
            default: return nil
            }
            guard Self.isExtension(word) else { return nil }
            word = ""
        }
        guard digits >= 3, word.isEmpty else { return nil }
        self.value = value
    }

    private static func isExtension(_ word: String) -> Bool {
        word.isEmpty || word.lowercased() == "x" || word.lowercased() == "ext"
    }
}
