import AgencyService
import Postgres

/// The database as `doctor` looks at it: reachable, migrated, durable, and its roles without powers that they must not have.
struct DatabaseExamination {
    let installation: Installation

    func findings() async -> [Finding] {
        var findings = await owner()
        guard findings.allSatisfy({ !$0.isOutage }) else { return findings }
        findings.append(await migrations())
        findings.append(await services())
        return findings
    }

    private struct Server: Decodable {
        var version: String
        var fsync: String
        var synchronousCommit: String
        var fullPageWrites: String
    }

    private struct Powerful: Decodable { var rolname: String }

    private func owner() async -> [Finding] {
        do {
            return try await installation.asOwner { pool in
                let results = try await pool.pipeline([
                    """
                    select current_setting('server_version') as version, current_setting('fsync') as fsync,
                        current_setting('synchronous_commit') as synchronous_commit,
                        current_setting('full_page_writes') as full_page_writes
                    """,
                    """
                    select rolname from pg_roles
                    where rolname = any (\(DatabaseRole.allCases.map(\.rawValue)))
                        and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)
                    order by rolname
                    """,
                ])
                var findings: [Finding] = []
                for server in try results[0].decode(Server.self) {
                    findings.append(.fine("database", "answers (PostgreSQL \(server.version))"))
                    findings += Self.durability(server)
                }
                let powerful = try results[1].decode(Powerful.self).map(\.rolname)
                findings.append(
                    powerful.isEmpty
                        ? .fine("login roles", "none is superuser or goes past row-level security")
                        : .wrong(
                            "login roles", "\(powerful.joined(separator: ", ")) may do too much",
                            advice: "alter role \(powerful[0]) nosuperuser nobypassrls nocreaterole nocreatedb"))
                return findings
            }
        } catch {
            let failure = Failure(migrating: error)
            return [
                .wrong(
                    "database", failure.message,
                    advice: installation.setting("LIAISON_DATABASE_URL") == nil
                        ? "deploy/run --background" : "check LIAISON_DATABASE_URL", isOutage: true)
            ]
        }
    }

    private static func durability(_ server: Server) -> [Finding] {
        [
            ("fsync", server.fsync), ("full_page_writes", server.fullPageWrites),
            ("synchronous_commit", server.synchronousCommit),
        ].map { name, value in
            value == "off"
                ? .wrong(name, "off: what was answered as stored can be lost", advice: "alter system set \(name) = on")
                : .fine(name, value)
        }
    }

    private func migrations() async -> Finding {
        do {
            try await installation.migrator().check()
            return .fine("migrations", "all applied")
        } catch {
            let failure = Failure(migrating: error)
            return .wrong("migrations", failure.message, advice: failure.next, isOutage: failure.status == .unavailable)
        }
    }

    /// Every login role gets in with its derived password.
    private func services() async -> Finding {
        do {
            let configuration = try installation.serviceConfiguration()
            guard let reason = await DatabaseProbe(configuration).failure() else {
                return .fine("sign-in", "the login roles get in")
            }
            return .wrong("sign-in", reason, advice: "liaison db migrate", isOutage: true)
        } catch {
            return .wrong("sign-in", Failure(migrating: error).message, advice: "liaison db migrate", isOutage: true)
        }
    }
}
