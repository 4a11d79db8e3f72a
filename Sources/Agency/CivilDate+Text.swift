extension CivilDate: LosslessStringConvertible {
    /// Reads exactly `YYYY-MM-DD`; nil for anything else, including days that do not exist.
    package init?(iso text: some StringProtocol) {
        var reader = DigitReader(text)
        guard let date = CivilDate(reading: &reader), reader.isAtEnd else { return nil }
        self = date
    }

    /// Reads `2026-11-21` and nothing else.
    package init?(isoBytes text: UnsafeBufferPointer<UInt8>) {
        guard text.count == 10, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-") else { return nil }
        var parts = (0, 0, 0)
        for index in 0..<10 where index != 4 && index != 7 {
            let digit = Int(text[index] &- UInt8(ascii: "0"))
            guard digit <= 9 else { return nil }
            switch index {
            case 0...3: parts.0 = parts.0 * 10 + digit
            case 5...6: parts.1 = parts.1 * 10 + digit
            default: parts.2 = parts.2 * 10 + digit
            }
        }
        self.init(year: parts.0, month: parts.1, day: parts.2)
    }

    package init?(_ description: String) {
        self.init(iso: description)
    }

    init?(reading reader: inout DigitReader) {
        guard let year = reader.digits(4), reader.take("-"), let month = reader.digits(2), reader.take("-"),
            let day = reader.digits(2)
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    package var description: String {
        let parts = components
        // A short string lives without an allocation.
        return String(unsafeUninitializedCapacity: 10) { text in
            func put(_ value: Int, _ last: Int, _ width: Int) {
                var rest = value
                for position in (last - width + 1...last).reversed() {
                    text[position] = UInt8(ascii: "0") + UInt8(rest % 10)
                    rest /= 10
                }
            }
            put(parts.year, 3, 4)
            put(parts.month, 6, 2)
            put(parts.day, 9, 2)
            text[4] = UInt8(ascii: "-")
            text[7] = UInt8(ascii: "-")
            return 10
        }
    }
}

extension CivilDate: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let date = CivilDate(iso: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a date like 2026-03-04")
        }
        self = date
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
