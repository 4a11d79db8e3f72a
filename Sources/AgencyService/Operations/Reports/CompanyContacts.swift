import Agency
import Postgres

/// The people of one client, in the order of their ids, as far as the choice of whom to ask needs them (T8).
struct CompanyContacts: Sendable {
    private(set) var people: [ContactAdvice.Person] = []
    private(set) var names: [String] = []

    static let none = CompanyContacts()

    mutating func add(_ person: ContactAdvice.Person, name: String) {
        people.append(person)
        names.append(name)
    }

    func name(of id: Int64) -> String? { people.firstIndex { $0.id == id }.map { names[$0] } }

    /// One of them as a text, which `read` reads again; as JSON would cost the database and the reader ten times as much.
    static func text(_ contact: StaticString) -> SQL {
        let name = "\(contact)"
        return "concat_ws(' ', \(raw: name).id, \(raw: name).function, \(raw: name).may_call::integer, \(raw: name).name)"
    }

    mutating func read(_ text: String) throws {
        guard let nameAt = Self.place(of: 3, in: text.utf8) else { throw PostgresError(.decoding, message: "not a contact") }
        let parts = text.utf8[..<nameAt].split(separator: UInt8(ascii: " "))
        guard parts.count == 3, let id = Int64(Substring(parts[0])), let function = ContactFunction(rawValue: String(Substring(parts[1])))
        else { throw PostgresError(.decoding, message: "not a contact") }
        add(.init(id: id, function: function, mayCall: parts[2].first == UInt8(ascii: "1")), name: String(text[nameAt...]))
    }

    /// Where the text after so many blanks begins.
    private static func place(of blanks: Int, in text: String.UTF8View) -> String.Index? {
        var left = blanks
        for index in text.indices where text[index] == UInt8(ascii: " ") {
            left -= 1
            if left == 0 { return text.index(after: index) }
        }
        return nil
    }
}

/// The people of every client that a whole report may name, read once instead of again with each of its rows.
struct ContactBook: Sendable {
    private var companies: [Int64: CompanyContacts] = [:]

    subscript(client: Int64) -> CompanyContacts { companies[client] ?? .none }

    /// Reads them all.
    static func read(_ transaction: Transaction) async throws -> ContactBook {
        var book = ContactBook()
        try await transaction.stream(
            "select n.client_id, \(CompanyContacts.text("n")) from liaison.contacts n order by n.client_id, n.id"
        ) { row in try book.add(row) }
        return book
    }

    private mutating func add(_ row: Row) throws {
        let client: Int64 = try row.get(0)
        let contact: String = try row.get(1)
        try companies[client, default: .none].read(contact)
    }
}

extension Call {
    /// Everybody who may be named in a whole report; nobody for a client contact, who is not told whom to ask.
    func contactBook() async throws -> ContactBook {
        guard case .exporting(let transaction) = way, role != .client else { return ContactBook() }
        return try await ContactBook.read(transaction)
    }
}
