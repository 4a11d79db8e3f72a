/// One value on its way to the server, in text format; nil bytes are NULL.
package struct PostgresBind: Sendable, CustomStringConvertible {
    package let oid: UInt32
    package let bytes: [UInt8]?

    package init(oid: UInt32, bytes: [UInt8]?) {
        self.oid = oid
        self.bytes = bytes
    }

    /// A bind whose type the server infers from its place, as it does for a quoted literal.
    package init(text: String) {
        self.init(oid: PostgresType.inferred, bytes: Array(text.utf8))
    }

    /// Values are personal data and never printed.
    package var description: String { "<bind, redacted>" }
}

/// The object ids of the built-in types that binds and cells use.
package enum PostgresType {
    /// Let the server infer the type.
    package static let inferred: UInt32 = 0
    package static let bool: UInt32 = 16
    package static let bytea: UInt32 = 17
    package static let int8: UInt32 = 20
    package static let int2: UInt32 = 21
    package static let int4: UInt32 = 23
    package static let json: UInt32 = 114
    package static let text: UInt32 = 25
    package static let textArray: UInt32 = 1009
    package static let int8Array: UInt32 = 1016
    package static let jsonb: UInt32 = 3802
}

/// A value that can be bound to a placeholder.
package protocol PostgresBindable {
    /// The type of the placeholder, needed even for NULL; 0 lets the server infer it.
    static var postgresOID: UInt32 { get }
    /// The value in text format.
    var postgresBind: PostgresBind { get }
}

extension PostgresBindable where Self: FixedWidthInteger {
    package var postgresBind: PostgresBind {
        PostgresBind(oid: Self.postgresOID, bytes: decimalText(self))
    }
}

extension Int64: PostgresBindable {
    package static var postgresOID: UInt32 { PostgresType.int8 }
}

extension Int: PostgresBindable {
    package static var postgresOID: UInt32 { PostgresType.int8 }
}

extension Int32: PostgresBindable {
    package static var postgresOID: UInt32 { PostgresType.int4 }
}

extension Bool: PostgresBindable {
    package static var postgresOID: UInt32 { PostgresType.bool }
    package var postgresBind: PostgresBind {
        PostgresBind(oid: Self.postgresOID, bytes: [UInt8(ascii: self ? "t" : "f")])
    }
}

/// Text is sent without a type, as a literal is, so that it fits dates, json and enumerations without a cast.
extension String: PostgresBindable {
    package static var postgresOID: UInt32 { PostgresType.inferred }
    package var postgresBind: PostgresBind { PostgresBind(text: self) }
}

extension Optional: PostgresBindable where Wrapped: PostgresBindable {
    package static var postgresOID: UInt32 { Wrapped.postgresOID }
    package var postgresBind: PostgresBind {
        self?.postgresBind ?? PostgresBind(oid: Self.postgresOID, bytes: nil)
    }
}

/// Elements that have an array type: `[UInt8]` is bytea, `[Int64]` and `[String]` are arrays.
package protocol PostgresArrayElement {
    static var postgresArrayOID: UInt32 { get }
    static func postgresArrayText(_ elements: [Self]) -> [UInt8]
    static func elements(postgresText: UnsafeBufferPointer<UInt8>) -> [Self]?
}

extension Array: PostgresBindable where Element: PostgresArrayElement {
    package static var postgresOID: UInt32 { Element.postgresArrayOID }
    package var postgresBind: PostgresBind {
        PostgresBind(oid: Self.postgresOID, bytes: Element.postgresArrayText(self))
    }
}

private func decimalText<Integer: FixedWidthInteger>(_ value: Integer) -> [UInt8] {
    if value == 0 { return [UInt8(ascii: "0")] }
    var digits: [UInt8] = []
    var rest = value.magnitude
    while rest > 0 {
        let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: 10)
        digits.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: remainder))
        rest = quotient
    }
    if value < 0 { digits.append(UInt8(ascii: "-")) }
    digits.reverse()
    return digits
}
