/// The text of a dump, as long as a request may be.
package struct DumpText: Codable, Hashable, Sendable {
    package var value: String

    package init(_ value: String) { self.value = value }

    package init(from decoder: any Decoder) throws {
        value = try decoder.singleValueContainer().decode(String.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }

    /// Reads the bytes of a file: UTF-8 where they are, windows-1252 byte for byte where they are not, NUL as a space.
    ///
    /// Old dumps mix both, because MySQL wrote what each form had sent; a wrong guess costs an accent, never a row.
    package init(bytes: [UInt8]) {
        var clean = bytes
        for index in clean.indices where clean[index] == 0 { clean[index] = UInt8(ascii: " ") }
        if let text = String(validating: clean, as: UTF8.self) {
            value = text
            return
        }
        var scalars = String.UnicodeScalarView()
        var index = 0
        while index < clean.count {
            let length = Self.sequenceLength(clean, at: index)
            if length > 0 {
                scalars.append(
                    contentsOf: String(decoding: clean[index..<index + length], as: UTF8.self).unicodeScalars)
                index += length
            } else {
                scalars.append(Self.windows1252(clean[index]))
                index += 1
            }
        }
        value = String(scalars)
    }

    /// How many bytes the valid UTF-8 sequence at an index has; 0 where none begins.
    private static func sequenceLength(_ bytes: [UInt8], at index: Int) -> Int {
        let wanted: Int
        switch bytes[index] {
        case ..<0x80: return 1
        case 0xC2...0xDF: wanted = 2
        case 0xE0...0xEF: wanted = 3
        case 0xF0...0xF4: wanted = 4
        default: return 0
        }
        guard index + wanted <= bytes.count,
            String(validating: bytes[index..<index + wanted], as: UTF8.self) != nil
        else { return 0 }
        return wanted
    }

    /// The characters that windows-1252 has in place of the control codes of Latin-1; 0 where it has none.
    private static let specials: [UInt16] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
        0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E,
        0x0178,
    ]

    private static func windows1252(_ byte: UInt8) -> Unicode.Scalar {
        guard (0x80...0x9F).contains(byte) else { return Unicode.Scalar(byte) }
        let special = specials[Int(byte) - 0x80]
        return special == 0 ? "\u{FFFD}" : Unicode.Scalar(special) ?? "\u{FFFD}"
    }
}

extension DumpText: SchemaDescribing {
    package static let jsonSchema = JSONSchema.string(StringRule())
    package static var schemaSample: DumpText? { DumpText("-- dump") }
}
