@testable import Agency

/// The rules a second time, walking day by day, to compare with.
struct NaiveEtiquette {
    let holidays: Set<Int>
    var policy = EtiquettePolicy.standard

    func isBusinessDay(_ day: Int) -> Bool {
        // Day 0 was a Thursday; 2 is a Saturday and 3 a Sunday.
        let weekday = ((day % 7) + 7) % 7
        return weekday != 2 && weekday != 3 && !holidays.contains(day)
    }

    func roll(_ day: Int) -> Int {
        var day = day
        while !isBusinessDay(day) { day += 1 }
        return day
    }

    func bd(_ day: Int, _ n: Int) -> Int {
        var day = day
        var left = n
        while left > 0 {
            day += 1
            if isBusinessDay(day) { left -= 1 }
        }
        return day
    }

    struct Answer: Equatable {
        var due, opens, by, slips, daysOverdue, businessDaysOverdue: Int
        var state, courtesy: String
    }

    func answer(_ scenario: EtiquetteScenario) -> Answer {
        func number(_ date: CivilDate) -> Int { Int(date.dayNumber) }
        let today = number(scenario.asOf)
        let held = number(scenario.interview)
        let grace = scenario.grace ?? policy.agentGraceBusinessDays
        var promise: Int?
        var slips = 0
        for given in scenario.promises where number(given.givenOn) <= today {
            if let before = promise, number(given.date) > before { slips += 1 }
            promise = number(given.date)
        }
        var last: Int?
        for contact in scenario.contacts where number(contact.on) <= today {
            last = max(last ?? number(contact.on), number(contact.on))
        }
        let due = promise ?? roll(held + policy.answerDays)
        var opens = promise.map { bd($0, policy.promiseOpensBusinessDays + grace) } ?? roll(held + policy.chaseOpensDays)
        var by = promise.map { bd($0, policy.promiseClosesBusinessDays + grace) } ?? roll(held + policy.chaseClosesDays)
        if let last, last >= opens {
            opens = roll(last + policy.spacingOpensDays)
            by = roll(last + policy.spacingClosesDays)
        } else if let last {
            opens = max(opens, roll(last + policy.spacingOpensDays))
            if by < opens { by = opens }
        }
        var isStopped = false
        for end in [scenario.feedbackOn, scenario.closedOn] {
            if let end, number(end) <= today { isStopped = true }
        }
        let isHeld = today >= held
        var state = isStopped ? "stopped" : "waiting"
        if !isStopped, isHeld, today >= opens { state = today <= by ? "open" : "late" }
        var courtesy = "none"
        if promise == nil, last == nil, !isStopped {
            let (first, last) = (bd(held, policy.courtesyOpensBusinessDays), bd(held, policy.courtesyClosesBusinessDays))
            if today < first { courtesy = "waiting" } else if today <= last { courtesy = "open" }
        }
        let isOverdue = isHeld && !isStopped && today > due
        return Answer(
            due: due, opens: opens, by: by, slips: slips, daysOverdue: isOverdue ? today - due : 0,
            businessDaysOverdue: isOverdue ? (due + 1...today).filter(isBusinessDay).count : 0, state: state,
            courtesy: courtesy)
    }
}

/// Scenarios and calendars by chance.
struct ScenarioSource {
    var random: SeededGenerator
    let name: CalendarName

    init(seed: UInt64) throws {
        struct NoName: Error {}
        random = SeededGenerator(seed: seed)
        guard let name = CalendarName("random") else { throw NoName() }
        self.name = name
    }

    /// Some calendars have a fortnight without a business day.
    mutating func holidays() throws -> Set<Int> {
        let first = Int(try date("2026-01-01").dayNumber)
        var days = Set(
            (0..<Int.random(in: 0...40, using: &random)).map { _ in first + Int.random(in: -30...400, using: &random) })
        if Int.random(in: 0..<4, using: &random) == 0 {
            let start = first + Int.random(in: 0...300, using: &random)
            days.formUnion(start..<(start + 14))
        }
        return days
    }

    /// Any numbers that an agency could set, mostly small ones, with the rulebook's among them.
    mutating func policy() throws -> EtiquettePolicy {
        if Int.random(in: 0..<4, using: &random) == 0 { return .standard }
        var changes: [String: Int] = [:]
        for setting in EtiquettePolicy.settings where Bool.random(using: &random) {
            let most = Int.random(in: 0..<10, using: &random) == 0 ? setting.bounds.upperBound : 12
            changes[setting.name] = Int.random(in: max(1, setting.bounds.lowerBound)...most, using: &random)
        }
        let standard = EtiquettePolicy.standard.values
        for span in EtiquettePolicy.spans {
            let opens = changes[span.opens] ?? standard[span.opens] ?? 0
            changes[span.closes] = max(opens, changes[span.closes] ?? standard[span.closes] ?? 0)
        }
        return try EtiquettePolicy.standard.applying(changes)
    }

    mutating func scenario() throws -> EtiquetteScenario {
        let held = try date("2026-01-01").adding(days: Int.random(in: 0...300, using: &random))
        var promises: [PromiseGiven] = []
        var given = held
        for _ in 0..<Int.random(in: 0...3, using: &random) {
            given = try given.adding(days: Int.random(in: 0...9, using: &random))
            promises.append(
                PromiseGiven(givenOn: given, date: try given.adding(days: Int.random(in: 0...20, using: &random))))
        }
        var contacts: [ContactMade] = []
        for _ in 0..<Int.random(in: 0...5, using: &random) {
            contacts.append(
                ContactMade(
                    on: try held.adding(days: Int.random(in: 0...45, using: &random)),
                    kind: ChaseKind.allCases.randomElement(using: &random) ?? .chase))
        }
        func maybe(_ random: inout SeededGenerator) throws -> CivilDate? {
            guard Int.random(in: 0..<4, using: &random) == 0 else { return nil }
            return try held.adding(days: Int.random(in: 0...50, using: &random))
        }
        return EtiquetteScenario(
            interview: held, promises: promises, contacts: contacts, grace: Int.random(in: 0...3, using: &random),
            feedbackOn: try maybe(&random), closedOn: try maybe(&random),
            asOf: try held.adding(days: Int.random(in: -5...60, using: &random)), calendar: name)
    }
}
