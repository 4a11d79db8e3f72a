import Agency
import Postgres
import Synchronization

/// A table that is read from one snapshot in batches, the next one while the last is on its way out.
final class SnapshotTable: TableStream {
    private static let batch = 2000
    private static let fetch: SQL = "fetch \(raw: "\(batch)") from export"

    private let export: Export
    private let snapshot: ReadSnapshot
    /// Given back with the connection.
    private let place: Mutex<TablePlaces.Place?>
    private let ahead: Mutex<Task<QueryResult, any Error>?>

    var columns: [String] { export.columns }

    /// Opens the statement and reads its first rows.
    init(_ export: Export, from snapshot: ReadSnapshot, _ place: TablePlaces.Place) async throws {
        self.place = Mutex(place)
        self.export = export
        self.snapshot = snapshot
        ahead = Mutex(nil)
        guard let statement = export.statement else { return }
        let results = try await snapshot.transaction.pipeline([
            "declare export no scroll cursor without hold for \(statement)", Self.fetch,
        ])
        ahead.withLock { $0 = Task { results[1] } }
    }

    deinit { ahead.withLock { $0?.cancel() } }

    func next(_ lines: inout CSVLines) async throws -> Bool {
        guard export.statement != nil else {
            await close()
            try export.write(nil, &lines)
            return false
        }
        guard let task = takeAhead() else { return false }
        let rows = try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }.rows
        if rows.count == Self.batch {
            let transaction = snapshot.transaction
            ahead.withLock { $0 = Task { try await transaction.pipeline([Self.fetch])[0] } }
        } else {
            await end()
        }
        try export.write(rows, &lines)
        return rows.count == Self.batch
    }

    func close() async {
        if let task = takeAhead() {
            task.cancel()
            _ = await task.result
        }
        await end()
    }

    private func end() async {
        await snapshot.end()
        place.withLock { $0 = nil }
    }

    private func takeAhead() -> Task<QueryResult, any Error>? {
        ahead.withLock { task in
            defer { task = nil }
            return task
        }
    }
}
