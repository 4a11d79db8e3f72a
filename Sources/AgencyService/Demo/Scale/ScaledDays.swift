import Agency

/// The days of one calendar in one time zone around the day of the load, as tables: days are numbers of days since 1970-01-01.
struct ScaledDays: Sendable {
    let zone: [UInt8]
    let calendarID: Int
    let etiquette: Etiquette
    private let first: Int
    /// For each day, how many business days of the tables lie on or before it.
    private let ordinals: [Int32]
    private let businessDays: [Int]
    private let defaultDue: [Int]
    /// Seconds east of UTC.
    private let offsets: [Int32]

    /// - Parameter offsets: seconds east of UTC on each day from `first` on.
    init(zone: String, calendarID: Int64, calendar: HolidayCalendar, first: CivilDate, offsets: [Int32]) throws {
        self.zone = Array(zone.utf8)
        self.calendarID = Int(calendarID)
        etiquette = Etiquette(calendar: calendar)
        self.first = Int(first.dayNumber)
        self.offsets = offsets
        var ordinals: [Int32] = []
        var businessDays: [Int] = []
        var defaultDue: [Int] = []
        for index in offsets.indices {
            let day = try first.adding(days: index)
            if calendar.isBusinessDay(day) { businessDays.append(Int(day.dayNumber)) }
            ordinals.append(Int32(businessDays.count))
            defaultDue.append(Int(try etiquette.dueDate(held: day, promises: [], asOf: day).dayNumber))
        }
        self.ordinals = ordinals
        self.businessDays = businessDays
        self.defaultDue = defaultDue
    }

    private func ordinal(_ day: Int) -> Int { Int(ordinals[day - first]) }

    func isBusinessDay(_ day: Int) -> Bool { ordinal(day) > ordinal(day - 1) }

    /// The n-th business day after a day, `bd` of the rules; the day itself for 0.
    func after(_ day: Int, _ n: Int) -> Int { n == 0 ? day : businessDays[ordinal(day) + n - 1] }

    /// The n-th business day before a day.
    func before(_ day: Int, _ n: Int) -> Int { businessDays[ordinal(day - 1) - n] }

    func roll(_ day: Int) -> Int { isBusinessDay(day) ? day : after(day, 1) }

    /// How many business days lie after one day and through another.
    func span(_ from: Int, _ through: Int) -> Int { ordinal(through) - ordinal(from) }

    /// When feedback is due if nothing was promised (T2).
    func dueWithoutPromise(held: Int) -> Int { defaultDue[held - first] }

    /// Seconds since 1970-01-01T00:00:00Z of a local time.
    func moment(_ day: Int, minute: Int) -> Int { day * 86400 + minute * 60 - Int(offsets[day - first]) }

    /// The chase window in force (T4 to T7).
    func chaseWindow(held: Int, promise: Int?, latestContact: Int?) throws -> (opens: Int, by: Int) {
        let window = try etiquette.chaseWindow(
            held: Self.date(held), promise: promise.map(Self.date), latestContact: latestContact.map(Self.date),
            grace: etiquette.policy.agentGraceBusinessDays)
        return (Int(window.opens.dayNumber), Int(window.by.dayNumber))
    }

    private static func date(_ day: Int) throws(DateOutOfRange) -> CivilDate {
        guard let date = CivilDate(dayNumber: day) else { throw DateOutOfRange() }
        return date
    }
}
