/// An amount in whole minor units of one currency; encoded as `{"minor": 100000, "currency": "GBP"}`.
package struct Money: Hashable, Sendable, Codable {
    package let minor: Int64
    package let currency: Currency

    package init(minor: Int64, currency: Currency) {
        self.minor = minor
        self.currency = currency
    }

    package static func zero(_ currency: Currency) -> Money {
        Money(minor: 0, currency: currency)
    }

    package func adding(_ other: Money) throws(MoneyProblem) -> Money {
        guard currency == other.currency else { throw .differentCurrencies }
        let (sum, overflow) = minor.addingReportingOverflow(other.minor)
        guard !overflow else { throw .overflow }
        return Money(minor: sum, currency: currency)
    }

    package func subtracting(_ other: Money) throws(MoneyProblem) -> Money {
        guard currency == other.currency else { throw .differentCurrencies }
        let (difference, overflow) = minor.subtractingReportingOverflow(other.minor)
        guard !overflow else { throw .overflow }
        return Money(minor: difference, currency: currency)
    }

    /// A share of the amount, rounded half away from zero.
    package func share(_ share: BasisPoints) throws(MoneyProblem) -> Money {
        let product = Int128(minor) * Int128(share.value)
        let half: Int128 = product < 0 ? -5000 : 5000
        guard let rounded = Int64(exactly: (product + half) / 10_000) else { throw .overflow }
        return Money(minor: rounded, currency: currency)
    }

    /// Splits the amount by shares, where the last part takes the remainder and may fall below zero; empty for none.
    package func split(_ shares: [BasisPoints]) throws(MoneyProblem) -> [Money] {
        var parts: [Money] = []
        var rest = self
        for share in shares.dropLast() {
            let part = try self.share(share)
            parts.append(part)
            rest = try rest.subtracting(part)
        }
        if !shares.isEmpty { parts.append(rest) }
        return parts
    }
}

extension Money: CustomStringConvertible {
    /// `1000.00 GBP`, `1000 JPY`, `1000.000 KWD`.
    package var description: String {
        var digits = String(minor.magnitude)
        if currency.decimals > 0 {
            let missing = currency.decimals + 1 - digits.count
            if missing > 0 { digits = String(repeating: "0", count: missing) + digits }
            digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -currency.decimals))
        }
        return "\(minor < 0 ? "-" : "")\(digits) \(currency.code)"
    }
}

/// Why a calculation with money has no result.
package enum MoneyProblem: Error, Hashable, Sendable, CustomStringConvertible {
    case differentCurrencies
    case overflow

    package var description: String {
        switch self {
        case .differentCurrencies: "amounts of two currencies are never added"
        case .overflow: "the amount is too large"
        }
    }
}

/// A share in hundredths of a percent.
package struct BasisPoints: Hashable, Comparable, Sendable {
    package let value: Int64

    package static let whole = BasisPoints(10_000)

    package init(_ value: Int64) {
        self.value = value
    }

    package static func < (left: BasisPoints, right: BasisPoints) -> Bool { left.value < right.value }
}

extension BasisPoints: Codable {
    package init(from decoder: any Decoder) throws {
        value = try decoder.singleValueContainer().decode(Int64.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}
