import Agency
import Synchronization

/// The policies of the agency and of clients; they are loaded again only when somebody has set one since.
package final class PolicyCache: Sendable {
    private struct Kept {
        var version: Int64
        var agency: PolicyHistory
        /// By client; a client without a policy of its own has the agency's.
        var clients: [Int64: PolicyHistory]
    }

    private let kept = Mutex(Kept(version: 0, agency: .standard, clients: [:]))

    package init() {}

    /// The agency's policies, or those in force for a client; nil where they are not known as of that version.
    func known(client: Int64?, version: Int64) -> PolicyHistory? {
        // Nobody has set a policy yet, which is the usual case.
        if version == 0 { return .standard }
        return kept.withLock { kept in
            guard kept.version == version else { return nil }
            return client.map { kept.clients[$0] } ?? kept.agency
        }
    }

    /// A slower reader of an older version never takes the place of a newer one.
    func keep(_ loaded: LoadedPolicies, version: Int64) {
        kept.withLock { kept in
            if kept.version > version { return }
            if kept.version < version { kept = Kept(version: version, agency: loaded.agency, clients: [:]) }
            kept.clients.merge(loaded.clients) { $1 }
        }
    }
}

/// Policies as the database gave them.
struct LoadedPolicies: Sendable {
    let agency: PolicyHistory
    /// Of every client that was asked for, and of every one with policies of its own.
    private(set) var clients: [Int64: PolicyHistory]

    struct Row: Decodable {
        var id: Int64
        var clientId: Int64?
        var effectiveFrom: CivilDate
        var changes: [String: Int]
    }

    init(_ rows: [Row], clients wanted: some Sequence<Int64>) {
        let versions = Dictionary(grouping: rows.sorted { $0.id < $1.id }, by: \.clientId)
            .mapValues { $0.map { PolicyVersion(effectiveFrom: $0.effectiveFrom, changes: $0.changes) } }
        let own = versions[nil] ?? []
        let agency = PolicyHistory(agency: own)
        self.agency = agency
        clients = Dictionary(wanted.map { ($0, agency) }, uniquingKeysWith: { $1 })
        for (client, versions) in versions {
            if let client { clients[client] = PolicyHistory(agency: own, client: versions) }
        }
    }
}
