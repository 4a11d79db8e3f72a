/// A value that can be read from a cell's text.
package protocol PostgresDecodable {
    /// Nil if the text is no such value; the memory must not be kept.
    init?(postgresText: UnsafeBufferPointer<UInt8>)
    /// What NULL becomes; nil if NULL is an error.
    static var postgresNull: Self? { get }
}

extension PostgresDecodable {
    package static var postgresNull: Self? { nil }
}

extension PostgresDecodable where Self: FixedWidthInteger {
    package init?(postgresText text: UnsafeBufferPointer<UInt8>) {
        var index = 0
        let isNegative = text.first == UInt8(ascii: "-")
        if isNegative { index = 1 }
        guard index < text.count else { return nil }
        var value: Self = 0
        while index < text.count {
            let digit = text[index] &- UInt8(ascii: "0")
            guard digit <= 9 else { return nil }
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let step = Self(truncatingIfNeeded: digit)
            let (next, overflow2) =
                isNegative ? product.subtractingReportingOverflow(step) : product.addingReportingOverflow(step)
            if overflow || overflow2 { return nil }
            value = next
            index += 1
        }
        self = value
    }
}

extension Int64: PostgresDecodable {}
extension Int: PostgresDecodable {}
extension Int32: PostgresDecodable {}

extension Bool: PostgresDecodable {
    package init?(postgresText text: UnsafeBufferPointer<UInt8>) {
        guard text.count == 1 else { return nil }
        switch text[0] {
        case UInt8(ascii: "t"): self = true
        case UInt8(ascii: "f"): self = false
        default: return nil
        }
    }
}

extension String: PostgresDecodable {
    package init?(postgresText text: UnsafeBufferPointer<UInt8>) {
        self.init(decoding: text, as: UTF8.self)
    }
}

extension Double: PostgresDecodable {
    package init?(postgresText text: UnsafeBufferPointer<UInt8>) {
        self.init(String(decoding: text, as: UTF8.self))
    }
}

extension Array: PostgresDecodable where Element: PostgresArrayElement {
    package init?(postgresText text: UnsafeBufferPointer<UInt8>) {
        guard let elements = Element.elements(postgresText: text) else { return nil }
        self = elements
    }
}

extension Optional: PostgresDecodable where Wrapped: PostgresDecodable {
    package init?(postgresText text: UnsafeBufferPointer<UInt8>) {
        guard let value = Wrapped(postgresText: text) else { return nil }
        self = .some(value)
    }

    package static var postgresNull: Wrapped?? { .some(nil) }
}
