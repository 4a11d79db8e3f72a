import AgencyService
import Crypto
import Foundation
import Postgres
import Synchronization

/// Databases to clone, each made once for each content of what it is made from.
package enum TemplateDatabase: String, Sendable, CaseIterable {
    /// All migrations and nothing else.
    case empty = "tpl"
    /// The people of `Cast` as well.
    case cast
    /// An agency with a million interviews: too big to clone, so tests read it as it is.
    case million

    /// "liaisont" in ASCII: whoever holds this advisory lock in `postgres` may make templates; the big one has its own, as it takes minutes.
    private var lockKey: Int64 { self == .million ? 0x6C69_6169_736F_6E75 : 0x6C69_6169_736F_6E74 }

    private static let made = Mutex<[TemplateDatabase: Task<String, any Error>]>([:])

    /// The template's name, after it was made if need be.
    func name() async throws -> String {
        let task = Self.made.withLock { made in
            let task = made[self] ?? Task { try await make() }
            made[self] = task
            return task
        }
        return try await task.value
    }

    private func make() async throws -> String {
        let source = self == .empty ? nil : try await TemplateDatabase.empty.name()
        let name = try "liaison_\(rawValue)_\(hash(of: source))"
        let pool = try await TestCluster.maintenance.value
        try await pool.withConnection { connection in
            _ = try await connection.query("select pg_advisory_lock(\(lockKey))", deadline: Self.patience)
            if source == nil { try await Self.dropLeftovers(connection) }
            if self == .million { try await dropEarlier(than: name, connection) }
            let found = try await connection.query("select datistemplate from pg_database where datname = \(name)")
            if try found.first?.get("datistemplate") as Bool? != true {
                if found.first != nil { try await connection.simple("drop database \(name) with (force)") }
                if let source {
                    try await connection.clone(source, as: name)
                } else {
                    // The same collation as the private server, whatever the cluster's own template says.
                    try await connection.simple(
                        "create database \(name) encoding 'UTF8' template template0 locale 'C.UTF-8'")
                }
                try await fill(name)
                try await connection.simple(
                    "alter database \(name) is_template true allow_connections \(self == .million)")
            }
            _ = try await connection.query("select pg_advisory_unlock(\(lockKey))")
        }
        return name
    }

    private static let patience: Duration = .seconds(1200)

    private func fill(_ name: String) async throws {
        let url = try TestCluster.url(database: name)
        if self == .empty {
            try await Migrator(connectionURL: url, directory: Checkout.sql, logger: TestCluster.quietLogger).migrate()
        }
        let configuration = try PoolConfiguration(url: url)
        let pool = PostgresPool(name: name, configuration: configuration, logger: TestCluster.quietLogger)
        do {
            let script = try script()
            try await pool.withConnection { connection in
                try await connection.simple(script, deadline: Self.patience)
                if self == .million { try await connection.simple("vacuum analyze", deadline: Self.patience) }
            }
        } catch {
            await pool.close()
            throw TestSupportError("the template \(rawValue) does not fit the schema: \(String(reflecting: error))")
        }
        await pool.close()
    }

    /// What the superuser does after the migrations; the clock of tests may stand still.
    private func script() throws -> String {
        switch self {
        case .empty: "update liaison_private.clock set may_be_fixed = true"
        case .cast: try Cast.script()
        case .million: try Checkout.text("Tests/TestSupport/million.sql")
        }
    }

    /// Tells apart every content that would make another database.
    private func hash(of source: String?) throws -> String {
        var digest = SHA256()
        digest.update(data: Data((source ?? "").utf8))
        let folder = URL(filePath: Checkout.sql)
        let names = FileManager.default.enumerator(atPath: Checkout.sql)?.compactMap { $0 as? String } ?? []
        for name in names.sorted() where name.hasSuffix(".sql") {
            digest.update(data: Data(name.utf8))
            digest.update(data: try Data(contentsOf: folder.appending(path: name)))
        }
        digest.update(data: Data(try script().utf8))
        return digest.finalize().prefix(8).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    /// Drops what an earlier content of this template left, where nobody reads it any more.
    private func dropEarlier(than name: String, _ connection: PostgresConnection) async throws {
        let found = try await connection.query(
            """
            select d.datname from pg_database d
             where d.datname like \("liaison\\_\(rawValue)\\_%") and d.datname <> \(name)
               and not exists (select from pg_stat_activity a where a.datname = d.datname)
            """)
        for row in found.rows {
            let earlier: String = try row.get("datname")
            try await connection.simple("alter database \(earlier) is_template false")
            try await connection.simple("drop database \(earlier) with (force)")
        }
    }

    /// Drops what runs left that were killed: clones carry the number of the process that made them.
    private static func dropLeftovers(_ connection: PostgresConnection) async throws {
        let found = try await connection.query("select datname from pg_database where datname like 'liaison\\_t\\_%'")
        for row in found.rows {
            let name: String = try row.get("datname")
            guard let process = name.split(separator: "_").dropFirst(2).first.flatMap({ Int32($0) }) else { continue }
            if process != getpid(), kill(process, 0) != 0, errno == ESRCH {
                try await connection.simple("drop database if exists \(name) with (force)")
            }
        }
    }
}
