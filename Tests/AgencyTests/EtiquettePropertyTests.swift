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

    /// A desk that chases whomever it may as soon as it may, about several interviews and two people.
    @Test func nobodyIsChasedTwiceWithinTheDaysBetween() throws {
        var source = try ScenarioSource(seed: 11)
        var made = 0
        for _ in 0..<400 {
            let policy = try source.policy()
            let etiquette = Etiquette(calendar: calendar(try source.holidays()), policy: policy)
            let interviews = try (0..<3).map { _ in try source.scenario() }
            var contacts = [[ContactMade]](repeating: [], count: interviews.count)
            var latest: [CivilDate?] = [nil, nil]
            guard let start = interviews.map(\.interview).min() else { continue }
            for offset in 0..<50 {
                let day = try start.adding(days: offset)
                let place = Int.random(in: interviews.indices, using: &source.random)
                let person = Int.random(in: latest.indices, using: &source.random)
                let (held, promises) = (interviews[place].interview, interviews[place].promises)
                let window = try etiquette.chaseWindow(
                    held: held, promises: promises, contacts: contacts[place], grace: policy.agentGraceBusinessDays, asOf: day)
                let refusal = try etiquette.refusal(
                    of: .chase, on: day, today: day, held: held, window: window, courtesy: .none, isStopped: false)
                let personal = try etiquette.personRefusal(of: .chase, on: day, latestContact: latest[person])
                guard refusal == nil, personal == nil else { continue }
                if let before = latest[person] { #expect(day.days(since: before) >= policy.personSpacingDays) }
                if let before = contacts[place].last?.on { #expect(day.days(since: before) >= policy.spacingOpensDays) }
                if let known = promises.last(where: { $0.givenOn <= day }) { #expect(day > known.date) }
                #expect(etiquette.calendar.isBusinessDay(day) && day >= held)
                latest[person] = day
                contacts[place].append(ContactMade(on: day, kind: .chase))
                made += 1
            }
        }
        #expect(made > 1000)
    }

    private func calendar(_ holidays: Set<Int>) -> HolidayCalendar {
        HolidayCalendar(name: "random", holidays: holidays.compactMap { CivilDate(dayNumber: $0) })
    }

    private func order(_ state: ChaseState) -> Int { ChaseState.allCases.firstIndex(of: state) ?? 0 }
    private func order(_ state: CourtesyState) -> Int { CourtesyState.allCases.firstIndex(of: state) ?? 0 }
}
