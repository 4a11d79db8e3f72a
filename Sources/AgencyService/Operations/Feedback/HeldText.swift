import Agency

/// R2: free text that carries an address or a number across the line is shown to the agent before it crosses.
enum HeldText {
    /// Who would read the text.
    enum Reader: String {
        case candidate = "the candidate"
        case company = "the company"
    }

    /// - Throws: `conflict` with the passages found, unless the agent has seen them and confirms.
    static func check(_ text: LongText, field: String, confirmed: Bool?) throws {
        try check(text.value, field: field, to: .candidate, confirmed: confirmed)
    }

    /// - Throws: `conflict` with the passages found, unless the agent has seen them and confirms.
    static func check(_ text: String, field: String, to reader: Reader, confirmed: Bool?) throws {
        guard confirmed != true else { return }
        let found = ContactDetailScan.find(in: text)
        guard !found.isEmpty else { return }
        let passages = found.map(\.text).joined(separator: ", ")
        throw Problem(
            .conflict,
            "The text carries contact details (\(passages)) across to \(reader.rawValue); take them out, or confirm with confirm_details.",
            rule: "R2",
            facts: [
                "field": .string(field),
                "held": .array(
                    found.map {
                        [
                            "kind": .string($0.kind.rawValue), "text": .string($0.text),
                            "from": .integer(Int64($0.range.lowerBound)), "to": .integer(Int64($0.range.upperBound)),
                        ]
                    }),
            ])
    }
}
