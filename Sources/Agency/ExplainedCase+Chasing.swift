/// When somebody may ask for the answer, and whom (T4 to T6, T8, T9, T18, T19).
extension ExplainedCase {
    /// Whether the reader asks the client themselves: staff, and a candidate off the agency channel (R4, R5).
    private var isChaser: Bool { reader == .staff || (reader == .candidate && channel != .agency) }

    func chasing(_ meeting: ExplainedMeeting) throws(DateOutOfRange) -> [ExplainedRule] {
        // The agency's contacts and its windows are not for the company (RULES 7).
        if reader == .client { return [] }
        let now = policy.on(day)
        let promise = now.known(meeting.promises, asOf: day).last
        let grace = now.policy.graceBusinessDays(candidateChases: reader == .candidate && channel != .agency)
        let base = try now.baseWindow(held: meeting.held, promise: promise?.date, grace: grace)
        guard isChaser else {
            // On the agency channel a candidate knows of the first chase and of no contact since (R9).
            return isStopped(meeting) ? [] : [first(meeting, promise, base)]
        }
        let latest = meeting.contacts.filter { $0 <= day }.max()
        let window = try now.chaseWindow(held: meeting.held, promise: promise?.date, latestContact: latest, grace: grace)
        var rules: [ExplainedRule] = []
        if !isStopped(meeting) {
            rules.append(try promise == nil ? courteous(meeting, base, latest, now) : first(meeting, promise, base))
            if let latest { rules.append(spaced(latest, window)) }
            if let asking = meeting.asking { rules += try personal(asking, now) }
        }
        return rules + [try state(meeting, window, now)]
    }

    private func first(_ meeting: ExplainedMeeting, _ promise: PromiseGiven?, _ base: DayWindow) -> ExplainedRule {
        let rule = promise == nil ? RuleName.unpromised : .promised
        let why = promise.map { "\(client) promised an answer by \($0.date)" } ?? "\(client) named no date, and the interview was on \(meeting.held)"
        let says =
            switch reader {
            case .candidate where !isChaser: "\(agent) asks \(client) from \(base.opens) on: \(why)."
            case .candidate: "You may first ask \(client) on \(base.opens), best by \(base.by): \(why), and some days more are theirs."
            case .staff, .client: "The first chase opens on \(base.opens) and should be made by \(base.by): \(why)."
            }
        return ExplainedRule(
            rule, says,
            facts: [heldOn(meeting)] + (promise.map { [ExplainedFact("promise", $0.date)] } ?? [])
                + [ExplainedFact("opens", base.opens), ExplainedFact("by", base.by)] + policy.numbers(of: rule, on: day),
            wouldChange: [promise == nil ? "a date named by \(client)" : "another date named by \(client)", answer(meeting)])
    }

    private func courteous(
        _ meeting: ExplainedMeeting, _ base: DayWindow, _ latest: CivilDate?, _ now: Etiquette
    ) throws(DateOutOfRange) -> ExplainedRule {
        let rule = first(meeting, nil, base)
        let days = try now.courtesyWindow(held: meeting.held)
        let state = try now.courtesyState(on: day, held: meeting.held, hasPromise: false, hasContact: latest != nil, isStopped: false)
        let call =
            switch state {
            case .waiting: " One courtesy call is allowed from \(days.opens) through \(days.by)."
            case .open: " One courtesy call is allowed now, through \(days.by)."
            case .none: ""
            }
        return ExplainedRule(
            .unpromised, rule.says + call,
            facts: rule.facts + [ExplainedFact("courtesy", state.rawValue)], wouldChange: rule.wouldChange)
    }

    private func spaced(_ latest: CivilDate, _ window: DayWindow) -> ExplainedRule {
        ExplainedRule(
            .spacing, "\(client) was last asked on \(latest): the next time opens on \(window.opens), and should be by \(window.by).",
            facts: [ExplainedFact("contacted_on", latest)] + policy.numbers(of: .spacing, on: day),
            wouldChange: ["another contact with \(client)"])
    }

    private func personal(_ asking: ExplainedMeeting.Asking, _ now: Etiquette) throws(DateOutOfRange) -> [ExplainedRule] {
        let person = ExplainedFact("contact", "\(asking.name) (\(asking.advice.contactID))")
        let unanswered = ExplainedFact("unanswered_chases", asking.advice.unanswered)
        let calls = asking.mayCall ? "" : ", who has not said that calls are okay"
        let whom = ExplainedRule(
            .decisionMaker, "Ask \(asking.name) by \(asking.advice.method.rawValue)\(calls).",
            facts: [person, ExplainedFact("may_call", asking.mayCall), unanswered] + policy.numbers(of: .decisionMaker, on: day),
            wouldChange: ["chases to HR that stay unanswered"]
                + (asking.mayCall ? [] : ["their leave to call: liaison contact edit \(asking.advice.contactID) --may-call"]))
        let left = now.policy.unansweredBeforeEscalation
        let escalation = ExplainedRule(
            .escalation,
            asking.advice.escalate
                ? "\(asking.advice.unanswered) chases stayed unanswered: the coordinator takes it over, or closes it with a word to \(candidate)."
                : "\(asking.advice.unanswered) of \(left) chases stayed unanswered; nothing is to be escalated.",
            facts: [unanswered] + policy.numbers(of: .escalation, on: day),
            wouldChange: [asking.advice.escalate ? "an answer or a date from \(client)" : "further chases that stay unanswered"])
        return [whom, try oneChaser(asking, person, now), escalation]
    }

    private func oneChaser(
        _ asking: ExplainedMeeting.Asking, _ person: ExplainedFact, _ now: Etiquette
    ) throws(DateOutOfRange) -> ExplainedRule {
        let numbers = policy.numbers(of: .oneChaser, on: day)
        guard let latest = asking.spokenToOn else {
            return ExplainedRule(
                .oneChaser, "Nobody of the agency has spoken to \(asking.name) yet.", facts: [person] + numbers,
                wouldChange: ["a contact with \(asking.name), whoever makes it"])
        }
        let spoken = "\(asking.name) was spoken to on \(latest)\(asking.spokenToBy.map { " (\($0))" } ?? "")"
        let facts = [person, ExplainedFact("spoken_to_on", latest)] + numbers
        let opens = try now.personOpens(afterContactOn: latest)
        guard try now.personRefusal(of: .chase, on: day, latestContact: latest) == nil else {
            return ExplainedRule(
                .oneChaser, "\(spoken): not again before \(opens), about whichever vacancy.", facts: facts,
                wouldChange: ["on \(opens) they may be chased again"])
        }
        return ExplainedRule(
            .oneChaser, "\(spoken) and may be chased again.", facts: facts, wouldChange: ["a contact with \(asking.name), whoever makes it"])
    }

    private func state(_ meeting: ExplainedMeeting, _ window: DayWindow, _ now: Etiquette) throws(DateOutOfRange) -> ExplainedRule {
        let isStopped = self.isStopped(meeting)
        let state = now.chaseState(on: day, held: meeting.held, window: window, isStopped: isStopped)
        var facts = [
            ExplainedFact("chase_state", state.rawValue), ExplainedFact("chase_opens", window.opens), ExplainedFact("chase_by", window.by),
        ]
        let refusal = try now.refusal(
            of: .chase, on: day, today: day, held: meeting.held, window: window, courtesy: .none, isStopped: isStopped)
        let made = "a chase made, which is followed by some days of waiting"
        var rest = ""
        if refusal == .notABusinessDay {
            let next = try now.calendar.roll(day)
            facts.append(ExplainedFact("next_business_day", next))
            rest = " \(day) is no business day for \(client); the next one is \(next)."
        }
        switch state {
        case .waiting:
            return ExplainedRule(
                .state, "The chase waits: none may be made before \(window.opens).", facts: facts,
                wouldChange: ["on \(window.opens) it opens", answer(meeting)])
        case .open:
            let late = try window.by.adding(days: 1)
            return ExplainedRule(
                .state, "The chase is open, and should be made by \(window.by).\(rest)", facts: facts,
                wouldChange: ["on \(late) it becomes late", made, answer(meeting)])
        case .late:
            return ExplainedRule(
                .state, "The chase is late: it should have been made by \(window.by).\(rest)", facts: facts,
                wouldChange: [made, answer(meeting)])
        case .stopped:
            return ExplainedRule(
                .state, "The chase has stopped: \(ended(meeting)).", facts: [facts[0]],
                wouldChange: reader == .staff ? ["a submission that is opened again"] : [])
        }
    }
}
