/// What bears on the submission whatever the interview: references, offers, what follows a rejection, and silence (T12, T13, T15, T17).
extension ExplainedCase {
    func told() -> [ExplainedRule] {
        guard let references else { return [] }
        let ready = references.filter { $0.toldOn.map { $0 <= agencyDay } ?? false }
        let rest = references.filter { reference in !ready.contains { $0.id == reference.id } }
        return [
            ExplainedRule(
                .references,
                references.isEmpty
                    ? "No reference is on record."
                    : "\(ready.count) of \(references.count) references know of this position and may be contacted about it.",
                facts: references.map { reference in
                    ExplainedFact(reference.name, reference.toldOn.flatMap { $0 <= agencyDay ? "told on \($0)" : nil } ?? "not told")
                },
                wouldChange: rest.map { reference in
                    reader == .candidate
                        ? "that you tell them: liaison reference told \(reference.id) --vacancy \(vacancy.map(String.init) ?? "ID")"
                        : "that \(candidate) tells \(reference.name)"
                })
        ]
    }

    func citing() throws(DateOutOfRange) -> [ExplainedRule] {
        guard let offers, !offers.isEmpty else { return [] }
        guard let meeting, !meeting.isCancelled else {
            return [ExplainedRule(.offers, "An offer may be cited after an interview.", wouldChange: ["an interview that was held"])]
        }
        if isStopped(meeting) { return [ExplainedRule(.offers, "No offer is to be cited any more; \(ended(meeting)).")] }
        let now = policy.on(day)
        var facts: [ExplainedFact] = []
        var changes: [String] = []
        var citable = 0
        for offer in offers {
            let refusal = try now.refusal(toCite: offer.standing, on: day, held: meeting.held)
            if refusal == nil { citable += 1 }
            facts.append(
                ExplainedFact("offer \(offer.id) of \(offer.company)", refusal?.rawValue ?? "citable through \(offer.standing.replyBy)"))
            let opens = try now.citationOpens(held: meeting.held)
            changes += change(of: refusal, offer, opens: opens)
        }
        let rest = now.calendar.isBusinessDay(day) || citable == 0 ? "" : " Not on \(day), which is no business day for \(client)."
        return [
            ExplainedRule(
                .offers, "\(citable) of \(offers.count) offers may be cited to \(client), once each, whatever the chase window.\(rest)",
                facts: facts + policy.numbers(of: .offers, on: day), wouldChange: changes)
        ]
    }

    private func change(of refusal: CitationRefusal?, _ offer: Offer, opens: CivilDate) -> [String] {
        switch refusal {
        case nil: ["after \(offer.standing.replyBy) offer \(offer.id) may not be cited any more"]
        case .notAttested: ["the candidate's word that offer \(offer.id) is true: liaison offer attest \(offer.id)"]
        case .earlierUntrue: ["a coordinator who clears the untrue one: liaison offer clear ID"]
        case .tooEarly: ["on \(opens) offer \(offer.id) may be cited"]
        case .untrue, .citedBefore, .replyByPassed: []
        }
    }

    func afterRejection() -> [ExplainedRule] {
        let known = (tasks ?? []).filter { $0.openedOn <= agencyDay }
        guard !known.isEmpty else { return [] }
        let open = known.filter { $0.closedOn.map { $0 > agencyDay } ?? true }
        return [
            ExplainedRule(
                .rejected, open.isEmpty ? "What follows a rejection was done." : "\(open.count) of \(known.count) tasks are left to do.",
                facts: known.map { task in
                    ExplainedFact(task.kind, task.closedOn.flatMap { $0 <= agencyDay ? task.state : nil } ?? "open, due by \(task.dueOn)")
                },
                wouldChange: open.isEmpty ? [] : ["each task: liaison task done ID, or liaison task skip ID --reason TEXT"])
        ]
    }

    func breakingSilence() throws(DateOutOfRange) -> [ExplainedRule] {
        var rules: [ExplainedRule] = []
        for enquiry in enquiries ?? [] where enquiry.askedOn <= agencyDay && enquiry.answeredOn.map({ $0 > agencyDay }) ?? true {
            let due = try agency.on(enquiry.askedOn).enquiryDue(asked: enquiry.askedOn)
            let whose = reader == .candidate ? "Your question" : "\(candidate)'s question"
            rules.append(
                ExplainedRule(
                    .silence, "\(whose) of \(enquiry.askedOn) \(due < agencyDay ? "was" : "is") due an answer by \(due).",
                    facts: [ExplainedFact("asked_on", enquiry.askedOn), ExplainedFact("answer_due", due)]
                        + agency.numbers(of: .silence, on: enquiry.askedOn),
                    wouldChange: [enquiry.id.map { "an answer: liaison enquiry answer \($0)" } ?? "an answer of \(agent)'s"]))
        }
        for logged in feedback ?? [] where logged.loggedOn <= agencyDay && logged.settledOn.map({ $0 > agencyDay }) ?? true {
            let due = try agency.on(logged.loggedOn).releaseDue(logged: logged.loggedOn)
            rules.append(
                ExplainedRule(
                    .silence, "Feedback \(logged.id) \(due < agencyDay ? "was" : "is") due its release, or a reason to withhold it, by \(due).",
                    facts: [ExplainedFact("logged_on", logged.loggedOn), ExplainedFact("release_due", due)]
                        + agency.numbers(of: .silence, on: logged.loggedOn),
                    wouldChange: ["liaison feedback release \(logged.id)", "liaison feedback withhold \(logged.id)"]))
        }
        if let lastHeardOn {
            let due = try agency.on(agencyDay).wordDue(lastHeard: lastHeardOn)
            let who = reader == .candidate ? "You" : candidate
            rules.append(
                ExplainedRule(
                    .silence,
                    lastHeardOn > agencyDay
                        ? "\(who) meet\(reader == .candidate ? "" : "s") \(client) on \(lastHeardOn)."
                        : "\(who) last heard something on \(lastHeardOn); the next word \(due < agencyDay ? "was" : "is") due by \(due).",
                    facts: [ExplainedFact("last_heard_on", lastHeardOn), ExplainedFact("word_due", due)]
                        + agency.numbers(of: .silence, on: agencyDay),
                    wouldChange: ["any word: an answer, a release, an interview"]))
        }
        return rules
    }
}
