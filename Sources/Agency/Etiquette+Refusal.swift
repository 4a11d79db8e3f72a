extension Etiquette {
    /// Whether a contact of a kind may be logged for a day; nil means yes (T5, T9, T13).
    ///
    /// The caller knows the window as of that day, and checks the offer itself (T13) and the person (T18).
    /// - Parameters:
    ///   - today: the client's local date; later days are refused.
    ///   - courtesy: the courtesy call's state on that day.
    package func refusal(
        of kind: ChaseKind, on day: CivilDate, today: CivilDate, held: CivilDate, window: DayWindow,
        courtesy: CourtesyState, isStopped: Bool
    ) throws(DateOutOfRange) -> ChaseRefusal? {
        if day > today || day < held { return .invalidDate }
        if isStopped { return .stopped }
        switch kind {
        case .chase:
            if day < window.opens { return .tooEarly(opensOn: window.opens) }
        case .courtesy:
            switch courtesy {
            case .waiting: return .tooEarly(opensOn: try courtesyWindow(held: held).opens)
            case .none: return .noCourtesy(chaseOpensOn: window.opens)
            case .open: break
            }
        case .offerNotice:
            let opens = try citationOpens(held: held)
            if day < opens { return .tooEarly(opensOn: opens) }
        }
        return calendar.isBusinessDay(day) ? nil : .notABusinessDay
    }

    /// The days on which an attested offer may be cited to the client (T13); nil if its reply-by date is too early.
    package func citableDays(held: CivilDate, replyBy: CivilDate) throws(DateOutOfRange) -> DayWindow? {
        let opens = try citationOpens(held: held)
        return opens <= replyBy ? DayWindow(opens: opens, by: replyBy) : nil
    }

    /// The first day on which a person may be chased again after a contact, whatever the vacancy (T18).
    ///
    /// Plain calendar days: whether that day is a business day is T9's question.
    package func personOpens(afterContactOn day: CivilDate) throws(DateOutOfRange) -> CivilDate {
        try day.adding(days: policy.personSpacingDays)
    }

    /// Whether a contact of a kind may be logged with a person on a day, whatever the vacancy; nil means yes (T18).
    ///
    /// The other entries of the same call are the caller's to leave out. An offer notice is never refused (T13).
    package func personRefusal(
        of kind: ChaseKind, on day: CivilDate, latestContact: CivilDate?
    ) throws(DateOutOfRange) -> ChaseRefusal? {
        guard kind != .offerNotice, let latestContact else { return nil }
        let opens = try personOpens(afterContactOn: latestContact)
        return day < opens ? .tooEarly(opensOn: opens) : nil
    }
}
