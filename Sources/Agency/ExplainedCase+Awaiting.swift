/// What is known of the client's answer: the facts, the promise, and how late it is (T1, T2, T3, T7).
extension ExplainedCase {
    func awaiting(_ meeting: ExplainedMeeting) throws(DateOutOfRange) -> [ExplainedRule] {
        let then = policy.on(meeting.held)
        let known = then.known(meeting.promises, asOf: day)
        let isStopped = self.isStopped(meeting)
        var rules = try debrief(meeting, then, isPromised: !known.isEmpty)
        let due = try then.dueDate(held: meeting.held, promises: meeting.promises, asOf: day)
        rules.append(promise(meeting, known, due, isStopped: isStopped))
        rules.append(try overdue(meeting, due, isStopped: isStopped))
        if !known.isEmpty { rules.append(replacing(meeting, known, then)) }
        return rules
    }

    /// Whether the chase has stopped, as the reader knows it.
    func isStopped(_ meeting: ExplainedMeeting) -> Bool { meeting.stoppedOn.map { $0 <= day } ?? false }

    func heldOn(_ meeting: ExplainedMeeting) -> ExplainedFact { ExplainedFact("held_on", meeting.held) }

    private func debrief(_ meeting: ExplainedMeeting, _ then: Etiquette, isPromised: Bool) throws(DateOutOfRange) -> [ExplainedRule] {
        let due = try then.debriefDue(held: meeting.held)
        let facts = [heldOn(meeting), ExplainedFact("debrief_due", due)]
        guard let debrief = meeting.debrief else {
            // What the agent found out is not for a candidate; that somebody asks, and by when, is.
            guard reader == .candidate, !isPromised, day <= due, !isStopped(meeting) else { return [] }
            return [
                ExplainedRule(
                    .facts, "\(agent) hears from \(client) by \(due) how it went and when it answers.", facts: facts,
                    wouldChange: ["a date from \(client)"])
            ]
        }
        let numbers = policy.numbers(of: .facts, on: meeting.held)
        let command = "liaison interview debrief \(meeting.id)"
        guard let missing = debrief.missing else {
            return [
                ExplainedRule(
                    .facts, "None of the facts is on record; the debrief \(day > due ? "was" : "is") due by \(due).", facts: facts + numbers,
                    wouldChange: ["the debrief: \(command)"])
            ]
        }
        if missing.isEmpty { return [ExplainedRule(.facts, "All facts are on record.", facts: facts + numbers)] }
        let verb = missing.count == 1 ? "is" : "are"
        return [
            ExplainedRule(
                .facts, "\(missing.joined(separator: ", ")) \(verb) not on record; due by \(due).",
                facts: facts + missing.map { ExplainedFact("missing", $0) } + numbers,
                wouldChange: ["each fact, or that the client would not say: \(command)"])
        ]
    }

    private func promise(_ meeting: ExplainedMeeting, _ known: [PromiseGiven], _ due: CivilDate, isStopped: Bool) -> ExplainedRule {
        let be = isStopped ? "was" : "is"
        let who = reader == .client ? "your company" : client
        var facts = [heldOn(meeting), ExplainedFact("feedback_due", due)]
        guard let promise = known.last else {
            facts += policy.numbers(of: .promise, on: meeting.held)
            return ExplainedRule(
                .promise, "Feedback \(be) due on \(due): \(who) named no date, so it is the usual time after the interview of \(meeting.held).",
                facts: facts, wouldChange: isStopped ? [] : [reader == .client ? setting(meeting) : "a date named by \(client)"])
        }
        facts.append(ExplainedFact("promised_on", promise.givenOn))
        return ExplainedRule(
            .promise, "Feedback \(be) due on \(due), as \(who) promised on \(promise.givenOn).", facts: facts,
            wouldChange: isStopped ? [] : [reader == .client ? setting(meeting) : "another date named by \(client) (T7)"])
    }

    private func setting(_ meeting: ExplainedMeeting) -> String { "another date: liaison promise set \(meeting.id) DATE" }

    private func overdue(_ meeting: ExplainedMeeting, _ due: CivilDate, isStopped: Bool) throws(DateOutOfRange) -> ExplainedRule {
        let late = policy.on(day).overdue(on: day, held: meeting.held, due: due, isStopped: isStopped)
        let facts = [
            ExplainedFact("feedback_due", due), ExplainedFact("days_overdue", late.days),
            ExplainedFact("business_days_overdue", late.businessDays),
        ]
        if isStopped { return ExplainedRule(.overdue, "Nothing is overdue; \(ended(meeting)).", facts: facts) }
        if late.isOverdue {
            return ExplainedRule(
                .overdue, "Feedback is overdue by \(days(late.days)), \(late.businessDays) of them business days.", facts: facts,
                wouldChange: [answer(meeting)])
        }
        let next = try due.adding(days: 1)
        return ExplainedRule(
            .overdue, "Feedback is not overdue.", facts: facts, wouldChange: ["on \(next) it becomes overdue", answer(meeting)])
    }

    /// The end of the waiting, as the reader knows it.
    func ended(_ meeting: ExplainedMeeting) -> String {
        let on = meeting.stoppedOn.map { " on \($0)" } ?? ""
        return switch reader {
        case .staff: "feedback was logged or the submission closed\(on)"
        case .candidate: "you were told the outcome\(on)"
        case .client: "the agency has the answer\(on)"
        }
    }

    /// What ends the waiting, as the reader would see it.
    func answer(_ meeting: ExplainedMeeting) -> String {
        switch reader {
        case .staff: "feedback logged: liaison feedback log \(meeting.id)"
        case .candidate: "an outcome of which \(agent) tells you"
        case .client: "your feedback: liaison feedback log \(meeting.id)"
        }
    }

    private func replacing(_ meeting: ExplainedMeeting, _ known: [PromiseGiven], _ then: Etiquette) -> ExplainedRule {
        let slips = then.slips(known, asOf: day)
        let dates = known.count == 1 ? "One date was named" : "\(known.count) dates were named"
        let moved = slips == 0 ? "none moved it later" : slips == 1 ? "one moved it later" : "\(slips) moved it later"
        return ExplainedRule(
            .replaced, "\(dates), \(moved); the last one counts.",
            facts: known.map { ExplainedFact("promise of \($0.givenOn)", $0.date) } + [ExplainedFact("slips", slips)],
            wouldChange: isStopped(meeting) ? [] : ["a new date, not before the day on which it is named"])
    }

    func days(_ count: Int) -> String { count == 1 ? "1 day" : "\(count) days" }
}
