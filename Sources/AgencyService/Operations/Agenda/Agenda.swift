import Agency

/// What is due, what is allowed today, and what opens when, for whoever asks.
package struct Agenda: Codable, Sendable {
    package var items: [AgendaItem]
    /// Always null: an agenda is one page.
    package var next: String?
    /// What a reader should know about the list, where there is something.
    package var note: String?
}

/// One thing to do or to wait for.
package struct AgendaItem: Codable, Sendable, Hashable {
    package var dueOn: CivilDate
    package var state: AgendaState
    /// The first day on which it may be done; null where no day decides.
    package var opensOn: CivilDate?
    package var rule: String
    package var what: String
    package var interviewId: Int64?
    package var submissionId: Int64?
    package var candidate: String?
    package var client: String?
    /// The command that does it.
    package var command: String?
}

/// Past its day, to be done or allowed on the day, or not open yet.
package enum AgendaState: String, CaseIterable, Codable, Sendable, SchemaDescribing {
    case overdue, today, opens
}

extension Agenda {
    /// The most items of one kind; who has more works from the top.
    static let largest: Int64 = 300

    init(_ items: [AgendaItem], note: String? = nil) {
        let order = items.enumerated().sorted { left, right in
            (left.element.state.rank, left.element.sortDay, left.offset)
                < (right.element.state.rank, right.element.sortDay, right.offset)
        }
        self.init(items: order.map(\.element), next: nil, note: note)
    }
}

extension AgendaItem {
    fileprivate var sortDay: CivilDate { state == .opens ? opensOn ?? dueOn : dueOn }
}

extension AgendaState {
    fileprivate var rank: Int {
        switch self {
        case .overdue: 0
        case .today: 1
        case .opens: 2
        }
    }

    /// The state on a day of what may be done from `opens` on and should be done by `due`.
    init(on day: CivilDate, opens: CivilDate? = nil, due: CivilDate) {
        if day > due {
            self = .overdue
        } else if let opens, day < opens {
            self = .opens
        } else {
            self = .today
        }
    }
}
