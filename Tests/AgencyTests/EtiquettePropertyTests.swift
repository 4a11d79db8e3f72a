import Testing

@testable import Agency

@Suite struct EtiquettePropertyTests {
    @Test func tenThousandScenariosAgreeWithAWalkDayByDay() throws {
        var source = try ScenarioSource(seed: 20_260_304)
        for _ in 0..<10_000 {
            let holidays = try source.holidays()
            let scenario = try source.scenario()
            let plan = try EtiquettePlan.make(for: scenario, calendar: calendar(holidays))
            let answer = NaiveEtiquette.Answer(
                due: Int(plan.feedbackDue.dayNumber), opens: Int(plan.chaseOpens.dayNumber),
                by: Int(plan.chaseBy.dayNumber), slips: plan.slips, daysOverdue: plan.daysOverdue,
                businessDaysOverdue: plan.businessDaysOverdue, state: plan.chaseState.rawValue,
                courtesy: plan.courtesy.rawValue)
            #expect(answer == NaiveEtiquette(holidays: holidays).answer(scenario), "\(scenario)")
        }
    }

    @Test func noChaseIsOpenBeforeItsDateOrOnARestDay() throws {
        var source = try ScenarioSource(seed: 7)
        for _ in 0..<2000 {
            let calendar = calendar(try source.holidays())
            let scenario = try source.scenario()
            let plan = try EtiquettePlan.make(for: scenario, calendar: calendar)
            #expect(calendar.isBusinessDay(plan.chaseOpens) && calendar.isBusinessDay(plan.chaseBy))
            #expect(plan.chaseOpens <= plan.chaseBy)
            if plan.chaseState == .open || plan.chaseState == .late { #expect(scenario.asOf >= plan.chaseOpens) }
            let known = scenario.promises.last { $0.givenOn <= scenario.asOf }
            if let known { #expect(plan.chaseOpens > known.date) }
            for contact in scenario.contacts where contact.on <= scenario.asOf {
                #expect(plan.chaseOpens.days(since: contact.on) >= 3)
            }
        }
    }

    @Test func nothingMovesBackWhileTimePassesAndNothingHappens() throws {
        var source = try ScenarioSource(seed: 8)
        for _ in 0..<300 {
            let calendar = calendar(try source.holidays())
            var scenario = try source.scenario()
            scenario.feedbackOn = nil
            scenario.closedOn = nil
            let dates = Set(scenario.promises.map(\.givenOn) + scenario.contacts.map(\.on))
            var before = try EtiquettePlan.make(for: scenario, calendar: calendar)
            for _ in 0..<40 {
                scenario.asOf = try scenario.asOf.adding(days: 1)
                let after = try EtiquettePlan.make(for: scenario, calendar: calendar)
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
        for _ in 0..<2000 {
            let calendar = calendar(try source.holidays())
            var scenario = try source.scenario()
            scenario.asOf = max(scenario.asOf, scenario.interview)
            let before = try EtiquettePlan.make(for: scenario, calendar: calendar)
            scenario.contacts.append(ContactMade(on: scenario.asOf, kind: .offerNotice))
            let after = try EtiquettePlan.make(for: scenario, calendar: calendar)
            #expect(after.chaseOpens >= before.chaseOpens)
        }
    }

    @Test func stoppedIsFinal() throws {
        var source = try ScenarioSource(seed: 10)
        var seen = 0
        for _ in 0..<1000 {
            let calendar = calendar(try source.holidays())
            var scenario = try source.scenario()
            guard try EtiquettePlan.make(for: scenario, calendar: calendar).chaseState == .stopped else { continue }
            seen += 1
            for _ in 0..<30 {
                scenario.asOf = try scenario.asOf.adding(days: 1)
                let plan = try EtiquettePlan.make(for: scenario, calendar: calendar)
                #expect(plan.chaseState == .stopped && !plan.overdue && plan.daysOverdue == 0 && plan.courtesy == .none)
            }
        }
        #expect(seen > 100)
    }

    private func calendar(_ holidays: Set<Int>) -> HolidayCalendar {
        HolidayCalendar(name: "random", holidays: holidays.compactMap { CivilDate(dayNumber: $0) })
    }

    private func order(_ state: ChaseState) -> Int { ChaseState.allCases.firstIndex(of: state) ?? 0 }
    private func order(_ state: CourtesyState) -> Int { CourtesyState.allCases.firstIndex(of: state) ?? 0 }
}
