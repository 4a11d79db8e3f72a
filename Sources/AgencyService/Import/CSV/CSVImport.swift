import Agency
import Postgres

/// One run of an import: rows are read, checked and stored batch by batch in one transaction; valid rows are kept and bad ones told.
///
/// Rows go in as arrays, as the caller's role and under its policies. COPY would be refused on a table with row-level security, and a
/// staging table beside it would need a right to temporary tables that no login role has, and be written twice.
/// A dry run does the same and takes it back, so that what it says is what would happen.
struct CSVImport<Batch: CSVBatch>: Sendable {
    let call: Call
    let kind: CSVKind
    let dryRun: Bool
    /// Rows that go to the database at once.
    var batchSize = 50_000

    func run(_ file: SentFile, _ surroundings: Batch.Surroundings) async throws -> CSVImportReport {
        var report = CSVImportReport(kind: kind, dryRun: dryRun)
        let batches = try CSVBatches<Batch>(file, surroundings, size: batchSize)
        if dryRun { try await call.execute("savepoint dry") }
        var portion = try await batches.next()
        while let current = portion {
            async let following = batches.next()
            for problems in current.refused { report.refuse(problems) }
            if current.batch.count > 0 {
                let outcome = try await current.batch.store(in: call)
                report.added += Int64(outcome.added)
                report.unchanged += Int64(current.batch.count - outcome.added - outcome.refused.count)
                report.rows += Int64(current.batch.count - outcome.refused.count)
                for problem in outcome.refused { report.refuse([problem]) }
            }
            portion = try await following
        }
        if dryRun { try await call.execute("rollback to savepoint dry") }
        report.problems.sort { ($0.line, $0.column ?? "") < ($1.line, $1.column ?? "") }
        return report
    }
}
