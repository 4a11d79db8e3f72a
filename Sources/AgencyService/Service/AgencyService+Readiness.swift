import Postgres

extension AgencyService {
    /// The newest migration that this build knows; a test holds it against the files.
    package static let schemaVersion = 25

    /// Why the service cannot answer right now, or nil if it can: the database answers and its migrations are this build's.
    package func readiness() async -> Problem? {
        do {
            let results = try await pool(.signIn).pipeline(["select liaison.schema_version()"], deadline: .seconds(3))
            let version: Int = try results[0].scalar()
            guard version == Self.schemaVersion else {
                return Problem(
                    .busy,
                    "The database is at migration \(version), this service at \(Self.schemaVersion). Run: liaison db migrate",
                    facts: ["retry_after": 5])
            }
            return nil
        } catch {
            return Problem(.busy, "The database does not answer.", facts: ["retry_after": 1])
        }
    }
}
