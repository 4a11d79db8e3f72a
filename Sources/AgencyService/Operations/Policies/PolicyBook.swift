import Agency
import Postgres

/// The policies of the agency and of a client, or of every client, with the day on which they are looked at.
struct PolicyBook: Sendable {
    let today: CivilDate
    let clientId: Int64?
    let client: String?
    /// In the order in which they were set.
    let agency: [PolicyVersion]
    let clients: [Int64: [PolicyVersion]]

    private struct Place: Decodable {
        var today: CivilDate
        var client: String?
    }

    /// - Parameter client: whose own policy it is about; nil for the agency's, and then those of every client are there, too.
    /// - Throws: `not-found` for a client that is not there.
    static func read(_ client: Int64?, _ call: Call) async throws -> PolicyBook {
        let clients: [Int64]? = client.map { [$0] }
        let place: SQL =
            client.map {
                "select liaison.local_date(liaison.now(), c.time_zone) as today, c.name as client from liaison.clients c where c.id = \($0)"
            } ?? "select liaison.local_date(liaison.now(), s.time_zone) as today, null::text as client from liaison.settings s"
        let results = try await call.pipeline([
            place,
            "select p.id, p.client_id, p.effective_from, p.changes from liaison.policy_versions(\(clients)::bigint[]) p order by p.id",
        ])
        guard let found = try results[0].decode(Place.self).first else { throw Problem.notFound("client") }
        let versions = Dictionary(grouping: try results[1].decode(LoadedPolicies.Row.self), by: \.clientId)
            .mapValues { rows in rows.map { PolicyVersion(effectiveFrom: $0.effectiveFrom, changes: $0.changes) } }
        return PolicyBook(
            today: found.today, clientId: client, client: found.client, agency: versions[nil] ?? [],
            clients: Dictionary(
                uniqueKeysWithValues: versions.compactMap { key, value in key.map { ($0, value) } }))
    }

    /// The versions of the client, or of the agency.
    var own: [PolicyVersion] { clientId.map { clients[$0] ?? [] } ?? agency }

    /// What would be wrong with a further version, from its day on and together with those that are set for later.
    ///
    /// - Throws: `invalid` with the field.
    func check(_ version: PolicyVersion) throws(Problem) {
        for (name, value) in version.changes.sorted(by: { $0.key < $1.key }) {
            guard let setting = EtiquettePolicy.settings.first(where: { $0.name == name }) else { continue }
            if clientId != nil, setting.isAgencys {
                throw Self.refused(name, "is the agency's own, the same for every client; set it without a client", setting.rule)
            }
            guard setting.bounds.contains(value) else {
                throw Self.refused(name, "must be \(setting.bounds.lowerBound) to \(setting.bounds.upperBound)", setting.rule)
            }
        }
        let agency = clientId == nil ? self.agency + [version] : self.agency
        var histories: [(client: Int64?, history: PolicyHistory)] = [(nil, PolicyHistory(agency: agency))]
        for (client, versions) in clients.sorted(by: { $0.key < $1.key }) where client != clientId {
            histories.append((client, PolicyHistory(agency: agency, client: versions)))
        }
        if let clientId { histories = [(clientId, PolicyHistory(agency: agency, client: own + [version]))] }
        for (client, history) in histories {
            guard let fault = history.fault(from: version.effectiveFrom) else { continue }
            let whose = client == clientId ? "" : " for client \(client ?? 0), who has a policy of their own"
            let rule = EtiquettePolicy.settings.first { $0.name == fault.problem.setting }?.rule
            throw Self.refused(fault.problem.setting, "\(fault.problem.reason), as it would be from \(fault.day) on\(whose)", rule)
        }
    }

    private static func refused(_ name: String, _ reason: String, _ rule: String?) -> Problem {
        var problem = Problem.invalid(["changes.\(name)": reason])
        problem.rule = rule
        return problem
    }
}
