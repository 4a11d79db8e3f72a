/// Comma-separated values after RFC 4180, with cells that a spreadsheet would compute made harmless.
enum CSVText {
    static func record(_ fields: [String]) -> String {
        fields.map { quoted(harmless($0)) }.joined(separator: ",") + "\r\n"
    }

    /// A cell that begins like a formula gets an apostrophe in front, unless it is a plain number.
    static func harmless(_ text: String) -> String {
        guard let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) else { return text }
        let isNumber = Double(text) != nil && text.utf8.allSatisfy { "+-.0123456789".utf8.contains($0) }
        return isNumber ? text : "'" + text
    }

    static func quoted(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }

    /// A JSON value as a CSV field.
    static func field(_ value: OrderedJSON) -> String {
        switch value {
        case .null: ""
        case .bool(let truth): truth ? "true" : "false"
        case .number(let text), .string(let text): text
        case .array(let elements): elements.map(field).joined(separator: "; ")
        case .object: value.compact
        }
    }
}
