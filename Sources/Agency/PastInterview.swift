/// An interview that is over, with what was promised, said and answered: what a change of policy is held against.
package struct PastInterview: Hashable, Sendable {
    /// A contact that an agent made with the client.
    package struct Contact: Hashable, Sendable {
        package let on: CivilDate
        /// Of kind chase, and so held to the chase window.
        package let isChase: Bool

        package init(on: CivilDate, isChase: Bool) {
            self.on = on
            self.isChase = isChase
        }
    }

    package let held: CivilDate
    /// In the order in which they were given.
    package let promises: [PromiseGiven]
    /// In the order in which they were made.
    package let contacts: [Contact]
    package let answered: CivilDate?
    /// The day of the answer or of the closing without one; nil while feedback is outstanding.
    package let ended: CivilDate?

    package init(
        held: CivilDate, promises: [PromiseGiven], contacts: [Contact], answered: CivilDate?, ended: CivilDate?
    ) {
        self.held = held
        self.promises = promises.enumerated().sorted { ($0.element.givenOn, $0.offset) < ($1.element.givenOn, $1.offset) }.map(\.element)
        self.contacts = contacts
        self.answered = answered
        self.ended = ended
    }

    /// When feedback was due by the last promise, or without one (T2, T7).
    package func due(_ etiquette: DatedEtiquette) throws(DateOutOfRange) -> CivilDate {
        try etiquette.on(held).dueDate(held: held, promises: promises, asOf: .latest)
    }

    /// The first day on which an agent could have chased, had nobody spoken to the client: by the promises as they were known on each day.
    ///
    /// - Returns: nil if it was over before that.
    package func firstOpening(_ etiquette: DatedEtiquette, through last: CivilDate) throws(DateOutOfRange) -> CivilDate? {
        let end = min(ended ?? .latest, try last.adding(days: 1))
        // Between these days neither what is known nor the policy changes.
        let starts = ([held] + (promises.map(\.givenOn) + etiquette.policies.changeDays).filter { $0 > held && $0 < end }).sorted()
        for (place, start) in starts.enumerated() {
            let etiquette = etiquette.on(start)
            let window = try etiquette.baseWindow(
                held: held, promise: promises.last { $0.givenOn <= start }?.date, grace: etiquette.policy.agentGraceBusinessDays)
            let day = try etiquette.calendar.roll(max(start, window.opens))
            if day < (place + 1 < starts.count ? min(starts[place + 1], end) : end) { return day }
        }
        return nil
    }

    /// The day from which a chase that was made could have been made, by what was known on its day (T4 to T6).
    ///
    /// - Parameter place: its place in `contacts`.
    package func opening(ofChase place: Int, _ etiquette: DatedEtiquette) throws(DateOutOfRange) -> CivilDate {
        let day = contacts[place].on
        let etiquette = etiquette.on(day)
        return try etiquette.chaseWindow(
            held: held, promise: promises.last { $0.givenOn <= day }?.date, latestContact: contacts[..<place].map(\.on).max(),
            grace: etiquette.policy.agentGraceBusinessDays
        ).opens
    }
}
