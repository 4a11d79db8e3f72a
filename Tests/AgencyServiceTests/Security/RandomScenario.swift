import Agency

/// Small and repeatable: a linear congruential generator with the constants of Knuth's MMIX.
struct SeededRandom: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 29)
    }

    /// An interview with up to three promises and four contacts, as it may stand on some day.
    mutating func scenario(from start: CivilDate) throws -> RandomScenario {
        let held = try start.adding(days: Int.random(in: 0...400, using: &self))
        var promises: [PromiseGiven] = []
        for _ in 0..<Int.random(in: 0...3, using: &self) {
            let given = try held.adding(days: Int.random(in: 0...20, using: &self))
            promises.append(
                PromiseGiven(givenOn: given, date: try given.adding(days: Int.random(in: 0...15, using: &self))))
        }
        var contacts: [RandomScenario.Contact] = []
        for _ in 0..<Int.random(in: 0...4, using: &self) {
            contacts.append(
                .init(
                    on: try held.adding(days: Int.random(in: 0...40, using: &self)),
                    byCandidate: Bool.random(using: &self)))
        }
        return RandomScenario(
            held: held, asOf: try held.adding(days: Int.random(in: 0...45, using: &self)),
            grace: Bool.random(using: &self) ? 0 : 2, onlyCandidates: Bool.random(using: &self), promises: promises,
            contacts: contacts)
    }
}

/// What was promised and said about interview 901.
struct RandomScenario: Sendable {
    struct Contact: Sendable {
        var on: CivilDate
        var byCandidate: Bool
    }

    var held: CivilDate
    var asOf: CivilDate
    var grace: Int
    var onlyCandidates: Bool
    var promises: [PromiseGiven]
    var contacts: [Contact]

    /// The contacts that count for who asks.
    var known: [ContactMade] {
        contacts.filter { !onlyCandidates || $0.byCandidate }.map { ContactMade(on: $0.on, kind: .chase) }
    }

    /// Stores it past all triggers, in a transaction that stays open.
    var script: String {
        let base = "select i.id, i.candidate_id, i.client_id, i.recruiter_id"
        let promised = promises.map {
            "insert into liaison.promises (interview_id, candidate_id, client_id, recruiter_id, date, given_on) "
                + "\(base), '\($0.date)', '\($0.givenOn)' from liaison.interviews i where i.id = 901"
        }
        let said = contacts.map {
            "insert into liaison.chases (interview_id, candidate_id, client_id, recruiter_id, contact_id, made_on, method, by_candidate) "
                + "\(base), 102, '\($0.on)', 'email', \($0.byCandidate) from liaison.interviews i where i.id = 901"
        }
        let held = "update liaison.interviews set held_on = '\(held)' where id = 901"
        return (["begin", "set local session_replication_role = replica", held] + promised + said).joined(
            separator: "; ")
    }
}

/// Versions of the agency's policy and of client 1's, in the order in which they were set.
struct RandomPolicies: Sendable {
    var agency: [PolicyVersion] = []
    var client: [PolicyVersion] = []

    var history: PolicyHistory { PolicyHistory(agency: agency, client: client) }

    /// Stores them past all triggers.
    var script: [String] {
        [("null", agency), ("1", client)].flatMap { owner, versions in
            versions.map { version in
                let numbers = version.changes.map { "\"\($0.key)\": \($0.value)" }.joined(separator: ", ")
                return "insert into liaison.policies (client_id, effective_from, changes, set_by) "
                    + "values (\(owner), '\(version.effectiveFrom)', '{\(numbers)}', 3)"
            }
        }
    }
}

extension SeededRandom {
    /// Some versions from days around one.
    mutating func policies(around day: CivilDate) throws -> RandomPolicies {
        let names = ["chase_opens_days", "promise_opens_business_days", "spacing_opens_days", "answer_days"]
        var policies = RandomPolicies()
        for _ in 0..<Int.random(in: 1...5, using: &self) {
            var changes: [String: Int] = [:]
            for name in names where Bool.random(using: &self) { changes[name] = Int.random(in: 0...12, using: &self) }
            let version = PolicyVersion(
                effectiveFrom: try day.adding(days: Int.random(in: -10...50, using: &self)), changes: changes)
            if Bool.random(using: &self) { policies.agency.append(version) } else { policies.client.append(version) }
        }
        return policies
    }
}
