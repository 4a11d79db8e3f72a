import Agency
import Postgres

extension AgencyService {
    /// How long the database may take for some rows of a table; the first come when all are found and sorted.
    private static let rowsDeadline = Duration.seconds(300)

    /// Reads a whole list as a table for whoever the token belongs to, in one read-only transaction.
    ///
    /// - Returns: the table with its first rows read, to be closed by the caller; what goes wrong later is thrown by its `next`.
    /// - Throws: `Problem`, and nothing else.
    package func export(
        _ operation: AnyOperation, _ request: OperationRequest
    ) async throws(Problem) -> any TableStream {
        do {
            return try await openTable(operation, request)
        } catch {
            throw problem(for: error as any Error, operation: operation.name)
        }
    }

    private func openTable(_ operation: AnyOperation, _ request: OperationRequest) async throws -> SnapshotTable {
        guard let export = operation.export else {
            throw Problem(.malformed, "This cannot be had as a table (\(operation.name)).")
        }
        let (token, input) = try await admit(operation, request)
        // That the session was seen is noted here: the transaction of the table writes nothing.
        try await confirm(token)
        let place = try tables.take(DatabaseRole(token.role))
        let pool = pool(DatabaseRole(token.role))
        let snapshot = try await pool.snapshot(
            opening: [
                SQL.entrance(token: token, operation: operation.name, clock: parts.clock, readOnly: true),
                // The cursor is read to its end, and sorts what would not fit into the memory of a small query.
                "select set_config('cursor_tuple_fraction', '1', true), set_config('work_mem', '32MB', true)",
            ], statementDeadline: Self.rowsDeadline)
        do {
            let call = Call(
                operation: operation.name, role: token.role, caller: nil, source: request.source, services: parts,
                way: .exporting(snapshot.transaction), end: .after(Self.rowsDeadline))
            return try await SnapshotTable(try await export(input, call), from: snapshot, place)
        } catch {
            await snapshot.end()
            throw error
        }
    }
}
