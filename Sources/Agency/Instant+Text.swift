extension Instant: LosslessStringConvertible {
    /// Reads RFC 3339, or what PostgreSQL prints with `DateStyle = ISO`; nil without a zone.
    ///
    /// Digits beyond the microsecond are dropped. A leap second is the first instant of the next minute.
    package init?(rfc3339 text: some StringProtocol) {
        var reader = DigitReader(text)
        guard let date = CivilDate(reading: &reader), reader.take("T") || reader.take("t") || reader.take(" "),
            let hour = reader.digits(2), hour < 24, reader.take(":"),
            let minute = reader.digits(2), minute < 60, reader.take(":"),
            let second = reader.digits(2), second <= 60,
            let fraction = Self.fraction(&reader), let offset = Self.zone(&reader), reader.isAtEnd
        else { return nil }
        let local = Int64(hour * 3600 + minute * 60 + second)
        self.init(
            microseconds: Int64(date.dayNumber) * Self.microsecondsPerDay + (local - offset) * 1_000_000 + fraction)
    }

    package init?(_ description: String) {
        self.init(rfc3339: description)
    }

    /// RFC 3339 in UTC, with three or six decimals only where they are needed.
    package var description: String {
        let micros = Int(timeOfDay)
        let seconds = micros / 1_000_000
        let fraction = micros % 1_000_000
        var text = "\(utcDate)T\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
        if fraction % 1000 != 0 {
            text += "." + padded(fraction, 6)
        } else if fraction != 0 {
            text += "." + padded(fraction / 1000, 3)
        }
        return text + "Z"
    }

    private static func fraction(_ reader: inout DigitReader) -> Int64? {
        guard reader.take(".") else { return 0 }
        guard let first = reader.digit() else { return nil }
        var value = Int64(first) * 100_000
        var weight: Int64 = 10_000
        while let digit = reader.digit() {
            value += Int64(digit) * weight
            weight /= 10
        }
        return value
    }

    /// Seconds east of UTC.
    private static func zone(_ reader: inout DigitReader) -> Int64? {
        if reader.take("Z") || reader.take("z") { return 0 }
        let isWest = reader.take("-")
        guard isWest || reader.take("+"), let hours = reader.digits(2), hours < 24 else { return nil }
        var seconds = hours * 3600
        if !reader.isAtEnd {
            guard reader.take(":"), let minutes = reader.digits(2), minutes < 60 else { return nil }
            seconds += minutes * 60
        }
        // PostgreSQL prints seconds for local mean times of the nineteenth century.
        if reader.take(":") {
            guard let rest = reader.digits(2), rest < 60 else { return nil }
            seconds += rest
        }
        return Int64(isWest ? -seconds : seconds)
    }
}

extension Instant: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let instant = Instant(rfc3339: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "not a time with zone like 2026-03-04T10:00:00Z")
        }
        self = instant
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
