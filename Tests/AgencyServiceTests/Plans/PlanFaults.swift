import AgencyService
import Postgres
import TestSupport

/// The tables of which nobody may read more than they need, and how their indexes begin.
struct BigTables: Sendable {
    private let names: Set<String>
    /// The first column of each index; nil for an expression.
    private let leads: [String: String]

    /// Every table of more than so many rows, as the planner counts them.
    init(of superuser: PostgresPool, from rows: Int64 = 10_000) async throws {
        let tables = try await superuser.withConnection {
            try await $0.query(
                """
                select c.relname from pg_class c where c.relkind = 'r' and c.reltuples >= \(rows)
                   and c.relnamespace::regnamespace::text like 'liaison%'
                """)
        }
        let indexes = try await superuser.withConnection {
            try await $0.query(
                """
                select i.indexrelid::regclass::text as name, a.attname from pg_index i
                  join pg_class c on c.oid = i.indrelid
                  join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
                 where c.relnamespace::regnamespace::text like 'liaison%' and i.indkey[0] > 0
                """)
        }
        names = Set(try tables.rows.map { try $0.get(0) as String })
        leads = Dictionary(
            try indexes.rows.map { row in
                let name: String = try row.get("name")
                return (name.split(separator: ".").last.map(String.init) ?? name, try row.get("attname") as String)
            }, uniquingKeysWith: { $1 })
    }

    func contains(_ table: String) -> Bool { names.contains(table) }

    func contains(_ node: ExecutedPlan.Node) -> Bool { node.table.map(names.contains) ?? false }

    /// Whether a search goes through a whole index, because its condition leaves out what the index begins with.
    func isSearchedThrough(_ node: ExecutedPlan.Node) -> Bool {
        guard let index = node.index, let condition = node.condition, let lead = leads[index], node.loops > 0 else { return false }
        return !condition.contains("(\(lead) ") && !condition.contains("ROW(\(lead),")
    }
}

extension PlanCase {
    /// What is wrong with the plans of one call; nothing if they are as they should be.
    func faults(_ plans: [ExecutedPlan], _ big: BigTables) -> [String] {
        let nodes = plans.flatMap(\.nodes)
        var faults: [String] = []
        for node in nodes where node.type == "Seq Scan" && big.contains(node) && node.looked > 0 {
            faults.append("reads \(node.table ?? "") from end to end")
        }
        for node in nodes where big.isSearchedThrough(node) {
            faults.append("searches all of \(node.index ?? ""): \(node.condition ?? "")")
        }
        let looked = nodes.filter(big.contains).map(\.looked).reduce(0, +)
        if looked > rows { faults.append("looks at \(looked) rows of big tables, not at most \(rows)") }
        let sorts = nodes.filter { $0.type.hasSuffix("Sort") }.flatMap { $0.children.map(\.rows) }.max() ?? 0
        if sorts > sorted { faults.append("sorts \(sorts) rows, not at most \(sorted)") }
        if nodes.contains(where: \.isSpilled) { faults.append("writes temporary files") }
        if plans.count > statements { faults.append("runs \(plans.count) statements, not at most \(statements)") }
        for index in indexes where !nodes.contains(where: { $0.index == index }) { faults.append("does not use \(index)") }
        return faults
    }
}
