/// Text that has been checked once and is right from then on; encoded as a plain string.
package protocol ConstrainedText: Codable, Hashable, Comparable, Sendable, LosslessStringConvertible {
    /// The text as kept: trimmed, with line ends as `\n`.
    var value: String { get }

    /// What a refused text should have been, in a few words.
    static var requirement: String { get }

    /// Trims and checks the text; nil if it does not meet the requirement.
    init?(_ text: String)
}

extension ConstrainedText {
    package var description: String { value }

    package static func < (left: Self, right: Self) -> Bool { left.value < right.value }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let text = Self(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: Self.requirement)
        }
        self = text
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}

/// The checks that all constrained texts share.
enum PlainText {
    /// Trimmed text with `\n` line ends, or nil if it is blank, too long or holds control characters.
    ///
    /// Lengths are Unicode scalars, as PostgreSQL counts them.
    static func check(_ text: String, limit: Int, isMultiline: Bool) -> String? {
        // Nearly all texts of an import are of this kind, and properties of scalars are looked up in tables.
        if isPlainLine(text) { return text.utf8.count <= limit ? text : nil }
        var scalars = String.UnicodeScalarView()
        var isVisible = false
        var previousWasReturn = false
        for scalar in trimmed(text) {
            if previousWasReturn, scalar != "\n" { return nil }
            previousWasReturn = scalar == "\r"
            if previousWasReturn { continue }
            if isControl(scalar), !(isMultiline && (scalar == "\n" || scalar == "\t")) { return nil }
            if !scalar.properties.isWhitespace, !scalar.properties.isDefaultIgnorableCodePoint { isVisible = true }
            scalars.append(scalar)
        }
        guard isVisible, !previousWasReturn, scalars.count <= limit else { return nil }
        return String(scalars)
    }

    /// Whether a text is visible ASCII with blanks at most inside.
    private static func isPlainLine(_ text: String) -> Bool {
        text.utf8.withContiguousStorageIfAvailable { bytes in
            guard let first = bytes.first, let last = bytes.last, first != 0x20, last != 0x20 else { return false }
            return bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
        } ?? false
    }

    static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || scalar.value == 0x7F
    }

    static func trimmed(_ text: String) -> Substring.UnicodeScalarView {
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return scalars[scalars.endIndex...] }
        return scalars[first...last]
    }
}
