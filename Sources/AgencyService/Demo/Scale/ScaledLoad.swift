import Postgres

/// Brings a plan's rows into the database: the next branch is made while the server takes the one before.
struct ScaledLoad {
    private let transaction: Transaction
    private let plan: ScaledPlan

    init(_ transaction: Transaction, _ plan: ScaledPlan) {
        self.transaction = transaction
        self.plan = plan
    }

    /// Tables are emptied, which they are, so that COPY may freeze their rows; nobody else is let in meanwhile.
    static let opening: [SQL] = [
        "set local session_replication_role = replica",
        "set local maintenance_work_mem = '256MB'",
        "set local lock_timeout = '10s'",
        "lock table liaison.recruiters in access exclusive mode",
    ]

    /// So many bytes of a table are sent at once.
    private static let piece = 1 << 20

    /// Fills the tables, brings the indexes back and lets the planner count.
    ///
    /// - Parameter progress: the part that is done, 0 to 1.
    func run(_ accounts: ScaledAccounts, progress: (Double) -> Void) async throws {
        let emptied = ScaledTable.allCases.filter(\.isEmptied).map { "liaison.\($0.name)" }.joined(separator: ", ")
        // What else belongs to a candidate or a client is empty as well.
        _ = try await transaction.query("truncate \(raw: emptied) cascade")
        let indexes = try await ScaledIndexes.drop(transaction)
        try await copyAll(accounts) { progress(0.55 * $0) }
        try await indexes.restore(transaction) { progress(0.55 + 0.35 * $0) }
        for (number, table) in ScaledTable.allCases.enumerated() {
            progress(0.9 + 0.1 * Double(number) / Double(ScaledTable.allCases.count))
            _ = try await transaction.query("analyze liaison.\(raw: table.name)")
        }
        // The triggers that keep it up did not run; of tables that were never counted it would read every row for each submission.
        _ = try await transaction.query("select liaison_private.rebuild_silences()")
        try await restart()
        progress(1)
    }

    private func copyAll(_ accounts: ScaledAccounts, progress: (Double) -> Void) async throws {
        let plan = plan
        var waiting = ScaledRows()
        waiting.append(try accounts.rows())
        var made = try ScaledBranch.rows(plan, number: 0)
        for number in 0..<plan.scale {
            waiting.append(made)
            let next = number + 1
            async let following = next < plan.scale ? ScaledBranch.rows(plan, number: next) : ScaledRows()
            try await send(&waiting, from: next == plan.scale ? 0 : Self.piece)
            made = try await following
            progress(Double(next) / Double(plan.scale))
        }
    }

    /// Sends the tables of which at least so many bytes wait.
    private func send(_ rows: inout ScaledRows, from bytes: Int) async throws {
        for table in ScaledTable.allCases where rows[table].rows > 0 && rows[table].bytes.count >= bytes {
            let text = rows[table].bytes
            let options = table.isEmptied ? " with (freeze)" : ""
            _ = try await transaction.copyIn("copy liaison.\(raw: table.name) (\(raw: table.columns)) from stdin\(raw: options)") {
                try await $0.write(text)
            }
            rows[table].removeAll()
        }
    }

    /// Rows were given their ids here; the next ones go on from them.
    private func restart() async throws {
        struct Identity: Decodable {
            var name: String
            var sequence: String
        }
        let identities = try await transaction.query(
            """
            select a.attrelid::regclass::text as name, pg_get_serial_sequence(a.attrelid::regclass::text, 'id') as sequence
              from pg_attribute a join pg_class c on c.oid = a.attrelid
             where c.relnamespace = 'liaison'::regnamespace and c.relkind = 'r' and a.attname = 'id' and a.attidentity <> ''
             order by 1
            """
        ).decode(Identity.self)
        let statements = identities.map { identity -> SQL in
            "select setval(\(identity.sequence), t.last) from (select max(id) as last from \(raw: identity.name)) t where t.last is not null"
        }
        _ = try await transaction.pipeline(statements)
    }
}
