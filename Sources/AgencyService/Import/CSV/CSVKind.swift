/// What a CSV file to import holds.
package enum CSVKind: String, Codable, CaseIterable, Sendable, SchemaDescribing {
    case candidates
}

/// A column that a kind of file has.
struct CSVColumn: Sendable {
    var name: String
    var isRequired = false
}
