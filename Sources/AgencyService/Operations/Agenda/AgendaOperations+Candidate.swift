import Agency
import Postgres

extension AgendaOperations {
    /// A candidate's agenda is read from what their status page is read from, and so can tell no more (R9).
    static func ofCandidate(_ asOf: CivilDate?, _ call: Call) async throws -> Agenda {
        let results = try await call.pipeline([StatusOperations.query, DueMaterial.ofCandidate(asOf)])
        let facts = try results[0].rows.map(StatusFacts.init)
        let materials = try results[1].decode(DueMaterial.self)
        let etiquettes = try await call.etiquettes(facts.map(\.source))
        return Agenda(
            try facts.flatMap { fact in
                try fact.agenda(on: asOf ?? fact.today, etiquettes[fact.source])
            } + materials.map(\.agendaOfCandidate))
    }
}

extension StatusFacts {
    func agenda(on day: CivilDate, _ etiquette: DatedEtiquette) throws -> [AgendaItem] {
        var items = enquiries.filter { $0.answer == nil }.map { enquiry in
            item(
                enquiry.dueOn, AgendaState(on: day, opens: enquiry.dueOn, due: enquiry.dueOn), "T17",
                "Your agent answers your question", command: "liaison enquiry list")
        }
        guard !isOver else { return items }
        if channel == .agency, consentedOn == nil {
            items.append(
                item(
                    day, .today, "R10", "Consent to be put forward for \(vacancy), or say that you do not want it",
                    command: "liaison submission consent \(id)"))
        }
        if isReferralOpen, let nominationId {
            items.append(
                item(day, .today, "M2", "Confirm the referral", command: "liaison referral confirm \(nominationId)"))
        }
        for meeting in interviews where !meeting.isCancelled && meeting.heldOn >= day {
            let people = meeting.company.map { " with \($0)" } ?? ""
            items.append(
                item(
                    meeting.startsOn, meeting.startsOn <= day ? .today : .opens, "R11",
                    "\(meeting.title)\(people) at \(meeting.startsAt)", meeting,
                    command: "liaison interview show \(meeting.id)"))
        }
        if let meeting = interviews.last(where: { !$0.isCancelled && $0.heldOn < day }), meeting.answeredOn == nil {
            items += try answer(to: meeting, on: day, etiquette)
            items += try thanks(for: meeting, on: day, etiquette.on(meeting.heldOn))
        }
        return items
    }

    private func answer(
        to meeting: Meeting, on day: CivilDate, _ etiquette: DatedEtiquette
    ) throws -> [AgendaItem] {
        let due = try etiquette.on(meeting.heldOn).dueDate(held: meeting.heldOn, promises: meeting.given, asOf: .latest)
        var items = [
            item(
                due, AgendaState(on: day, opens: due, due: due), "T2",
                meeting.promises.isEmpty ? "\(client) is expected to answer" : "\(client) answers, as it said it would",
                meeting,
                command: "liaison status")
        ]
        if channel != .agency {
            let window = try chaseWindow(of: meeting, etiquette.on(day))
            var chase = item(
                window.by, AgendaState(on: day, opens: window.opens, due: window.by), "T4",
                "You may ask \(client) for the feedback from \(window.opens) on", meeting,
                command: "liaison chase plan \(meeting.id)")
            chase.opensOn = window.opens
            items.append(chase)
        }
        return items
    }

    private func item(
        _ due: CivilDate, _ state: AgendaState, _ rule: String, _ what: String, _ meeting: Meeting? = nil,
        command: String
    ) -> AgendaItem {
        AgendaItem(
            dueOn: due, state: state, opensOn: nil, rule: rule, what: what, interviewId: meeting?.id, submissionId: id,
            candidate: nil, client: client, command: command)
    }
}
