extension EtiquettePlan {
    /// Answers one NDJSON line of the what-if command with one JSON line, keys sorted.
    /// - Parameter calendars: finds a holiday calendar by its name.
    package static func answer(
        line: String, policy: EtiquettePolicy = .standard, calendars: (String) -> HolidayCalendar?
    ) -> Result<String, LineProblem> {
        Result { () throws(LineProblem) in
            let scenario = try PlanReader.read(line, as: EtiquetteScenario.self)
            guard let calendar = calendars(scenario.calendar.value) else {
                throw LineProblem(reason: "calendar: there is no calendar \(scenario.calendar)")
            }
            let plan: EtiquettePlan
            do throws(EtiquetteProblem) {
                plan = try make(for: scenario, calendar: calendar, policy: policy)
            } catch {
                throw LineProblem(reason: error.description)
            }
            return try PlanReader.write(plan)
        }
    }
}

extension EtiquetteProblem: CustomStringConvertible {
    package var description: String {
        switch self {
        case .promiseBeforeGiven(let promise):
            "promises: \(promise.date) lies before \(promise.givenOn), the day it was given (T7)"
        case .contactBeforeInterview(let date): "contacts: \(date) lies before the interview (T9)"
        case .graceOutOfBounds: "grace: must be 0 to \(EtiquettePlan.graceBounds.upperBound)"
        case .dateOutOfRange: DateOutOfRange().description
        }
    }
}
