import Postgres

extension Call {
    /// Hands over the rows of one statement one at a time, so that a million of them take no more room than one.
    ///
    /// - Throws: what `each` throws, and then the statement is cancelled.
    func stream(_ statement: SQL, _ each: (Row) throws -> Void) async throws {
        switch way {
        case .reading(let pool, let entrance, _):
            let snapshot = try await pool.snapshot(opening: [entrance], statementDeadline: end.since(.now))
            do {
                try await snapshot.transaction.stream(statement) { try each($0) }
            } catch {
                await snapshot.end()
                throw error
            }
            await snapshot.end()
        case .writing(let transaction), .exporting(let transaction): try await transaction.stream(statement) { try each($0) }
        case .signingIn: throw Problem(.internal, "Nothing is read row by row before somebody is signed in.")
        }
    }
}
