import Postgres
import TestSupport

extension AccessMatrix {
    /// What the matrix says of every row for everybody of the cast: "Anna Brook select liaison.submissions 1".
    static func expected(in db: TestDatabase) async throws -> Set<String> {
        try await db.probe()
        var queries: [String] = []
        for person in Cast.everybody {
            for cell in cells where cell.role == person.role && cell.scope != "-" {
                let condition = condition(cell).replacing("$account", with: "\(person.account)")
                    .replacing("$person", with: person.person.map(String.init) ?? "null")
                let key: String = try await db.value("select probe.key(\("liaison.\(cell.table)")::text::regclass)")
                queries.append(
                    "select concat_ws(' ', '\(person.name)', '\(cell.verb)', 'liaison.\(cell.table)', \(key)) from liaison.\(cell.table) t where \(condition)"
                )
            }
        }
        return Set(
            try await db.query(SQL(text: queries.joined(separator: "\nunion all "))).rows.map {
                try $0.get(0) as String
            })
    }

    /// What the database lets these people do, in the same words; of one table or of all.
    static func measured(_ connection: PostgresConnection, table: String? = nil) async throws -> Set<String> {
        let result = try await connection.query(
            "select * from probe.access(\(table)) as found", deadline: .seconds(120))
        return Set(try result.rows.map { try $0.get(0) as String })
    }

    /// Where matrix and database differ.
    static func differences(_ expected: Set<String>, _ measured: Set<String>, table: String? = nil) -> [String] {
        let wanted = table.map { name in expected.filter { $0.contains(" liaison.\(name) ") } } ?? expected
        return measured.subtracting(wanted).sorted().map { "may against the matrix: \($0)" }
            + wanted.subtracting(measured).sorted().map { "may not in spite of the matrix: \($0)" }
    }
}

extension TestDatabase {
    /// Says who tries in `probe.access`.
    func setProbingPeople(_ people: [SecurityProbe.Person]) async throws {
        try await probe()
        try await execute("truncate probe.people")
        for person in people {
            try await query(
                "insert into probe.people values (\(person.name), \(person.login.rawValue), \(person.token))")
        }
    }
}

/// Lends a database with the scene of the security tests, and everybody ready to try.
func withSecurityScene<Result>(_ body: (TestDatabase) async throws -> Result) async throws -> Result {
    try await withDatabase { db in
        try await db.execute(SecurityScene.script)
        try await db.setProbingPeople(SecurityProbe.everybody)
        return try await body(db)
    }
}
