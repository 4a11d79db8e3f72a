import AgencyService

/// A list as comma-separated text (RFC 4180) that a spreadsheet takes for data and nothing else.
struct CSVTable: Sendable {
    /// The table's name, for the file that a browser saves.
    let name: String
    /// The member names that lead to each column's value; an inner object becomes a column for each of its members.
    let columns: [[String]]

    /// - Parameter item: the schema of one row.
    init(_ item: JSONSchema, name: String) {
        self.name = name
        columns = Self.columns(of: item, under: [])
    }

    private init(name: String, columns: [[String]]) {
        self.name = name
        self.columns = columns
    }

    /// This table, or one with these members for columns where the schema does not know them all.
    func fitting(_ members: [String]) -> CSVTable {
        Set(columns.compactMap(\.first)).isSuperset(of: members)
            ? self : CSVTable(name: name, columns: members.map { [$0] })
    }

    var header: String { Self.line(columns.map { $0.joined(separator: "_") }) }

    func row(_ item: JSONValue) -> String {
        Self.line(
            columns.map { path in
                Self.text(path.reduce(item) { value, member in value[member] ?? .null })
            })
    }

    private static func columns(of schema: JSONSchema, under path: [String]) -> [[String]] {
        guard case .object(let object) = schema, !object.properties.isEmpty else { return path.isEmpty ? [] : [path] }
        return object.properties.flatMap { columns(of: $0.schema, under: path + [$0.name]) }
    }

    private static func line(_ cells: [String]) -> String {
        cells.map(quoted).joined(separator: ",") + "\r\n"
    }

    private static func text(_ value: JSONValue) -> String {
        switch value {
        case .null: ""
        case .bool(let truth): truth ? "true" : "false"
        case .integer(let number): String(number)
        case .number(let number): String(number)
        case .string(let text): harmless(text)
        case .array(let values): harmless(values.map(text).joined(separator: "; "))
        case .object: harmless((try? JSONWriter.bytes(value)).map { String(decoding: $0, as: UTF8.self) } ?? "")
        }
    }

    /// A text that no spreadsheet runs as a formula: a leading apostrophe makes it text there.
    static func harmless(_ text: String) -> String {
        guard let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first), !isNumber(text) else {
            return text
        }
        return "'" + text
    }

    private static func isNumber(_ text: String) -> Bool {
        let digits = text.utf8.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
        guard text.utf8.count - digits.count <= 1, digits.first != UInt8(ascii: ".") else { return false }
        return !digits.isEmpty && digits.filter({ $0 == UInt8(ascii: ".") }).count <= 1
            && digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: ".") }
    }

    private static func quoted(_ cell: String) -> String {
        guard
            cell.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) || cell.hasPrefix(" ")
                || cell.hasSuffix(" ")
        else { return cell }
        return "\"" + cell.replacing("\"", with: "\"\"") + "\""
    }
}
