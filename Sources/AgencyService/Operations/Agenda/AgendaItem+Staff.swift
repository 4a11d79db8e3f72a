import Agency

extension OutstandingInterview {
    /// The courtesy call and the chase of an outstanding interview, as far as they are open or open soon (T4 to T6, T19).
    func agenda(_ etiquette: Etiquette, daysAhead: Int) throws -> [AgendaItem] {
        guard let window = try window(etiquette) else { return [] }
        var items: [AgendaItem] = []
        let courtesy = try etiquette.courtesyState(
            on: asOf, held: heldOn, hasPromise: !promises.isEmpty, hasContact: chases?.lastContactOn != nil,
            isStopped: false)
        if courtesy != .none {
            items.append(
                item(
                    try etiquette.courtesyWindow(held: heldOn), "T5", "A courtesy call is allowed", kind: "courtesy",
                    etiquette))
        }
        guard window.opens.days(since: asOf) <= daysAhead else { return items }
        if let advice = advice(etiquette), advice.advice.escalate {
            var escalation = item(
                window, "T19", "Escalate: take it over, or close it with a word to the candidate", kind: nil, etiquette)
            escalation.command = "liaison submission close \(submissionId)"
            items.append(escalation)
        } else {
            let rule = chases?.lastContactOn != nil ? "T6" : promises.isEmpty ? "T5" : "T4"
            items.append(item(window, rule, "Chase the feedback", kind: "chase", etiquette))
        }
        return items
    }

    private func item(
        _ window: DayWindow, _ rule: String, _ what: String, kind: String?, _ etiquette: Etiquette
    ) -> AgendaItem {
        let advised = advice(etiquette)
        let whom = advised.map { " (\($0.name), by \($0.advice.method.rawValue))" } ?? ""
        // T9: the command names a day on which it will be taken.
        let earliest = max(asOf, window.opens)
        let day = (try? etiquette.calendar.roll(earliest)) ?? earliest
        let contact = advised.map { " --contact \($0.advice.contactID) --method \($0.advice.method.rawValue)" } ?? ""
        return AgendaItem(
            dueOn: window.by, state: AgendaState(on: asOf, opens: window.opens, due: window.by), opensOn: window.opens,
            rule: rule, what: kind == nil ? what : what + whom, interviewId: interviewId, submissionId: submissionId,
            candidate: candidate, client: client,
            command: kind.map { kind in
                "liaison chase log \(interviewId) --on \(day)\(contact)"
                    + (kind == "chase" ? "" : " --kind \(kind)")
            })
    }
}

extension ReportOperations.UnreleasedRow {
    func agenda(_ etiquette: Etiquette) throws -> AgendaItem {
        let due = try etiquette.releaseDue(logged: loggedOn)
        return AgendaItem(
            dueOn: due, state: AgendaState(on: asOf, due: due), opensOn: nil, rule: "T17",
            what: "Release the feedback, or withhold it with a reason", interviewId: interviewId,
            submissionId: submissionId,
            candidate: candidate, client: client, command: "liaison feedback release \(feedbackId)")
    }
}

extension ReportOperations.UnansweredRow {
    var agenda: AgendaItem {
        AgendaItem(
            dueOn: dueOn, state: AgendaState(on: asOf, due: dueOn), opensOn: nil, rule: "T17",
            what: "Answer the enquiry",
            interviewId: nil, submissionId: submissionId, candidate: candidate, client: client,
            command: "liaison enquiry answer \(enquiryId)")
    }
}
