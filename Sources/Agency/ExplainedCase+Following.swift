/// What the candidate owes the people they met (T10, T11).
extension ExplainedCase {
    func following(_ meeting: ExplainedMeeting) throws(DateOutOfRange) -> [ExplainedRule] {
        let then = policy.on(meeting.held)
        var rules: [ExplainedRule] = []
        if let thanks = meeting.thanks { rules.append(try self.thanks(thanks, meeting, then)) }
        if let material = meeting.material { rules.append(try self.material(material, meeting, then)) }
        return rules
    }

    private func thanks(
        _ people: [ExplainedMeeting.Thanks], _ meeting: ExplainedMeeting, _ then: Etiquette
    ) throws(DateOutOfRange) -> ExplainedRule {
        let recommended = try then.thankYouRecommended(held: meeting.held)
        let deadline = try then.thankYouDeadline(held: meeting.held)
        if reader == .client {
            let read = people.filter { $0.forwardedOn.map { $0 <= day } ?? false }
            let count = read.count == 1 ? "One note was" : "\(read.count) notes were"
            return ExplainedRule(
                .thanks, read.isEmpty ? "No thank-you note was let across yet." : "\(count) let across to you.",
                facts: read.map { ExplainedFact("note to \($0.name)", $0.forwardedOn?.description ?? "") })
        }
        let open = people.filter { $0.writtenOn.map { $0 > day } ?? true || $0.returnedOn.map { $0 <= day } ?? false }
        let timing = "Recommended by \(recommended), in time until \(deadline)"
        let says =
            if people.isEmpty {
                "Nobody whom the candidate met is on record, so there is nobody to thank yet. \(timing)."
            } else if open.isEmpty {
                "Everybody met was thanked."
            } else {
                "\(open.map(\.name).joined(separator: " and ")) still to thank, each in words of their own. \(timing); later ones are marked late."
            }
        return ExplainedRule(
            .thanks, says,
            facts: [heldOn(meeting), ExplainedFact("recommended_by", recommended), ExplainedFact("deadline", deadline)]
                + people.map { ExplainedFact("note to \($0.name)", state(of: $0, by: deadline)) }
                + policy.numbers(of: .thanks, on: meeting.held),
            wouldChange: open.map { note in
                reader == .candidate
                    ? "your note: liaison note write \(meeting.id) --contact \(note.contactId) --message TEXT"
                    : "a note of the candidate's to \(note.name)"
            })
    }

    private func state(of note: ExplainedMeeting.Thanks, by deadline: CivilDate) -> String {
        guard let written = note.writtenOn, written <= day else { return "not written" }
        if let returned = note.returnedOn, returned <= day { return "given back on \(returned)" }
        let late = written > deadline ? ", late" : ""
        if let forwarded = note.forwardedOn, forwarded <= day { return "forwarded on \(forwarded)\(late)" }
        return channel == .agency ? "waits for the agent since \(written)\(late)" : "sent on \(written)\(late)"
    }

    private func material(
        _ material: [ExplainedMeeting.Material], _ meeting: ExplainedMeeting, _ then: Etiquette
    ) throws(DateOutOfRange) -> ExplainedRule {
        let usual = try then.materialsDue(held: meeting.held)
        let known = material.filter { $0.addedOn <= day }
        let open = known.filter { $0.doneOn.map { $0 > day } ?? true && $0.returnedOn.map { $0 > day } ?? true }
        let numbers = policy.numbers(of: .material, on: meeting.held)
        guard let next = open.min(by: { $0.dueOn ?? usual < $1.dueOn ?? usual }) else {
            return ExplainedRule(
                .material, known.isEmpty ? "Nothing was promised; what is would be due by \(usual)." : "What was promised or added was passed on.",
                facts: [heldOn(meeting), ExplainedFact("materials_due", usual)] + numbers,
                wouldChange: ["what is promised or thought of later: liaison material add \(meeting.id) --what TEXT"])
        }
        let due = next.dueOn ?? usual
        return ExplainedRule(
            .material, "\(open.count == 1 ? "One thing waits" : "\(open.count) things wait"), the first \(due < day ? "was due" : "due") by \(due).",
            facts: [heldOn(meeting), ExplainedFact("materials_due", usual)]
                + open.map { ExplainedFact("material \($0.id) due", $0.dueOn ?? usual) } + numbers,
            wouldChange: open.map { waiting in
                waiting.isPromise
                    ? "what was promised: liaison material add \(meeting.id) --promise \(waiting.id) --what TEXT"
                    : "its delivery: liaison material done \(waiting.id)"
            })
    }
}
