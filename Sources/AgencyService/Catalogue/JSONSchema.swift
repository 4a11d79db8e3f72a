/// What an operation takes or gives, as far as a program must know it: the source of validation and of the OpenAPI document.
package indirect enum JSONSchema: Sendable {
    case string(StringRule)
    case integer
    case number
    case boolean
    case array(JSONSchema)
    case object(ObjectSchema)
    case any

    /// Any text up to the length that the service stores.
    package static let text = JSONSchema.string(StringRule(maximumLength: 20_000))
}

/// The form of a text.
package struct StringRule: Sendable {
    /// The OpenAPI `format`: date, date-time, email.
    package var format: String?
    package var maximumLength: Int?
    package var values: [String]?
    /// Says why a text is refused, or nil if it is fine.
    package var refusal: (@Sendable (String) -> String?)?

    package init(
        format: String? = nil, maximumLength: Int? = nil, values: [String]? = nil,
        refusal: (@Sendable (String) -> String?)? = nil
    ) {
        self.format = format
        self.maximumLength = maximumLength
        self.values = values
        self.refusal = refusal
    }
}

/// An object with named members; members that are not named here are refused.
package struct ObjectSchema: Sendable {
    package struct Property: Sendable {
        package var name: String
        package var schema: JSONSchema
        package var isRequired: Bool
    }

    package var name: String
    package var properties: [Property]

    package func property(_ name: String) -> Property? { properties.first { $0.name == name } }
}

/// A type that stands in JSON as one text or number of its own form.
package protocol SchemaDescribing {
    static var jsonSchema: JSONSchema { get }
    /// Any valid value; the schema of a type is found by decoding it once from samples.
    static var schemaSample: Self? { get }
}

extension SchemaDescribing where Self: CaseIterable & RawRepresentable, RawValue == String {
    package static var jsonSchema: JSONSchema { .string(StringRule(values: allCases.map(\.rawValue))) }
    package static var schemaSample: Self? { allCases.first }
}
