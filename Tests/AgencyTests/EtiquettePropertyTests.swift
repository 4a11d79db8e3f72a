import Testing

@testable import Agency

/// The invariants of T3 to T7 and T18 on ten thousand scenarios by chance, each with a calendar and a policy by chance.
@Suite struct EtiquettePropertyTests {
    @Test func tenThousandScenariosAgreeWithAWalkDayByDay() throws {
        var source = try ScenarioSource(seed: 20_260_304)
        for _ in 0..<10_000 {
            let holidays = try source.holidays()
            let scenario = try source.scenario()
            let policy = try source.policy()
            let plan = try EtiquettePlan.make(for: scenario, calendar: calendar(holidays), policy: policy)
            let answer = NaiveEtiquette.Answer(
                due: Int(plan.feedbackDue.dayNumber), opens: Int(plan.chaseOpens.dayNumber),
                by: Int(plan.chaseBy.dayNumber), slips: plan.slips, daysOverdue: plan.daysOverdue,
                businessDaysOverdue: plan.businessDaysOverdue, state: plan.chaseState.rawValue,
                courtesy: plan.courtesy.rawValue)
            #expect(answer == NaiveEtiquette(holidays: holidays, policy: policy).answer(scenario), "\(scenario) \(policy)")
        }
    }

    @Test func noChaseIsOpenBeforeItsDateOrOnARestDay() throws {
        var source = try ScenarioSource(seed: 7)
        for _ in 0..<10_000 {
            let calendar = calendar(try source.holidays())
            let scenario = try source.scenario()
            let policy = try source.policy()
            let plan = try EtiquettePlan.make(for: scenario, calendar: calendar, policy: policy)
            #expect(calendar.isBusinessDay(plan.chaseOpens) && calendar.isBusinessDay(plan.chaseBy))
            #expect(plan.chaseOpens <= plan.chaseBy)
            if plan.chaseState == .open || plan.chaseState == .late { #expect(scenario.asOf >= plan.chaseOpens) }
            let known = scenario.promises.last { $0.givenOn <= scenario.asOf }
            if let known { #expect(plan.chaseOpens > known.date) }
            for contact in scenario.contacts where contact.on <= scenario.asOf {
                #expect(plan.chaseOpens.days(since: contact.on) >= policy.spacingOpensDays)
            }
        }
    }

    @Test func nothingMovesBackWhileTimePassesAndNothingHappens() throws {
        var source = try ScenarioSource(seed: 8)
        for number in 0..<10_000 {
            let calendar = calendar(try source.holidays())
            var scenario = try source.scenario()
            let policy = try source.policy()
            scenario.feedbackOn = nil
            scenario.closedOn = nil
            let dates = Set(scenario.promises.map(\.givenOn) + scenario.contacts.map(\.on))
            var before = try EtiquettePlan.make(for: scenario, calendar: calendar, policy: policy)
            // A few days of every scenario, and two months of some.
            for _ in 0..<(number % 50 == 0 ? 60 : 3) {
                scenario.asOf = try scenario.asOf.adding(days: 1)
                let after = try EtiquettePlan.make(for: scenario, calendar: calendar, policy: policy)
                if !dates.contains(scenario.asOf) {
                    #expect(after.chaseOpens == before.chaseOpens && after.chaseBy == before.chaseBy)
                    #expect(order(after.chaseState) >= order(before.chaseState))
                    #expect(after.daysOverdue >= before.daysOverdue)
                    #expect(after.businessDaysOverdue >= before.businessDaysOverdue)
                    #expect(order(after.courtesy) >= order(before.courtesy))
                }
                before = after
            }
        }
    }

    @Test func anotherContactNeverOpensAChaseEarlier() throws {
        var source = try ScenarioSource(seed: 9)
        for _ in 0..<10_000 {
            let calendar = calendar(try source.holidays())
            var scenario = try source.scenario()
            let policy = try source.policy()
            scenario.asOf = max(scenario.asOf, scenario.interview)
            let before = try EtiquettePlan.make(for: scenario, calendar: calendar, policy: policy)
            scenario.contacts.append(ContactMade(on: scenario.asOf, kind: .offerNotice))
            let after = try EtiquettePlan.make(for: scenario, calendar: calendar, policy: policy)
            #expect(after.chaseOpens >= before.chaseOpens)
        }
    }

    @Test func stoppedIsFinalUntilReopened() throws {
        var source = try ScenarioSource(seed: 10)
        var seen = 0
        for _ in 0..<10_000 {
            let calendar = calendar(try source.holidays())
            var scenario = try source.scenario()
            let policy = try source.policy()
            guard try EtiquettePlan.make(for: scenario, calendar: calendar, policy: policy).chaseState == .stopped else { continue }
            seen += 1
            var reopened = scenario
            reopened.feedbackOn = nil
            reopened.closedOn = nil
            for _ in 0..<3 {
                scenario.asOf = try scenario.asOf.adding(days: Int.random(in: 1...20, using: &source.random))
                reopened.asOf = scenario.asOf
                let plan = try EtiquettePlan.make(for: scenario, calendar: calendar, policy: policy)
                #expect(plan.chaseState == .stopped && !plan.overdue && plan.daysOverdue == 0 && plan.courtesy == .none)
                let again = try EtiquettePlan.make(for: reopened, calendar: calendar, policy: policy)
                #expect(again.chaseState != .stopped)
                #expect(again.chaseOpens == plan.chaseOpens && again.chaseBy == plan.chaseBy)
            }
        }
        #expect(seen > 1000)
    }

    /// Desks that contact whomever they may as soon as they may, about several interviews and two people.
    @Test func nobodyIsChasedTwiceWithinTheDaysBetween() throws {
        var source = try ScenarioSource(seed: 11)
        var made: [ChaseKind: Int] = [:]
        for _ in 0..<10_000 {
            let policy = try source.policy()
            let etiquette = Etiquette(calendar: calendar(try source.holidays()), policy: policy)
            let interviews = try (0..<2).map { _ in try source.scenario() }
            var contacts = [[ContactMade]](repeating: [], count: interviews.count)
            var latest: [CivilDate?] = [nil, nil]
            guard var day = interviews.map(\.interview).min() else { continue }
            for _ in 0..<10 {
                day = try day.adding(days: Int.random(in: 0...4, using: &source.random))
                let place = Int.random(in: interviews.indices, using: &source.random)
                let person = Int.random(in: latest.indices, using: &source.random)
                let kind = [ChaseKind.chase, .chase, .courtesy, .offerNotice][Int.random(in: 0..<4, using: &source.random)]
                let (held, promises, before) = (interviews[place].interview, interviews[place].promises, contacts[place])
                let promise = promises.last { $0.givenOn <= day }
                let window = try etiquette.chaseWindow(
                    held: held, promises: promises, contacts: before, grace: policy.agentGraceBusinessDays, asOf: day)
                let courtesy = try etiquette.courtesyState(
                    on: day, held: held, hasPromise: promise != nil, hasContact: !before.isEmpty, isStopped: false)
                let refusal = try etiquette.refusal(
                    of: kind, on: day, today: day, held: held, window: window, courtesy: courtesy, isStopped: false)
                let personal = try etiquette.personRefusal(of: kind, on: day, latestContact: latest[person])
                if kind == .offerNotice { #expect(personal == nil) }
                guard refusal == nil, personal == nil else { continue }
                #expect(etiquette.calendar.isBusinessDay(day) && day >= held)
                if kind != .offerNotice, let spoken = latest[person] { #expect(day.days(since: spoken) >= policy.personSpacingDays) }
                if kind == .chase, let last = before.last?.on { #expect(day.days(since: last) >= policy.spacingOpensDays) }
                if kind == .chase, let promise { #expect(day > promise.date) }
                if kind == .courtesy { #expect(before.isEmpty && promise == nil) }
                latest[person] = day
                contacts[place].append(ContactMade(on: day, kind: kind))
                made[kind, default: 0] += 1
            }
        }
        #expect(ChaseKind.allCases.allSatisfy { (made[$0] ?? 0) > 400 }, "\(made)")
    }

    private func calendar(_ holidays: Set<Int>) -> HolidayCalendar {
        HolidayCalendar(name: "random", holidays: holidays.compactMap { CivilDate(dayNumber: $0) })
    }

    private func order(_ state: ChaseState) -> Int { ChaseState.allCases.firstIndex(of: state) ?? 0 }
    private func order(_ state: CourtesyState) -> Int { CourtesyState.allCases.firstIndex(of: state) ?? 0 }
}
