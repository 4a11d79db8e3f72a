import AgencyService
import Synchronization

/// What auto_explain says of one statement after it ran.
struct ExecutedPlan: Sendable {
    let text: String
    private let root: Node
    /// The notice as it came: how long it took, and the plan.
    let notice: String

    struct Node: Sendable {
        let type: String
        let table: String?
        let index: String?
        let condition: String?
        let loops: Int64
        /// All rows that came out, over all loops.
        let rows: Int64
        /// All rows that were looked at for it and thrown away.
        let removed: Int64
        let isSpilled: Bool
        let children: [Node]

        var looked: Int64 { rows + removed }
    }

    /// Reads a notice of auto_explain in its JSON format; nil for any other notice.
    init?(notice: String) {
        let parts = notice.split(separator: "plan:\n", maxSplits: 1)
        guard parts.count == 2, notice.hasPrefix("duration: "),
            let value = try? JSONReader.value(parts[1].utf8), let root = value["Plan"]
        else { return nil }
        text = value["Query Text"]?.string ?? ""
        self.root = Node(root)
        self.notice = notice
    }

    /// Every node, the root first.
    var nodes: [Node] { root.all }
}

extension ExecutedPlan.Node {
    fileprivate init(_ value: JSONValue) {
        let loops = value["Actual Loops"]?.integer ?? 0
        func number(_ name: String) -> Int64 { (value[name]?.integer ?? 0) * loops }
        self.loops = loops
        type = value["Node Type"]?.string ?? ""
        table = value["Relation Name"]?.string
        index = value["Index Name"]?.string
        condition = value["Index Cond"]?.string
        rows = number("Actual Rows")
        removed = number("Rows Removed by Filter") + number("Rows Removed by Index Recheck")
        isSpilled = value["Sort Space Type"]?.string == "Disk" || (value["Temp Written Blocks"]?.integer ?? 0) > 0
        children = (value["Plans"]?.array ?? []).map { Self($0) }
    }

    fileprivate var all: [Self] { [self] + children.flatMap(\.all) }
}

/// Keeps the plans that the server remarks, as they come out of the service's log.
final class PlanKeeper: Sendable {
    private let plans = Mutex<[ExecutedPlan]>([])

    func take(_ notice: String) {
        guard let plan = ExecutedPlan(notice: notice) else { return }
        plans.withLock { $0.append(plan) }
    }

    /// The plans since it was last asked.
    func takeAll() -> [ExecutedPlan] {
        plans.withLock { plans in
            defer { plans = [] }
            return plans
        }
    }
}
