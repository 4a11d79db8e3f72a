import Agency
import AgencyService
import Foundation
import TestSupport
import Testing

/// The report against the plan of the etiquette itself, for made-up histories and many days.
@Suite struct OverdueReportPropertyTests {
    private struct Story {
        var scenario: EtiquetteScenario
        var round: Int
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `every day's report is what the plan of each interview says`(_ seed: UInt64) async throws {
        try await withDatabase { database in
            var generator = Splitmix(state: seed)
            let today = try #require(CivilDate(iso: "2026-03-04"))
            let name = try #require(CalendarName("GB-ENG"))
            let stories = try (1...40).map { round in
                Story(scenario: try story(before: today, name, &generator), round: round)
            }
            try await database.execute(
                "set local session_replication_role = replica;\n" + stories.map(sql).joined(separator: ";\n"))
            let ids = try await database.query("select id, round from liaison.interviews").rows.map { row in
                (try row.get("round", as: Int.self), try row.get("id", as: Int64.self))
            }
            let idOf = Dictionary(uniqueKeysWithValues: ids)
            let calendar = try holidays()
            let service = try database.service()
            var lines = 0

            for back in [-30, -5, 0, 1, 2, 5, 9, 16, 23, 40, 90] {
                let day = try today.adding(days: -back)
                let answer = try await service.call(
                    "report.overdue-feedback", as: Cast.cora, ["as_of": .string(day.description), "limit": 500])
                let found = Dictionary(
                    uniqueKeysWithValues: answer.items.map { ($0.int("interview_id") ?? 0, $0) })
                var expected = 0
                for story in stories {
                    var scenario = story.scenario
                    scenario.asOf = day
                    let plan = try EtiquettePlan.make(for: scenario, calendar: calendar)
                    let id = try #require(idOf[story.round])
                    guard plan.overdue else {
                        #expect(found[id] == nil, "\(day) \(scenario)")
                        continue
                    }
                    expected += 1
                    let row = try #require(found[id], "\(day) \(scenario)")
                    #expect(row.text("due_on") == plan.feedbackDue.description)
                    #expect(row.int("slips") == Int64(plan.slips))
                    #expect(row.int("days_overdue") == Int64(plan.daysOverdue))
                    #expect(row.int("business_days_overdue") == Int64(plan.businessDaysOverdue))
                    #expect(row.text("chase_opens") == plan.chaseOpens.description, "\(day) \(scenario)")
                    #expect(row.text("chase_by") == plan.chaseBy.description)
                    #expect(row.text("chase_state") == plan.chaseState.rawValue)
                }
                #expect(found.count == expected)
                lines += expected
            }
            #expect(lines > 40)
        }
    }

    private func holidays() throws -> HolidayCalendar {
        HolidayFile.parse(csv: try Checkout.text("sql/holidays/GB-ENG.csv")).calendar(named: "GB-ENG")
    }

    private func story(
        before today: CivilDate, _ calendar: CalendarName, _ generator: inout Splitmix
    ) throws -> EtiquetteScenario {
        let held = try today.adding(days: -Int.random(in: 0...80, using: &generator))
        var scenario = EtiquetteScenario(interview: held, asOf: today, calendar: calendar)
        let span = today.days(since: held)
        let given = (0..<Int.random(in: 0...3, using: &generator)).map { _ in
            Int.random(in: 0...span, using: &generator)
        }
        for day in given.sorted() {
            let givenOn = try held.adding(days: day)
            scenario.promises.append(
                PromiseGiven(
                    givenOn: givenOn, date: try givenOn.adding(days: Int.random(in: 0...15, using: &generator))))
        }
        let spoken = (0..<Int.random(in: 0...3, using: &generator)).map { _ in
            Int.random(in: 0...span, using: &generator)
        }
        for day in spoken.sorted() {
            scenario.contacts.append(
                ContactMade(
                    on: try held.adding(days: day), kind: ChaseKind.allCases.randomElement(using: &generator) ?? .chase)
            )
        }
        if Bool.random(using: &generator) {
            scenario.feedbackOn = try held.adding(days: Int.random(in: 0...span, using: &generator))
        }
        return scenario
    }

    private func sql(_ story: Story) -> String {
        let scenario = story.scenario
        let resolved = scenario.feedbackOn.map { "'\($0)'" } ?? "null"
        let due =
            scenario.promises.last.map { "'\($0.date)'" }
            ?? "liaison.roll(c.calendar_id, '\(scenario.interview)'::date + 7)"
        var statements = [
            """
            insert into liaison.interviews (submission_id, candidate_id, client_id, recruiter_id, round, starts_at, ends_at, held_on,
                                            default_due_on, due_on, resolved_on, answered_on)
            select s.id, s.candidate_id, s.client_id, s.recruiter_id, \(story.round), '\(scenario.interview) 09:00+00',
                   '\(scenario.interview) 10:00+00', '\(scenario.interview)',
                   liaison.roll(c.calendar_id, '\(scenario.interview)'::date + 7), \(due), \(resolved), \(resolved)
              from liaison.submissions s join liaison.clients c on c.id = s.client_id where s.id = \(Cast.Submission.anna)
            """
        ]
        let interview = "from liaison.interviews where round = \(story.round)"
        statements += scenario.promises.map { promise in
            """
            insert into liaison.promises (interview_id, candidate_id, client_id, recruiter_id, date, given_on)
            select id, candidate_id, client_id, recruiter_id, '\(promise.date)', '\(promise.givenOn)' \(interview)
            """
        }
        statements += scenario.contacts.map { contact in
            let offer = """
                with offer as (insert into liaison.offers (candidate_id, recruiter_id, company, position, reply_by)
                               select candidate_id, recruiter_id, 'Elsewhere', 'Nurse', '\(contact.on)' \(interview) returning id)
                """
            let isNotice = contact.kind == .offerNotice
            return """
                \(isNotice ? offer : "")
                insert into liaison.chases (interview_id, candidate_id, client_id, recruiter_id, contact_id, made_on, method, kind, offer_id)
                select id, candidate_id, client_id, recruiter_id, 102, '\(contact.on)', 'email', '\(contact.kind.rawValue)',
                       \(isNotice ? "(select id from offer)" : "null") \(interview)
                """
        }
        return statements.joined(separator: ";\n")
    }
}

/// The same numbers for the same seed.
private struct Splitmix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
