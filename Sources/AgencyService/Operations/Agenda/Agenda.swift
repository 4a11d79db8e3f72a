import Agency

/// What is due, what is allowed today, and what opens when, for whoever asks.
package struct Agenda: Codable, Sendable {
    package var items: [AgendaItem]
    /// Always null: an agenda is one page.
    package var next: String?
    /// What a reader should know about the list, or do where there is nothing on it.
    package var note: String?
    /// Desks that are lent on the day: to whoever asks, or by them; for a coordinator all.
    package var cover: [Cover]
}

/// A desk that a colleague runs for some days (RULES 7).
package struct Cover: Codable, Sendable, Hashable {
    /// Whose desk it is.
    package var desk: String
    package var lentTo: String
    package var fromOn: CivilDate
    /// The last day; the desk is its owner's again on the next.
    package var untilOn: CivilDate
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
    /// The command that does it; null for what is done.
    package var command: String?
    /// Whose desk it is on, where that desk is lent.
    package var desk: String?
    /// The last day on which that desk is lent.
    package var lentUntil: CivilDate?
}

/// Past its day, to be done or allowed on the day, not open yet, or done on the day.
package enum AgendaState: String, CaseIterable, Codable, Sendable, SchemaDescribing {
    case overdue, today, opens, done
}

extension Agenda {
    /// The most items of one kind; who has more works from the top.
    static let largest: Int64 = 300

    /// - Parameters:
    ///   - note: what to know about the list.
    ///   - empty: what to do where there is nothing to be done.
    init(_ items: [AgendaItem], note: String? = nil, empty: String, cover: [Cover] = []) {
        let isEmpty = items.allSatisfy { $0.state == .done }
        let note = [note ?? "", isEmpty ? empty : ""].filter { !$0.isEmpty }.joined(separator: " ")
        let order = items.enumerated().sorted { left, right in
            (left.element.state.rank, left.element.sortDay, left.offset)
                < (right.element.state.rank, right.element.sortDay, right.offset)
        }
        self.init(items: order.map(\.element), next: nil, note: note.isEmpty ? nil : note, cover: cover)
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
        case .done: 3
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
