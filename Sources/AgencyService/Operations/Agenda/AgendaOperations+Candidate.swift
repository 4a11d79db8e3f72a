import Agency
import Postgres

extension AgendaOperations {
    /// A candidate's agenda is read from what their status page is read from, and so can tell no more (R9).
    static func ofCandidate(_ asOf: CivilDate?, _ call: Call) async throws -> Agenda {
        let results = try await call.pipeline([StatusOperations.query, DueMaterial.ofCandidate(asOf), DueMaterial.handedIn(asOf)])
        let facts = try results[0].rows.map(StatusFacts.init)
        let materials = try results[1].decode(DueMaterial.self)
        let handedIn = try results[2].decode(DueMaterial.self)
        let etiquettes = try await call.etiquettes(facts.map(\.source))
        return Agenda(
            try facts.flatMap { fact in
                try fact.agenda(on: asOf ?? fact.today, etiquettes[fact.source]) + fact.done(on: asOf ?? fact.today)
            } + materials.map(\.agendaOfCandidate) + handedIn.map(\.doneByCandidate),
            empty: "Nothing waits for you. Where your applications stand, and what you may do: liaison status.")
    }
}

extension StatusFacts {
    func agenda(on day: CivilDate, _ etiquette: DatedEtiquette) throws -> [AgendaItem] {
        var items = enquiries.filter { $0.answer == nil }.map { enquiry in
            item(
                enquiry.dueOn, AgendaState(on: day, opens: enquiry.dueOn, due: enquiry.dueOn), "T17",
                "Your agent answers your question", command: "liaison enquiry list")
        }
        items += calls.filter { $0.calledOn == nil }.map { promised in
            item(
                promised.callBy, AgendaState(on: day, opens: promised.callBy, due: promised.callBy), "R11",
                "Your agent calls you, as they said they would", command: "liaison call list")
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

    /// What the candidate did on a day.
    func done(on day: CivilDate) -> [AgendaItem] {
        func did(_ rule: String, _ what: String, _ meeting: Meeting? = nil) -> AgendaItem {
            item(day, .done, rule, what, meeting, command: nil)
        }
        var items: [AgendaItem] = []
        if consentedOn == day { items.append(did("R10", "Consented to be put forward for \(vacancy)")) }
        if referralConfirmedOn == day { items.append(did("M2", "Confirmed the referral")) }
        if withdrawnOn == day { items.append(did("R10", "Withdrew the application for \(vacancy)")) }
        items += enquiries.filter { $0.askedOn == day }.map { did("T17", "Asked your agent: \($0.question)") }
        for meeting in interviews {
            items += meeting.people.filter { person in
                notes.contains { $0.interviewId == meeting.id && $0.contactId == person.id && $0.writtenOn == day }
            }.map { did("T10", "Thanked \($0.name)", meeting) }
            if meeting.contactedOn == day { items.append(did("T4", "Asked \(client) for the feedback", meeting)) }
        }
        return items
    }

    private func item(
        _ due: CivilDate, _ state: AgendaState, _ rule: String, _ what: String, _ meeting: Meeting? = nil,
        command: String?
    ) -> AgendaItem {
        AgendaItem(
            dueOn: due, state: state, opensOn: nil, rule: rule, what: what, interviewId: meeting?.id, submissionId: id,
            candidate: nil, client: client, command: command)
    }
}
