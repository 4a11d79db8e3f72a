import AgencyService
import TestSupport
import Testing

extension TestDatabase {
    /// Gives somebody of the cast a password, cheaply hashed.
    func setPassword(_ password: String, of person: Cast.Person) async throws {
        let hash = try await PasswordHasher(cost: .init(logRounds: 8)).hash(password)
        try await query(
            "insert into liaison_private.credentials (account_id, password_hash) values (\(person.account), \(hash))")
    }

    func count(_ table: String) async throws -> Int64 { try await value("select count(*) from \(raw: table)") }
}

extension AgencyService {
    /// Tries to sign in from an address.
    func signIn(_ email: String, _ password: String, from source: String = "192.0.2.1") async throws -> JSONValue {
        guard let operation = Catalogue.operation(named: "session.create") else { throw TestSupportError("no session") }
        let request = OperationRequest(
            token: nil, input: ["email": .string(email), "password": .string(password)], source: source)
        return try JSONReader.value(try await respond(to: operation, request).body)
    }

    func signInRefusal(_ email: String, _ password: String, from source: String = "192.0.2.1") async throws -> Problem {
        do {
            throw TestSupportError("signed in: \(try await signIn(email, password, from: source))")
        } catch let problem as Problem {
            return problem
        }
    }

    /// The ids of a list's items, in order.
    func ids(_ operation: String, as person: Cast.Person, _ input: JSONObject = [:]) async throws -> [Int64] {
        try await call(operation, as: person, input).items.compactMap { $0["id"]?.integer }
    }
}

extension JSONValue {
    var items: [JSONValue] { self["items"]?.array ?? [] }
    func int(_ member: String) -> Int64? { self[member]?.integer }
    func text(_ member: String) -> String? { self[member]?.string }
    func isNull(_ member: String) -> Bool { self[member] == .null }
}

extension Problem {
    /// The names of the fields that it complains of.
    var fields: [String] { facts["fields"]?.object?.keys.sorted() ?? [] }
}

/// Input that is refused, by which name, and with which fields named.
struct Refused: Sendable, CustomTestStringConvertible {
    let input: JSONObject
    let name: Problem.Name
    let fields: [String]

    init(_ input: JSONObject, _ fields: [String]) {
        self.init(input, .invalid, fields)
    }

    init(_ input: JSONObject, _ name: Problem.Name, _ fields: [String] = []) {
        self.input = input
        self.name = name
        self.fields = fields
    }

    var testDescription: String { "\(name.rawValue) \(fields) for \(input)" }
}
