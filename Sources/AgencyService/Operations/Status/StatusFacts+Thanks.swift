import Agency

/// Thank-you notes as their candidate sees them (T10).
extension StatusFacts {
    /// The latest note to somebody for an interview.
    private func note(to person: Person, for meeting: Meeting) -> Thanks? {
        notes.last { $0.interviewId == meeting.id && $0.contactId == person.id }
    }

    /// Whom the candidate met and has not thanked, or whose note came back.
    func unthanked(_ meeting: Meeting) -> [Person] {
        meeting.people.filter { person in
            guard let note = note(to: person, for: meeting) else { return true }
            return note.returnReason != nil
        }
    }

    func thanks(for meeting: Meeting) -> [KnownFact] {
        meeting.people.compactMap { person in
            note(to: person, for: meeting).map { note in
                let what =
                    note.returnReason.map { "Your agent gave your note to \(person.name) back: \($0)" }
                    ?? "You thanked \(person.name)"
                return KnownFact(what: what, on: note.writtenOn)
            }
        }
    }

    /// Whether a note may be written now; it follows what the candidate took part in and did themselves, and nothing else (R9).
    func thankYouNote(_ dated: DatedEtiquette) throws -> Permission {
        guard let meeting = lastHeld else {
            return Permission(
                action: .thankYouNote, allowed: false, opensOn: upcoming?.heldOn, through: route(upcoming),
                reason: "A thank-you note follows an interview (T10).")
        }
        let open = unthanked(meeting)
        if open.isEmpty {
            let reason =
                meeting.company.map { "You have thanked \($0) (T10)." }
                ?? "Nobody whom you met there is on record yet; tell your agent who it was (T10)."
            return Permission(
                action: .thankYouNote, allowed: false, opensOn: nil, through: route(meeting), reason: reason)
        }
        let etiquette = dated.on(meeting.heldOn)
        let deadline = try etiquette.thankYouDeadline(held: meeting.heldOn)
        let timing =
            today <= deadline
            ? "Best by \(try etiquette.thankYouRecommended(held: meeting.heldOn)), in time until \(deadline) (T10)."
            : "It was due by \(deadline); a later one is taken and marked late (T10)."
        let isPart = open.count < meeting.people.count
        return Permission(
            action: .thankYouNote, allowed: true, opensOn: meeting.heldOn, through: route(meeting),
            reason: isPart ? "\(open.map(\.name).joined(separator: " and ")) still to thank. \(timing)" : timing)
    }

    /// Which way a note goes (T10, R4, R5).
    private func route(_ meeting: Meeting?) -> String {
        let people = meeting?.company
        return switch CourtesyRoute(channel) {
        case .agent: agentName
        case .hr: "HR of \(client)" + (people.map { ", with \($0) in copy" } ?? "")
        case .interviewer: people ?? client
        }
    }
}
