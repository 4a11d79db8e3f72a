import Agency

/// Numbers of the etiquette by their names, as they stand in a version of a policy.
package struct PolicyChanges: Codable, Sendable, Hashable, SchemaDescribing {
    package var numbers: [String: Int]

    package init(_ numbers: [String: Int]) { self.numbers = numbers }

    package static let jsonSchema = JSONSchema.object(
        ObjectSchema(
            name: "PolicyChanges",
            properties: EtiquettePolicy.settings.map { .init(name: $0.name, schema: .integer, isRequired: false) }))
    package static var schemaSample: PolicyChanges? { PolicyChanges([:]) }

    private struct Name: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    package init(from decoder: any Decoder) throws {
        numbers = try decoder.singleValueContainer().decode([String: Int].self)
    }

    /// In the order of the rules, so that the same numbers are the same text.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Name.self)
        for setting in EtiquettePolicy.settings {
            try numbers[setting.name].map { try container.encode($0, forKey: Name(stringValue: setting.name)) }
        }
    }

    /// The numbers as JSON text for the database.
    var text: String { get throws { String(decoding: try JSONWriter.bytes(self), as: UTF8.self) } }
}

/// The name of a number of the etiquette.
package struct PolicySettingName: Codable, Sendable, Hashable, SchemaDescribing {
    package static let jsonSchema = JSONSchema.string(StringRule(values: EtiquettePolicy.settings.map(\.name)))
    package static var schemaSample: PolicySettingName? { PolicySettingName(value: "answer_days") }

    package let value: String

    package init(value: String) { self.value = value }

    package init(from decoder: any Decoder) throws { value = try decoder.singleValueContainer().decode(String.self) }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}

/// A number of the etiquette and what it would be, as `answer_days=10`.
package struct PolicyProposal: Codable, Sendable, Hashable, SchemaDescribing {
    package let name: String
    package let value: Int

    package static let jsonSchema = JSONSchema.string(
        StringRule(
            maximumLength: 60,
            refusal: { text in PolicyProposal(text) == nil ? "must be a number of the policy and its value, like answer_days=10" : nil }))
    package static var schemaSample: PolicyProposal? { PolicyProposal("answer_days=10") }

    package init?(_ text: String) {
        let halves = text.split(separator: "=", omittingEmptySubsequences: false)
        let name = String(halves.first?.replacing("-", with: "_") ?? "")
        guard halves.count == 2, let value = Int(halves[1]), EtiquettePolicy.settings.contains(where: { $0.name == name }) else { return nil }
        self.name = name
        self.value = value
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let proposal = PolicyProposal(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "must be like answer_days=10")
        }
        self = proposal
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode("\(name)=\(value)")
    }
}

extension [PolicyProposal] {
    /// The numbers by their names.
    ///
    /// - Throws: `invalid` for one that is given twice.
    package func changes(field: String) throws(Problem) -> [String: Int] {
        var changes: [String: Int] = [:]
        for proposal in self {
            if changes.updateValue(proposal.value, forKey: proposal.name) != nil {
                throw Problem.invalid([field: "names \(proposal.name) twice"])
            }
        }
        return changes
    }
}

extension PolicyLayer: SchemaDescribing {}
