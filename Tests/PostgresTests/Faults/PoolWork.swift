import Testing

@testable import Postgres

/// One of each kind of work that a pool does, small enough to be done hundreds of times.
///
/// Work that writes inserts two rows with its number, in two statements: there must never be one.
enum PoolWork: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case read, sharedRead, write, transaction, stream, copyIn, copyOut, acquire, listen

    var testDescription: String { rawValue }

    func callAsFunction(_ pool: PostgresPool, table: String, number: Int64) async throws {
        let insert: SQL = "insert into \(raw: table) values (\(number))"
        switch self {
        case .read:
            _ = try await pool.pipeline(["select pg_sleep(0.002)", "select generate_series(1, 1000)"])
        case .sharedRead:
            _ = try await pool.pipeline(["select pg_sleep(0.002)", "select generate_series(1, 1000)"], sharing: true)
        case .write:
            _ = try await pool.pipeline([insert, "select pg_sleep(0.001)", insert], commits: true)
        case .transaction:
            try await pool.transaction(opening: [insert]) { transaction, _ in
                _ = try await transaction.query("select pg_sleep(0.001)")
                transaction.onCommit(with: insert)
            }
        case .stream:
            try await pool.withConnection { connection in
                try await connection.stream("select repeat('x', 100) from generate_series(1, 5000)") { _ in
                    if Task.isCancelled { await Task.yield() }
                }
            }
        case .copyIn:
            try await pool.transaction { transaction, _ in
                _ = try await transaction.copyIn("copy \(raw: table) from stdin") { writer in
                    try await writer.write("\(number)\n")
                    await Task.yield()
                    try await writer.write("\(number)\n")
                }
            }
        case .copyOut:
            try await pool.withConnection { connection in
                try await connection.copyOut("copy (select generate_series(1, 5000)) to stdout") { _ in }
            }
        case .acquire:
            try await pool.withConnection { _ in await Task.yield() }
        case .listen:
            try await pool.withConnection { connection in
                try await connection.listen("nothing")
                _ = try await connection.notifications(within: .milliseconds(20))
            }
        }
    }
}
