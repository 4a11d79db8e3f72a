import Agency
import AgencyService
import Postgres
import TestSupport
import Testing

/// Every operation of the catalogue as everybody: who may not is told so by name, and nothing changes.
@Suite("Permission matrix of the catalogue")
struct OperationMatrixTests {
    /// One of each role, with things of others at which they try (desk 2, Sakura, Otto and Stella; for Rahul desk 1).
    private static let people = [Cast.anna, Cast.ruth, Cast.cora, Cast.clara, Cast.rafe, Cast.ada]

    @Test("roles that may not call an operation get not-permitted, nobody gets not-signed-in, and nothing is stored")
    func roles() async throws {
        try await withSecurityScene { db in
            let service = try db.service()
            let before = try await db.fingerprint()
            for operation in Catalogue.operations where operation.description.effect != .signIn {
                let input = InputSample.input(of: operation.description, id: 1)
                for person in Self.people
                where !operation.description.roles.contains(where: { $0.rawValue == person.role }) {
                    let name = try await service.problem(operation.name, as: person.token, input)
                    #expect(name == "not-permitted", "\(operation.name) as \(person.role)")
                }
                for token in [
                    nil, "", "ls_", String(Cast.cora.token.reversed()), "lo_" + String(repeating: "x", count: 43),
                ] {
                    let name = try await service.problem(operation.name, as: token, input)
                    #expect(name == "not-signed-in", "\(operation.name) with the token \(token ?? "nil")")
                }
            }
            let after = try await db.fingerprint()
            #expect(before == after)
        }
    }

    @Test("ids of other people's things are not found, or on another desk, and nothing is stored")
    func foreignIDs() async throws {
        try await withSecurityScene { db in
            let service = try db.service()
            let before = try await db.fingerprint()
            var tried = 0
            for operation in Catalogue.operations where operation.description.input.names.contains("id") {
                let description = operation.description
                for person in [Cast.anna, Cast.clara, Cast.rafe, Cast.ruth]
                where description.roles.contains(where: { $0.rawValue == person.role }) {
                    // Staff reads every desk; ties may be declared by anybody of the agency.
                    let isStaff = person.role == "recruiter"
                    if isStaff, description.route.method == .get || description.name == "tie.declare" { continue }
                    guard let id = foreignID(description.route.path, for: person) else { continue }
                    tried += 1
                    let input = InputSample.input(of: description, id: id)
                    let name = try await service.problem(operation.name, as: person.token, input)
                    let fine = isStaff ? ["not-found", "not-permitted"] : ["not-found"]
                    #expect(fine.contains(name), "\(operation.name) of \(id) as \(person.name): \(name)")
                    let missing = try await service.problem(
                        operation.name, as: person.token, InputSample.input(of: description, id: 99_999))
                    #expect(missing == "not-found", "\(operation.name) of nothing as \(person.name): \(missing)")
                }
            }
            let after = try await db.fingerprint()
            #expect(before == after && tried > 40)
        }
    }

    @Test("lists show nobody what the matrix does not")
    func lists() async throws {
        try await withSecurityScene { db in
            let service = try db.service()
            let secrets: [(Cast.Person, [String])] = [
                (Cast.anna, ["Otto Falk", "Said 1", "contact103@", "client1.test", "Private."]),
                (Cast.clara, ["Otto Falk", "Said 5", "@cast.test", "Nils Berg", "Private.", "+44 7700"]),
                (Cast.rafe, ["Otto Falk", "hold", "sent", "interview", "Clara Dean", "Said"]),
            ]
            for (person, words) in secrets {
                for operation in Catalogue.operations
                where operation.description.route.method == .get && operation.description.route.parameters.isEmpty
                    && operation.description.roles.contains(where: { $0.rawValue == person.role })
                    && operation.name != "session.show"
                {
                    let required = operation.description.input.requiredNames
                    guard required.isEmpty else { continue }
                    let answer = String(
                        decoding: try await service.respond(operation.name, as: person.token).body, as: UTF8.self)
                    for word in words where answer.contains(word) {
                        Issue.record("\(operation.name) shows \(person.name) '\(word)': \(answer)")
                    }
                }
            }
        }
    }

    /// Something that the person has no part in: desk 2 at Sakura, or Otto's and Stella's.
    private func foreignID(_ path: String, for person: Cast.Person) -> Int64? {
        switch path.split(separator: "/").first {
        case "candidates": 3
        case "clients": 3
        case "contacts": 303
        case "vacancies": 31
        case "submissions": 3
        case "interviews": 3
        case "feedback": 5
        case "enquiries": 2
        case "notes", "materials", "references": person.role == "client" ? 5 : 3
        case "nominations": 2
        case "tokens": 9
        case "offers": 3
        case "tasks": 5
        case "interests", "leads": 2
        case "call-promises": 3
        case "placements", "fees": person.role == "recruiter" ? 3 : nil
        case "programmes": person.role == "referrer" ? 3 : nil
        default: nil
        }
    }
}

extension AgencyService {
    /// The name of the problem that an operation is refused with, or what it answered.
    fileprivate func problem(_ operation: String, as token: String?, _ input: JSONObject) async throws -> String {
        do {
            return "answered \(try await call(operation, as: token, input))"
        } catch let problem as Problem {
            return problem.name == .invalid ? "invalid: \(problem.detail)" : problem.name.rawValue
        }
    }
}

extension TestDatabase {
    /// The content of every table but the sessions, whose last use may be noted.
    func fingerprint() async throws -> [String] {
        let tables = try await query(
            """
            select oid::regclass::text from pg_class where relnamespace::regnamespace::text ~ '^liaison' and relkind = 'r'
               and relname <> 'sessions' order by 1
            """
        ).rows.map { try $0.get(0) as String }
        let each = tables.map {
            "select '\($0) ' || count(*) || ' ' || md5(coalesce(string_agg(t::text, e'\\n' order by t::text), '')) from \($0) t"
        }
        return try await query(SQL(text: each.joined(separator: " union all "))).rows.map { try $0.get(0) as String }
            .sorted()
    }
}
