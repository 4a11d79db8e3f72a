extension CivilDate: LosslessStringConvertible {
    /// Reads exactly `YYYY-MM-DD`; nil for anything else, including days that do not exist.
    package init?(iso text: some StringProtocol) {
        var reader = DigitReader(text)
        guard let date = CivilDate(reading: &reader), reader.isAtEnd else { return nil }
        self = date
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
        return "\(padded(parts.year, 4))-\(padded(parts.month, 2))-\(padded(parts.day, 2))"
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
