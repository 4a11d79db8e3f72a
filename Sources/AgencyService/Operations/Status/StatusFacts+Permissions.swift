import Agency

extension StatusFacts {
    /// What the candidate may do now, and if not, from which day or through whom (R11).
    func permissions(_ etiquette: DatedEtiquette, agency: Etiquette) throws -> [Permission] {
        var list = [
            Permission(
                action: .askAgent, allowed: true, opensOn: nil, through: agentName,
                reason: "A question asked today is answered by \(try agency.enquiryDue(asked: agencyToday)) (T17).")
        ]
        if channel == .agency, consentedOn == nil, !isOver {
            list.append(
                Permission(
                    action: .giveConsent, allowed: true, opensOn: nil, through: nil,
                    reason: "Nothing goes to \(client) before you consent to be put forward for this vacancy (R10)."))
        }
        if isReferralOpen, !isOver {
            list.append(
                Permission(
                    action: .confirmReferral, allowed: true, opensOn: nil, through: nil,
                    reason: "Nothing is sent before you confirm the referral (M2)."))
        }
        list.append(try chase(etiquette.on(today)))
        list.append(try thankYouNote(etiquette))
        list.append(
            Permission(
                action: .withdraw, allowed: !isOver, opensOn: nil, through: nil,
                reason: isOver ? "This application is over." : "You can take your application back at any time."))
        return list
    }

    private func chase(_ etiquette: Etiquette) throws -> Permission {
        func refused(_ reason: String, opensOn: CivilDate? = nil, through: String? = nil) -> Permission {
            Permission(action: .chase, allowed: false, opensOn: opensOn, through: through, reason: reason)
        }
        if channel == .agency {
            return refused("Everything about this position goes through your agent; ask them (R1).", through: agentName)
        }
        if isOver { return refused("This application is over; nothing is left to ask for (T9).") }
        guard let meeting = lastHeld else { return refused("There was no interview yet to ask about (T9).") }
        if meeting.answeredOn != nil { return refused("You have the answer to your last interview (T9).") }
        let window = try chaseWindow(of: meeting, etiquette)
        let people = channel == .referral ? meeting.company ?? client : client
        if today < window.opens {
            return refused(
                "Not before \(window.opens): give them the time they have, and some days more (T4, T6).",
                opensOn: window.opens, through: people)
        }
        guard etiquette.calendar.isBusinessDay(today) else {
            return refused(
                "Today is no business day for \(client) (T9).", opensOn: try etiquette.calendar.roll(today),
                through: people)
        }
        return Permission(
            action: .chase, allowed: true, opensOn: window.opens, through: people,
            reason: "Best by \(window.by); by phone only if they said that calls are okay (T8).")
    }
}
