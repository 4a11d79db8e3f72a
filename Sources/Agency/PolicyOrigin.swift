/// Which layer of the policy a number comes from.
package enum PolicyLayer: String, CaseIterable, Codable, Sendable {
    case rulebook, agency, client
}

/// Where a number of the policy comes from on a day, and since when it has been so.
package struct PolicyOrigin: Hashable, Sendable {
    package let value: Int
    package let layer: PolicyLayer
    /// Since when the layer has said so; nil for the rulebook.
    package let since: CivilDate?

    /// - Parameters:
    ///   - agency: the agency's versions in the order in which they were set.
    ///   - client: the client's own versions, likewise.
    package init(of setting: EtiquettePolicy.Setting, on day: CivilDate, agency: [PolicyVersion], client: [PolicyVersion]) {
        func found(_ day: CivilDate) -> (layer: PolicyLayer, value: Int) {
            if let value = PolicyHistory.latest(client, by: day)?.changes[setting.name] { return (.client, value) }
            if let value = PolicyHistory.latest(agency, by: day)?.changes[setting.name] { return (.agency, value) }
            return (.rulebook, EtiquettePolicy.standard[keyPath: setting.path])
        }
        let now = found(day)
        (value, layer) = (now.value, now.layer)
        // Back over every version as long as it said the same.
        var since: CivilDate?
        for from in Set((agency + client).map(\.effectiveFrom)).sorted(by: >) where from <= day {
            guard found(from) == now else { break }
            since = from
        }
        self.since = now.layer == .rulebook ? nil : since
    }
}
