/// One column of a list: where its value stands in an item, and what it is called.
struct Column: Sendable, ExpressibleByStringLiteral {
    /// The member of an item, or a path of members: `recommended_contact.name`.
    let path: String
    let title: String
    /// The colour of a value, where it says something that must not be overlooked.
    let colour: @Sendable (String) -> Colour?
    /// The first to go where a screen is too narrow for all columns; piped output has it all the same.
    let isDetail: Bool

    init(
        _ path: String, title: String? = nil, isDetail: Bool = false, colour: @escaping @Sendable (String) -> Colour? = { _ in nil }
    ) {
        self.path = path
        self.isDetail = isDetail
        self.title = title ?? path.replacing(".", with: " ").replacing("_", with: " ").uppercased()
        self.colour = colour
    }

    init(stringLiteral path: String) { self.init(path) }

    /// The state of something that falls due.
    static func state(_ path: String, title: String? = nil) -> Column {
        Column(path, title: title) { value in
            switch value {
            case "overdue", "late": .red
            case "today", "open": .yellow
            default: nil
            }
        }
    }

    /// A count of days that should be none.
    static func days(_ path: String, title: String? = nil) -> Column {
        Column(path, title: title) { value in Int(value).flatMap { $0 > 0 ? .red : nil } }
    }

    /// A column that a narrow screen does without.
    static func detail(_ path: String, title: String? = nil) -> Column { Column(path, title: title, isDetail: true) }

    /// The text of an item in this column.
    func text(of item: OrderedJSON) -> String { item.value(at: path).map(CellText.of) ?? "" }
}

/// A JSON value as the text of a cell.
enum CellText {
    static func of(_ value: OrderedJSON) -> String {
        switch value {
        case .null: ""
        case .bool(let truth): truth ? "yes" : "no"
        case .number(let text), .string(let text): text
        case .array(let elements):
            elements.map(of).joined(separator: elements.contains { $0.members != nil } ? "; " : ", ")
        case .object(let members): members.map { of($0.value) }.filter { !$0.isEmpty }.joined(separator: " ")
        }
    }

    /// The text for a reader: of a time in UTC the seconds are left out.
    static func readable(_ text: String) -> String {
        let bytes = Array(text.utf8)
        guard (20...27).contains(bytes.count), bytes.last == UInt8(ascii: "Z"), bytes[10] == UInt8(ascii: "T"),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"), bytes[4] == UInt8(ascii: "-")
        else { return text }
        return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5))Z"
    }

    /// The text without tabs and newlines, which would break a line of tab-separated values.
    static func tabular(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }) else { return text }
        return String(
            text.replacing("\r\n", with: "\n").map { $0 == "\t" || $0 == "\n" || $0 == "\r" ? " " : $0 })
    }
}
