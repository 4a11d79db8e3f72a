import Agency

/// Where a candidate stands with a job order in OpenCATS.
enum PipelineStatus: Int, Sendable, CaseIterable {
    case none = 0
    case noContact = 100
    case contacted = 200
    case candidateResponded = 250
    case qualifying = 300
    case submitted = 400
    case interviewing = 500
    case offered = 600
    case notInConsideration = 650
    case clientDeclined = 700
    case placed = 800

    init?(code: String) {
        guard let number = Int(code), let status = Self(rawValue: number) else { return nil }
        self = status
    }

    var stage: Stage {
        switch self {
        case .none, .noContact, .contacted, .candidateResponded, .qualifying: .registered
        case .submitted: .sent
        case .interviewing: .interviewing
        case .offered: .offered
        case .notInConsideration, .clientDeclined: .rejected
        case .placed: .placed
        }
    }

    /// Whether the client has seen the candidate for certain; who is not in consideration may never have been sent.
    var isSent: Bool { rawValue >= Self.submitted.rawValue && self != .notInConsideration }

    /// Whether nothing is open any more; somebody placed holds the place.
    var isRejected: Bool { stage == .rejected }
}

/// A candidate and a job order.
struct PipelinePair: Hashable, Sendable {
    var candidate: String
    var vacancy: String
}

/// What the status history of a pair says about its days.
struct PipelineHistory: Hashable, Sendable {
    private(set) var sentOn: CivilDate?
    private(set) var declinedOn: CivilDate?

    mutating func add(_ code: Int, on day: CivilDate) {
        guard let status = PipelineStatus(rawValue: code) else { return }
        if status.isSent { sentOn = sentOn.map { min($0, day) } ?? day }
        if status.isRejected { declinedOn = declinedOn.map { max($0, day) } ?? day }
    }
}
