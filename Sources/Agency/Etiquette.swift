/// The dates of RULES section 3 for one client: its calendar and its policy.
///
/// Promises and contacts dated after the day asked about are not known yet. Promises are taken in the order in which
/// they were given, those given on one day in the order of the array.
package struct Etiquette: Hashable, Sendable {
    package let calendar: HolidayCalendar
    package let policy: EtiquettePolicy

    package init(calendar: HolidayCalendar, policy: EtiquettePolicy = .standard) {
        self.calendar = calendar
        self.policy = policy
    }

    /// The promises known on a day, the one in force last (T7).
    package func known(_ promises: [PromiseGiven], asOf day: CivilDate) -> [PromiseGiven] {
        let known = promises.filter { $0.givenOn <= day }
        guard known.indices.dropFirst().contains(where: { known[$0].givenOn < known[$0 - 1].givenOn }) else {
            return known
        }
        return known.enumerated()
            .sorted { ($0.element.givenOn, $0.offset) < ($1.element.givenOn, $1.offset) }
            .map(\.element)
    }

    /// The day on which feedback is due: the promise in force, else some days after the interview (T2).
    package func dueDate(
        held: CivilDate, promises: [PromiseGiven], asOf day: CivilDate
    ) throws(DateOutOfRange) -> CivilDate {
        if let promise = known(promises, asOf: day).last { return promise.date }
        return try calendar.roll(held, plus: policy.answerDays)
    }

    /// How many known promises moved the date of the one before to a later day (T7).
    package func slips(_ promises: [PromiseGiven], asOf day: CivilDate) -> Int {
        slips(known(promises, asOf: day).map(\.date))
    }

    /// How many promised dates are later than the one before (T7); all known, in the order in which they were given.
    package func slips(_ dates: [CivilDate]) -> Int {
        zip(dates, dates.dropFirst()).count { $1 > $0 }
    }

    /// The chase window that promise or interview alone give, before spacing (T4, T5).
    package func baseWindow(
        held: CivilDate, promise: CivilDate?, grace: Int
    ) throws(DateOutOfRange) -> DayWindow {
        guard let promise else {
            return DayWindow(
                opens: try calendar.roll(held, plus: policy.chaseOpensDays),
                by: try calendar.roll(held, plus: policy.chaseClosesDays))
        }
        return DayWindow(
            opens: try calendar.businessDay(policy.promiseOpensBusinessDays + grace, after: promise),
            by: try calendar.businessDay(policy.promiseClosesBusinessDays + grace, after: promise))
    }

    /// The chase window in force on a day, spaced from the latest contact of any kind (T4 to T7).
    package func chaseWindow(
        held: CivilDate, promises: [PromiseGiven], contacts: [ContactMade], grace: Int, asOf day: CivilDate
    ) throws(DateOutOfRange) -> DayWindow {
        let latest = contacts.lazy.map(\.on).filter { $0 <= day }.max()
        return try chaseWindow(
            held: held, promise: known(promises, asOf: day).last?.date, latestContact: latest, grace: grace)
    }

    /// The chase window from the promise in force and the latest contact, both as known on the day asked about.
    package func chaseWindow(
        held: CivilDate, promise: CivilDate?, latestContact: CivilDate?, grace: Int
    ) throws(DateOutOfRange) -> DayWindow {
        let base = try baseWindow(held: held, promise: promise, grace: grace)
        guard let latestContact else { return base }
        let spaced = try calendar.roll(latestContact, plus: policy.spacingOpensDays)
        if latestContact >= base.opens {
            return DayWindow(
                opens: spaced, by: try calendar.roll(latestContact, plus: policy.spacingClosesDays))
        }
        let opens = max(base.opens, spaced)
        return DayWindow(opens: opens, by: max(base.by, opens))
    }

    /// Where a chase stands on a day; before the interview there is nothing to chase (T9).
    package func chaseState(
        on day: CivilDate, held: CivilDate, window: DayWindow, isStopped: Bool
    ) -> ChaseState {
        if isStopped { return .stopped }
        if day < window.opens || day < held { return .waiting }
        return day <= window.by ? .open : .late
    }

    /// The days of the courtesy call (T5).
    package func courtesyWindow(held: CivilDate) throws(DateOutOfRange) -> DayWindow {
        DayWindow(
            opens: try calendar.businessDay(policy.courtesyOpensBusinessDays, after: held),
            by: try calendar.businessDay(policy.courtesyClosesBusinessDays, after: held))
    }

    /// Where the courtesy call stands: none once anything was promised, said to the client, or decided (T5).
    package func courtesyState(
        on day: CivilDate, held: CivilDate, hasPromise: Bool, hasContact: Bool, isStopped: Bool
    ) throws(DateOutOfRange) -> CourtesyState {
        guard !hasPromise, !hasContact, !isStopped else { return .none }
        let window = try courtesyWindow(held: held)
        if day < window.opens { return .waiting }
        return day <= window.by ? .open : .none
    }

    /// How long the feedback of a held interview is overdue on a day (T3).
    package func overdue(on day: CivilDate, held: CivilDate, due: CivilDate, isStopped: Bool) -> Overdue {
        guard !isStopped, day >= held, day > due else { return .none }
        return Overdue(
            days: day.days(since: due), businessDays: calendar.businessDays(after: due, through: day))
    }
}
