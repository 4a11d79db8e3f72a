import Agency

extension SchemaDescribing where Self: ConstrainedText {
    fileprivate static func schema(format: String? = nil, maximumLength: Int) -> JSONSchema {
        .string(
            StringRule(
                format: format, maximumLength: maximumLength,
                refusal: { text in Self(text) == nil ? Self.requirement : nil }))
    }
}

extension ShortText: SchemaDescribing {
    package static let jsonSchema = schema(maximumLength: 200)
    package static var schemaSample: ShortText? { ShortText("text") }
}

extension LongText: SchemaDescribing {
    package static let jsonSchema = schema(maximumLength: 20_000)
    package static var schemaSample: LongText? { LongText("text") }
}

extension EmailAddress: SchemaDescribing {
    package static let jsonSchema = schema(format: "email", maximumLength: 254)
    package static var schemaSample: EmailAddress? { EmailAddress("jane@example.com") }
}

extension PhoneNumber: SchemaDescribing {
    package static let jsonSchema = schema(maximumLength: 40)
    package static var schemaSample: PhoneNumber? { PhoneNumber("+44 20 7946 0000") }
}

extension CalendarName: SchemaDescribing {
    package static let jsonSchema = schema(maximumLength: 40)
    package static var schemaSample: CalendarName? { CalendarName("GB-ENG") }
}

extension TimeZoneName: SchemaDescribing {
    package static let jsonSchema = schema(maximumLength: 64)
    package static var schemaSample: TimeZoneName? { TimeZoneName("Europe/London") }
}

extension CivilDate: SchemaDescribing {
    package static let jsonSchema = JSONSchema.string(
        StringRule(
            format: "date", maximumLength: 10,
            refusal: { CivilDate(iso: $0) == nil ? "must be a date like 2026-03-04" : nil }))
    package static var schemaSample: CivilDate? { .earliest }
}

extension Instant: SchemaDescribing {
    package static let jsonSchema = JSONSchema.string(
        StringRule(
            format: "date-time", maximumLength: 40,
            refusal: { Instant(rfc3339: $0) == nil ? "must be a time with zone like 2026-03-04T10:00:00Z" : nil }))
    package static var schemaSample: Instant? { .earliest }
}

extension Currency: SchemaDescribing {
    package static let jsonSchema = JSONSchema.string(StringRule(values: Currency.codes))
    package static var schemaSample: Currency? { Currency("GBP") }
}

extension Role: SchemaDescribing {}
extension Channel: SchemaDescribing {}
extension ContactFunction: SchemaDescribing {}
extension Decision: SchemaDescribing {}
extension ContactMethod: SchemaDescribing {}
extension ChaseKind: SchemaDescribing {}
extension Stage: SchemaDescribing {}
extension CourtesyRoute: SchemaDescribing {}
extension MaterialKind: SchemaDescribing {}
extension FeeKind: SchemaDescribing {}
